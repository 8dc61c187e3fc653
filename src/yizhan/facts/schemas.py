"""The fact tables as Arrow schemas, and the gate through which foreign tables must pass."""

import pyarrow as pa
import pyarrow.compute as pc

from yizhan.facts.columns import Column, Kind
from yizhan.facts.tables import TABLES
from yizhan.kernel.errors import Refusal

# Whole numbers are 64 bits wide; a decimal holds six places, enough for a coordinate and a square metre.
ARROW_TYPES: dict[Kind, pa.DataType] = {
    "text": pa.string(),
    "person": pa.string(),
    "employer": pa.string(),
    "choice": pa.string(),
    "proofs": pa.string(),
    "bool": pa.bool_(),
    "day": pa.date32(),
    "count": pa.int64(),
    "decimal": pa.decimal128(12, 6),
    "fen": pa.int64(),
}


def _field(column: Column) -> pa.Field:
    about = {"zh": column.label.zh, "en": column.label.en, "kind": column.kind}
    if column.codes:
        about["codes"] = " ".join(column.codes)
    return pa.field(column.name, ARROW_TYPES[column.kind], nullable=not column.required, metadata=about)


SCHEMAS: dict[str, pa.Schema] = {
    name: pa.schema(
        [_field(column) for column in table.columns],
        metadata={
            "table": name,
            "zh": table.label.zh,
            "en": table.label.en,
            "day": table.day.en,
            "citation": table.citation,
        },
    )
    for name, table in TABLES.items()
}


def empty(table: str) -> pa.Table:
    """The table with its columns and no rows."""
    return SCHEMAS[table].empty_table()


def conform(name: str, table: pa.Table) -> pa.Table:
    """The rows of `table` in the schema of the fact table `name`, or a Refusal that names table and column.

    Optional columns may be missing. Refused: a missing required column or value, an unknown column, a type that would
    have to be guessed or would lose something (binary floats, times of day, fractions of a whole number).
    """
    if name not in SCHEMAS:
        raise Refusal(f"没有名为「{name}」的事实表", f"there is no fact table {name!r}")
    schema = SCHEMAS[name]
    for column in table.column_names:
        if table.column_names.count(column) > 1:
            raise _refused(name, column, "同名的列不止一个", "several columns have this name")
        if column not in schema.names:
            raise _refused(name, column, "表中没有这一列", "the table has no such column")
    arrays = [_conformed(name, column, table) for column in TABLES[name].columns]
    return pa.Table.from_arrays(arrays, schema=schema)


def _conformed(name: str, column: Column, table: pa.Table) -> pa.ChunkedArray:
    wanted = ARROW_TYPES[column.kind]
    if column.name not in table.column_names:
        if column.required:
            raise _refused(name, column.name, "缺少这一列", "the column is missing")
        return pa.chunked_array([pa.nulls(table.num_rows, wanted)])
    given = table.column(column.name)
    if pa.types.is_dictionary(given.type):
        given = given.cast(given.type.value_type)
    if given.type != wanted:
        if not _convertible(given.type, wanted):
            raise _refused(
                name, column.name, f"类型应为{wanted}，实为{given.type}", f"expected {wanted}, found {given.type}"
            )
        try:
            given = _cast(given, wanted)
        except pa.ArrowInvalid as error:
            raise _refused(name, column.name, f"有数值超出{wanted}的范围", f"a value does not fit {wanted}") from error
    if column.required and given.null_count:
        raise _refused(name, column.name, "有空值", "a value is missing")
    if column.kind in ("count", "fen") and len(given) and (pc.min(given).as_py() or 0) < 0:
        raise _refused(name, column.name, "有负数", "a negative number")
    if column.kind == "choice":
        _check_codes(name, column, given)
    return given


def _check_codes(name: str, column: Column, given: pa.ChunkedArray) -> None:
    for code in pc.unique(given).to_pylist():
        if code is not None and code not in column.codes:
            raise _refused(name, column.name, f"没有代码「{code}」", f"there is no code {code!r}")


def _convertible(given: pa.DataType, wanted: pa.DataType) -> bool:
    if pa.types.is_null(given):
        return True
    if pa.types.is_string(wanted):
        return bool(pa.types.is_large_string(given) or pa.types.is_string_view(given))
    if pa.types.is_date(wanted):
        return bool(pa.types.is_date(given))
    if pa.types.is_integer(wanted):
        return bool(pa.types.is_integer(given))
    if pa.types.is_decimal(wanted):
        return bool(pa.types.is_decimal(given) or pa.types.is_integer(given))
    return False


def _cast(given: pa.ChunkedArray, wanted: pa.DataType) -> pa.ChunkedArray:
    if pa.types.is_decimal(wanted) and pa.types.is_integer(given.type):
        # Arrow demands room for every 64-bit integer before it lets a decimal be narrowed.
        given = given.cast(pa.decimal128(25, 6))
    return given.cast(wanted)


def _refused(table: str, column: str, zh: str, en: str) -> Refusal:
    label = TABLES[table].label
    return Refusal(
        f"事实表「{label.zh}」（{table}）的列「{column}」：{zh}", f"fact table {table}, column {column}: {en}"
    )
