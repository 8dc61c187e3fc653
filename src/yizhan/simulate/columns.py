"""From drafts to Arrow: rows sorted by station and day, numbered, corrections added, integers made values."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from yizhan.facts.columns import Column, Table
from yizhan.facts.schemas import ARROW_TYPES, SCHEMAS
from yizhan.facts.tables import TABLES
from yizhan.simulate import draws
from yizhan.simulate.block import STATIONS_IN_BLOCK, Block
from yizhan.simulate.draft import MISSING, Draft
from yizhan.simulate.keys import KEY_LENGTH, mixed, own_key, written
from yizhan.simulate.season import Ints
from yizhan.simulate.words import PROOFS

CORRECTED = 0.001
"""Share of rows that a later row replaces."""
_NEVER_CORRECTED = frozenset({"stations", "staff", "communities", "community_stations", "inspections", "followers"})
_RECORD_LETTERS = dict(zip(TABLES, "abcdfghijklmnoqrtuvw", strict=True))
_KEY_LETTERS = {"person": "p", "employer": "e", "text": "x"}
_STATION_DIGITS = 6
_DAYS = 1 << 20


def finished(block: Block, draft: Draft) -> pa.Table:
    """The table as it is written: the wanted stations only, conforming to the schema of its fact table."""
    table = TABLES[draft.table]
    columns, record, replaced = _in_order(block, draft)
    columns |= {"record": record, "supersedes": replaced}
    wanted = int(np.searchsorted(columns["station"], block.limit))
    arrays = [_array(block, table, column, columns[column.name][:wanted], draft) for column in table.columns]
    return pa.Table.from_arrays(arrays, schema=SCHEMAS[table.name])


def station_key(block: Block, position: Ints) -> Ints:
    """The overall numbers, from 1, of stations given by their position in the block."""
    return position + (block.number * STATIONS_IN_BLOCK + 1)


def _in_order(block: Block, draft: Draft) -> tuple[dict[str, Ints], Ints, Ints]:
    """Columns with corrections in their place, the record numbers, and for each row the record it replaces."""
    columns, rows = draft.columns, draft.rows
    again = np.zeros(0, dtype=np.int64)
    if draft.table not in _NEVER_CORRECTED:
        rng = block.rng(100 + list(TABLES).index(draft.table))
        again = np.flatnonzero(draws.flip(rng, rows, CORRECTED)).astype(np.int64)
    if len(again):
        columns = {name: np.concatenate([values, values[again]]) for name, values in columns.items()}
        columns["verified"][rows:] = 1
    order = np.argsort(columns["station"] * _DAYS + columns["day"], kind="stable")
    columns = {name: values[order] for name, values in columns.items()}
    record = own_key(block, np.arange(len(order), dtype=np.int64))
    replaced = np.full(len(order), MISSING, dtype=np.int64)
    if len(again):
        place = np.empty(len(order), dtype=np.int64)
        place[order] = np.arange(len(order), dtype=np.int64)
        replaced[place[rows:]] = record[place[again]]
    return columns, record, replaced


def _array(block: Block, table: Table, column: Column, values: Ints, draft: Draft) -> pa.Array:
    if column.name in ("record", "supersedes"):
        return _keys(_RECORD_LETTERS[table.name], values)
    if column.name == "station":
        return _stations(block, values)
    if column.name in draft.words:
        return _worded(values, draft.words[column.name])
    if column.kind == "proofs":
        return _worded(values, PROOFS)
    if column.kind == "choice":
        return _worded(values, column.codes)
    if column.kind in _KEY_LETTERS:
        return _keys(_KEY_LETTERS[column.kind], np.where(values == MISSING, MISSING, mixed(values)))
    return _numbers(column, values)


def _numbers(column: Column, values: Ints) -> pa.Array:
    known, missing = _validity(values)
    if column.kind == "decimal":
        halves = np.stack([values, values >> 63], axis=1)
        return pa.Array.from_buffers(ARROW_TYPES["decimal"], len(values), [known, pa.py_buffer(halves)], missing)
    if column.kind == "bool":
        return pa.array(values == 1, mask=values == MISSING)
    width = np.int32 if column.kind == "day" else np.int64
    data = pa.py_buffer(np.ascontiguousarray(values, dtype=width))
    return pa.Array.from_buffers(ARROW_TYPES[column.kind], len(values), [known, data], missing)


def _worded(values: Ints, words: Sequence[str]) -> pa.Array:
    mask = values == MISSING
    indices = pa.array(values.astype(np.int32), mask=mask)
    return pa.array(list(words), pa.string()).take(indices)


def _keys(letter: str, values: Ints) -> pa.Array:
    known, missing = _validity(values)
    if missing == len(values):
        return pa.nulls(len(values), pa.string())
    if missing == 0:
        return _fixed(written(letter, values), None, 0)
    present = np.flatnonzero(values != MISSING)
    offsets = np.zeros(len(values) + 1, dtype=np.int32)
    np.cumsum(np.where(values == MISSING, 0, KEY_LENGTH), out=offsets[1:])
    signs = written(letter, values[present])
    buffers = [known, pa.py_buffer(offsets), pa.py_buffer(signs)]
    return pa.Array.from_buffers(pa.string(), len(values), buffers, missing)


def _fixed(signs: np.ndarray[tuple[int, int], np.dtype[np.uint8]], known: pa.Buffer | None, missing: int) -> pa.Array:
    rows, width = signs.shape
    offsets = np.arange(0, (rows + 1) * width, width, dtype=np.int32)
    return pa.Array.from_buffers(pa.string(), rows, [known, pa.py_buffer(offsets), pa.py_buffer(signs)], missing)


def _stations(block: Block, values: Ints) -> pa.Array:
    names = [
        f"{block.city.prefix}{number:0{_STATION_DIGITS}d}"
        for number in station_key(block, np.arange(block.stations, dtype=np.int64))
    ]
    return _worded(values, names)


def _validity(values: Ints) -> tuple[pa.Buffer | None, int]:
    known = values != MISSING
    missing = len(values) - int(known.sum())
    return (pa.py_buffer(np.packbits(known, bitorder="little")) if missing else None), missing
