"""The gate of Parquet files that others wrote: their schema, then what no value of a column may be.

What file statistics answer is not read; the rest is one statement per file.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from yizhan.facts.columns import Column, Table
from yizhan.facts.identities import any_identity_number
from yizhan.kernel.errors import Refusal

# An identity number may be broken up by a few spaces or hyphens; keys are 32 or 64 characters long.
_SUSPECT = (
    "CASE WHEN strlen({0}) < 18 THEN false"
    " WHEN strlen({0}) IN (32, 64) THEN NOT regexp_full_match({0}, '[0-9a-f]+') ELSE true END"
)
Check = tuple[str, Column, str, str]


def check_parquet(file: Path, table: Table) -> None:
    """Refuses a file that cannot be read or whose schema does not fit `table`, and one that holds no value where one is
    required, an unknown code, a negative count or sum, or an identity number in place of a key. Raises Refusal that names
    table and column and never repeats a number."""
    try:
        with pq.ParquetFile(file) as source:
            schema, metadata = source.schema_arrow, source.metadata
    except (pa.ArrowException, OSError) as error:
        raise _unreadable(file) from error
    _check_schema(file, table, schema)
    given = [column for column in table.columns if column.name in schema.names]
    try:
        _check_values(file, table, given, metadata)
    except duckdb.Error as error:
        raise _unreadable(file) from error


def _check_values(file: Path, table: Table, given: list[Column], metadata: pq.FileMetaData) -> None:
    checks = [check for column in given for check in _checks(column, metadata)]
    parties = [column for column in given if column.kind in ("person", "employer")]
    if not metadata.num_rows or not (checks or parties):
        return
    asked = [*(f"coalesce(bool_or({condition}), false)" for condition, *_ in checks)]
    asked += [f"coalesce(bool_or({_SUSPECT.format(_text(column))}), false)" for column in parties]
    with duckdb.connect(":memory:") as connection:
        source = "read_parquet(?)"
        found = connection.execute(f"SELECT {', '.join(asked)} FROM {source}", [str(file)]).fetchall()[0]
        for (_, column, zh, en), wrong in zip(checks, found, strict=False):
            if wrong:
                raise _refused(file, table, column.name, zh, en)
        for column, suspected in zip(parties, found[len(checks) :], strict=True):
            name = _text(column)
            if suspected:
                sql = f"SELECT DISTINCT {name} FROM {source} WHERE {_SUSPECT.format(name)}"
                texts = connection.sql(sql, params=[str(file)]).to_arrow_table().column(0)
                if any_identity_number(texts):
                    raise _holds_numbers(file, table, column)


def _checks(column: Column, metadata: pq.FileMetaData) -> Iterator[Check]:
    """Conditions that no row may meet, as far as the statistics of the file leave them open."""
    name = _quoted(column)
    if column.required and not _never_null(column.name, metadata):
        yield f"{name} IS NULL", column, "有空值", "a value is missing"
    if column.kind == "choice":
        codes = ", ".join(f"'{code}'" for code in column.codes)
        yield (
            f"{_text(column)} NOT IN ({codes})",
            column,
            f"有不认识的代码，可用：{'、'.join(column.codes)}",
            "an unknown code",
        )
    if column.kind in ("count", "fen") and not _never_negative(column.name, metadata):
        yield f"{name} < 0", column, "有负数", "a negative number"


def _statistics(name: str, metadata: pq.FileMetaData) -> Iterator[pq.Statistics | None]:
    place = metadata.schema.names.index(name)
    for group in range(metadata.num_row_groups):
        yield metadata.row_group(group).column(place).statistics


def _never_null(name: str, metadata: pq.FileMetaData) -> bool:
    return all(found and found.has_null_count and found.null_count == 0 for found in _statistics(name, metadata))


def _never_negative(name: str, metadata: pq.FileMetaData) -> bool:
    return all(found and found.has_min_max and found.min >= 0 for found in _statistics(name, metadata))


def _quoted(column: Column) -> str:
    return f'"{column.name}"'


def _text(column: Column) -> str:
    """The column as text: one that is empty throughout may have no type of its own."""
    return f"CAST({_quoted(column)} AS VARCHAR)"


def _check_schema(file: Path, table: Table, schema: pa.Schema) -> None:
    columns = {column.name: column for column in table.columns}
    for name in schema.names:
        if schema.names.count(name) > 1:
            raise _refused(file, table, name, "同名的列不止一个", "several columns have this name")
        if name not in columns:
            near = get_close_matches(name, columns, n=1, cutoff=0.4)
            hint_zh, hint_en = (f"，是否为 {near[0]}？", f"; did you mean {near[0]}?") if near else ("", "")
            raise Refusal(
                f"{file.name}：表 {table.name} 没有「{name}」列{hint_zh}",
                f"{file.name}: table {table.name} has no column {name!r}{hint_en}",
            )
    for column in table.columns:
        if column.name not in schema.names:
            if column.required:
                raise Refusal(
                    f"{file.name}：缺少必填列「{column.name}」（{column.label.zh}）",
                    f"{file.name}: the required column {column.name!r} is missing",
                )
        elif not _fits(column, schema.field(column.name).type):
            given = schema.field(column.name).type
            raise Refusal(
                f"{file.name}：列「{column.name}」的类型是 {given}，应为 {_WANTED[column.kind]}",
                f"{file.name}: column {column.name!r} is {given}, should be {_WANTED[column.kind]}",
            )


_WANTED = {
    **dict.fromkeys(("text", "person", "employer", "choice", "proofs"), "string"),
    "bool": "bool",
    "day": "date32",
    "count": "int64",
    "fen": "int64",
    "decimal": "decimal128(12, 6)",
}


def _fits(column: Column, given: pa.DataType) -> bool:
    if pa.types.is_null(given):
        return not column.required
    if pa.types.is_dictionary(given):
        given = given.value_type
    wanted = _WANTED[column.kind]
    if wanted == "string":
        return bool(pa.types.is_string(given) or pa.types.is_large_string(given))
    if wanted == "int64":
        return bool(pa.types.is_integer(given))
    if wanted == "date32":
        return bool(pa.types.is_date32(given))
    if wanted == "bool":
        return bool(pa.types.is_boolean(given))
    return bool(pa.types.is_decimal(given) and given.scale <= 6 and given.precision - given.scale <= 6)


def _refused(file: Path, table: Table, column: str, zh: str, en: str) -> Refusal:
    return Refusal(
        f"{file.name}：表「{table.label.zh}」（{table.name}）的列「{column}」：{zh}",
        f"{file.name}: fact table {table.name}, column {column}: {en}",
    )


def _holds_numbers(file: Path, table: Table, column: Column) -> Refusal:
    return _refused(
        file,
        table,
        column.name,
        "含有身份证号码。Parquet 中只能是脱敏后的代码，请改交工作簿或 CSV，由本程序脱敏",
        "holds identity numbers; Parquet must hold keys only",
    )


def _unreadable(file: Path) -> Refusal:
    return Refusal(f"{file.name} 不是可读的 Parquet 文件，请重新导出", f"{file.name} is not readable Parquet")
