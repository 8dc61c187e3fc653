"""Which headers a sheet has, in which order, and what becomes of each: stored, used for a fingerprint, or never kept."""

from dataclasses import dataclass, replace
from typing import Literal

from yizhan.facts.columns import Column, Kind, Table
from yizhan.facts.tables import TABLES

Use = Literal["store", "ignore", "place"]
Reading = Kind | Literal["record", "answer"]


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a sheet. `header` is what the template writes, `aliases` what is also understood.

    `must` says that the header has to be there; `blank` what an empty cell means: nothing (missing), 否, or a refusal.
    """

    header: str
    use: Use = "store"
    column: Column | None = None
    aliases: tuple[str, ...] = ()
    must: bool = False
    blank: Literal["missing", "no", "refused"] = "missing"

    @property
    def reading(self) -> Reading:
        """How a cell is read."""
        if self.column is None:
            return "text"
        if self.column.name in ("record", "supersedes"):
            return "record"
        return "answer" if self.column.name == "answer" else self.column.kind


@dataclass(frozen=True, slots=True)
class Layout:
    """The sheet of one table."""

    table: Table
    fields: tuple[Field, ...]

    @property
    def sheet(self) -> str:
        """The sheet's name."""
        return self.table.label.zh

    @property
    def stored(self) -> tuple[Field, ...]:
        """The fields that become columns."""
        return tuple(field for field in self.fields if field.use == "store")


IDENTITY = "身份证号码"
NEVER_KEPT = ("序号", "备注")
ABOUT_PERSONS = ("姓名", "性别", "联系电话", "现居住地")
PLACE = "工作地点"
ANNEX_4 = ("序号", "姓名", IDENTITY, "现居住地", "联系电话", "实现就业企业名称", "推荐时间")

# Blank means 否 here. Only verified records count, so silence never verifies; annex 4 itself has no such columns.
_BLANK_IS_NO = {("*", "verified"), ("*", "flagged"), ("placements", "stable")}


def workbook_layout(table: Table) -> Layout:
    """The sheet of `table` in a station workbook.

    The station is stated once, in 基本信息; record numbers may be left out; a person is an identity number, with the name
    beside it for those who fill the sheet in and never kept. The roster of placements opens with annex 4 of
    quanzhou-2025, column for column.
    """
    if table.name == "placements":
        return Layout(table, _roster(table))
    day = _field(table, table.column("day"), header=table.day.zh, aliases=("日期",))
    own = [field for column in table.own for field in _own(table, column)]
    if table.name == "stations":
        own.insert(0, Field("驿站编号", column=table.column("station")))
    if table.name == "inspections":
        own[1:1] = [_ignored("检查内容"), _ignored("条文依据")]
        day, own = own[0], [*own[1:], day]
    return Layout(table, _complete(table, (_ignored("序号"), day, *own)))


def folder_layout(table: Table) -> Layout:
    """The CSV file of `table`: its columns by English name or Chinese header, the station in every row."""
    fields = []
    for column in table.columns:
        header = table.day.zh if column.name == "day" else column.label.zh
        aliases = (column.name, column.label.zh, *_synonyms(table, column))
        field = _field(table, column, header=header, aliases=aliases)
        fields.append(replace(field, must=True, blank="refused") if column.name == "station" else field)
    extra = (PLACE,) if table.name == "posts" else ()
    return Layout(
        table,
        (
            *fields,
            *(Field(name, "place", aliases=("place",)) for name in extra),
            *map(_ignored, NEVER_KEPT),
            *map(_ignored, ABOUT_PERSONS),
        ),
    )


def _roster(table: Table) -> tuple[Field, ...]:
    store = {
        IDENTITY: _field(table, table.column("person"), header=IDENTITY, aliases=("身份证号", "人员")),
        "实现就业企业名称": _field(
            table, table.column("employer"), header="实现就业企业名称", aliases=("用工单位", "企业名称")
        ),
        "推荐时间": _field(table, table.column("day"), header="推荐时间", aliases=("日期",)),
    }
    opening = [store.get(header) or _ignored(header) for header in ANNEX_4]
    return _complete(table, (*opening, _field(table, table.column("stable"))))


def _own(table: Table, column: Column) -> list[Field]:
    if column.name == "person":
        field = _field(table, column, header=IDENTITY, aliases=("身份证号", column.label.zh))
        return [_ignored("姓名"), field]
    if column.kind == "person":
        label = column.label.zh
        return [_ignored(f"{label}姓名"), _field(table, column, header=f"{label}{IDENTITY}", aliases=(label,))]
    if column.name == "fingerprint":
        return [_field(table, column)]
    if table.name == "posts" and column.name == "title":
        return [_field(table, column), Field(PLACE, "place")]
    return [_field(table, column)]


def _complete(table: Table, leading: tuple[Field, ...]) -> tuple[Field, ...]:
    common = [_field(table, table.column(name)) for name in ("proof", "verified", "flagged", "record", "supersedes")]
    fields = [*leading, *common]
    named = {field.header for field in fields}
    persons = ABOUT_PERSONS if any(column.kind == "person" for column in table.own) else ()
    fields += [_ignored(header) for header in (*persons, "备注") if header not in named]
    return tuple(fields)


def _field(table: Table, column: Column, *, header: str | None = None, aliases: tuple[str, ...] = ()) -> Field:
    no = ("*", column.name) in _BLANK_IS_NO or (table.name, column.name) in _BLANK_IS_NO
    derived = column.name in ("record", "station", "fingerprint")
    must = column.required and not no and not derived
    name = header or column.label.zh
    blank: Literal["missing", "no", "refused"] = "no" if no else "refused" if must else "missing"
    return Field(name, "store", column, tuple(alias for alias in aliases if alias != name), must, blank)


def _synonyms(table: Table, column: Column) -> tuple[str, ...]:
    if column.name == "day":
        return ("日期",)
    if column.name == "person":
        return (IDENTITY, "身份证号")
    if table.name == "placements" and column.name == "employer":
        return ("实现就业企业名称",)
    return ()


def _ignored(header: str) -> Field:
    return Field(header, "ignore")


WORKBOOK: dict[str, Layout] = {table.label.zh: workbook_layout(table) for table in TABLES.values()}
