"""The header row of a sheet: where it is, which column is which, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from yizhan.facts.workbook.cleaning import folded, quoted
from yizhan.facts.workbook.faults import Fault
from yizhan.facts.workbook.grid import Cell, Grid
from yizhan.facts.workbook.layout import Field, Layout

SEARCHED_ROWS = 15
HINTED_HEADERS = 20


@dataclass(frozen=True, slots=True)
class Headers:
    """`row` is the index of the header row in the grid; `places` tells the column index of each field found."""

    row: int
    places: dict[str, int]
    width: int
    faults: tuple[tuple[int, str, Fault], ...]


def is_blank(cell: Cell) -> bool:
    """Whether a cell says nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def find_headers(layout: Layout, grid: Grid) -> Headers:
    """The header row among the first rows: the one with most known headers (a title may stand above it).

    Faults are (row index, header, what is wrong) and make the whole sheet unusable.
    """
    known = {folded(name): field for field in layout.fields for name in (*field.aliases, field.header)}
    row = _header_row(grid.rows[:SEARCHED_ROWS], known)
    if row is None:
        fault = Fault("没有表头", "there is no header row", "请使用模板中的表头", "use the headers of the template")
        return Headers(0, {}, 0, ((0, "表头", fault),))
    cells = grid.rows[row]
    places, faults = _match(layout, cells, known)
    faults += _merged(grid, row, cells)
    faults += _unheaded(grid, row, cells)
    for field in layout.fields:
        if field.must and field.header not in places:
            faults.append((field.header, _missing(field)))
    return Headers(row, places, len(cells), tuple((row, header, fault) for header, fault in faults))


def _header_row(rows: Sequence[Sequence[Cell]], known: dict[str, Field]) -> int | None:
    best, most = None, 0
    for index, row in enumerate(rows):
        hits = sum(isinstance(cell, str) and folded(cell) in known for cell in row)
        if hits > most:
            best, most = index, hits
    return best


def _match(
    layout: Layout, cells: Sequence[Cell], known: dict[str, Field]
) -> tuple[dict[str, int], list[tuple[str, Fault]]]:
    places: dict[str, int] = {}
    faults: list[tuple[str, Fault]] = []
    for index, cell in enumerate(cells):
        if is_blank(cell):
            continue
        field = known.get(folded(cell)) if isinstance(cell, str) else None
        if field is None:
            faults.append((quoted(cell), _unknown(layout, str(cell), hint=len(faults) < HINTED_HEADERS)))
        elif field.header not in places:
            places[field.header] = index
        elif field.use != "ignore":
            faults.append(
                (
                    field.header,
                    Fault("表头重复", "the header occurs twice", "请只保留一列", "keep one column only"),
                )
            )
    return places, faults


def _unknown(layout: Layout, header: str, *, hint: bool) -> Fault:
    names = [field.header for field in layout.fields] + [alias for field in layout.fields for alias in field.aliases]
    near = get_close_matches(header[:50], names, n=1, cutoff=0.4) if hint else []
    hint_zh = f"是否为「{near[0]}」？" if near else ""
    hint_en = f"did you mean {near[0]!r}? " if near else ""
    return Fault(
        "模板中没有这一列",
        "the template has no such column",
        f"{hint_zh}请改用模板中的表头，或删除此列",
        f"{hint_en}use a header of the template or delete the column",
    )


def _missing(field: Field) -> Fault:
    return Fault(
        f"缺少「{field.header}」列",
        f"the column {field.header!r} is missing",
        f"请按模板加上表头「{field.header}」并填写",
        "add the header as in the template and fill the column in",
    )


def _merged(grid: Grid, row: int, cells: Sequence[Cell]) -> list[tuple[str, Fault]]:
    return [
        (
            quoted(cells[left]) if left < len(cells) and not is_blank(cells[left]) else "表头",
            Fault(
                "表头含有合并单元格",
                "the header holds merged cells",
                "请取消合并，一列一个表头",
                "unmerge; one header a column",
            ),
        )
        for top, left, bottom, _ in grid.merged
        if top <= row <= bottom
    ]


def _unheaded(grid: Grid, row: int, cells: Sequence[Cell]) -> list[tuple[str, Fault]]:
    empty = [index for index, cell in enumerate(cells) if is_blank(cell)]
    return [
        (
            f"第{index + 1}列",
            Fault(
                "有内容但没有表头",
                "filled but without a header",
                "请补上表头或清空此列",
                "add the header or clear the column",
            ),
        )
        for index in empty
        if any(index < len(below) and not is_blank(below[index]) for below in grid.rows[row + 1 :])
    ]
