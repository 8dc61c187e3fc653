"""Columns of values as Arrow tables."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from itertools import accumulate
from typing import Any

import numpy as np
import pyarrow as pa

from yizhan.facts.columns import Table
from yizhan.facts.schemas import SCHEMAS

DECIMALS = 6
_EPOCH = date(1970, 1, 1).toordinal()


def arrow_table(table: Table, columns: dict[str, list[Any]], rows: int) -> pa.Table:
    """An Arrow table in the schema of the fact table; a column that the input does not have is empty throughout."""
    schema = SCHEMAS[table.name]
    arrays = [_array(columns.get(field.name, [None] * rows), field.type) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


# Arrays are laid down as buffers: `pyarrow.array` imports pandas wherever it is installed, a second of every cold start.
def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    present = [value is not None for value in values]
    validity = None if all(present) else pa.py_buffer(_bits(present))
    if kind == pa.string():
        encoded = [b"" if value is None else value.encode() for value in values]
        offsets = np.fromiter(accumulate(map(len, encoded), initial=0), np.int32, len(encoded) + 1)
        buffers = [validity, pa.py_buffer(offsets.tobytes()), pa.py_buffer(b"".join(encoded))]
    else:
        buffers = [validity, pa.py_buffer(_FIXED[kind](values))]
    array = pa.Array.from_buffers(kind, len(values), buffers)
    array.validate(full=True)
    return array


def _bits(values: Sequence[Any]) -> bytes:
    return np.packbits(np.fromiter(map(bool, values), np.bool_, len(values)), bitorder="little").tobytes()


def _whole(values: Sequence[int | None]) -> bytes:
    return np.fromiter((value or 0 for value in values), np.int64, len(values)).tobytes()


def _days(values: Sequence[date | None]) -> bytes:
    days = (0 if value is None else value.toordinal() - _EPOCH for value in values)
    return np.fromiter(days, np.int32, len(values)).tobytes()


def _decimals(values: Sequence[Decimal | None]) -> bytes:
    return b"".join(int((value or Decimal(0)).scaleb(DECIMALS)).to_bytes(16, "little", signed=True) for value in values)


_FIXED: dict[pa.DataType, Callable[[Sequence[Any]], bytes]] = {
    pa.bool_(): _bits,
    pa.date32(): _days,
    pa.int64(): _whole,
    pa.decimal128(12, DECIMALS): _decimals,
}
