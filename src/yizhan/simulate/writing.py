"""Writing tables block by block: a Parquet or CSV file per table, the same bytes for the same rows, all or nothing."""

from abc import ABC, abstractmethod
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Literal

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as csv
import pyarrow.parquet as parquet

from yizhan.facts.columns import Kind, Table
from yizhan.facts.schemas import SCHEMAS

ROWS_IN_GROUP = 122_880
"""Sixty vectors of DuckDB's: enough to scan fast, few enough stations for the statistics to prune."""
_UNFINISHED = ".part"
_FEN = Decimal("0.01")
_LETTERS_FIRST = bytes(byte ^ 0x80 for byte in range(256))
"""Makes every other hexadecimal digit of a key a letter: no run of digits is left to be taken for a number."""
_MANY_VALUES = frozenset({"record", "supersedes", "fingerprint"})

Format = Literal["parquet", "csv"]


class TableFile(ABC):
    """One table's file. Nothing carries its final name before `finish`; `discard` removes what there is."""

    def __init__(self, table: Table, path: Path) -> None:
        self.path = path
        self.unfinished = path.with_name(path.name + _UNFINISHED)
        self.rows = 0

    def add(self, rows: pa.Table) -> None:
        """Appends rows."""
        self.rows += rows.num_rows
        self._append(rows)

    def finish(self) -> int:
        """Gives the file its name; returns its size in bytes."""
        self._close()
        self.unfinished.replace(self.path)
        return self.path.stat().st_size

    def discard(self) -> None:
        """Closes and removes the unfinished file."""
        self._close()
        self.unfinished.unlink(missing_ok=True)

    @abstractmethod
    def _append(self, rows: pa.Table) -> None: ...

    @abstractmethod
    def _close(self) -> None: ...


class ParquetFile(TableFile):
    """Row groups of ROWS_IN_GROUP, dictionaries where words repeat, nothing in the metadata that changes between runs.

    Snappy, because DuckDB scans it some 5 to 10 per cent faster than zstd; the files are about twice as large.
    """

    def __init__(self, table: Table, path: Path) -> None:
        super().__init__(table, path)
        self._waiting: list[pa.Table] = []
        self._waiting_rows = 0
        repeated = [column.name for column in table.columns if column.name not in _MANY_VALUES]
        self._writer = parquet.ParquetWriter(
            self.unfinished,
            SCHEMAS[table.name],
            version="2.6",
            compression="snappy",
            use_dictionary=repeated,
            write_statistics=True,
            store_schema=False,
        )

    def _append(self, rows: pa.Table) -> None:
        self._waiting.append(rows)
        self._waiting_rows += rows.num_rows
        if self._waiting_rows < ROWS_IN_GROUP:
            return
        together = pa.concat_tables(self._waiting)
        full = together.num_rows - together.num_rows % ROWS_IN_GROUP
        self._writer.write_table(together.slice(0, full), row_group_size=ROWS_IN_GROUP)
        self._waiting = [together.slice(full)]
        self._waiting_rows = together.num_rows - full

    def _close(self) -> None:
        if self._waiting_rows:
            self._writer.write_table(pa.concat_tables(self._waiting), row_group_size=ROWS_IN_GROUP)
            self._waiting, self._waiting_rows = [], 0
        self._writer.close()


class CsvFile(TableFile):
    """UTF-8, comma, line feed; header of column names; true/false, ISO days, plain decimals, nothing for missing.

    Sums are in yuan with two decimals. A person's key is written out in 32 hexadecimal digits, which is what marks it
    as a key to a reader who also takes identity numbers.
    """

    def __init__(self, table: Table, path: Path) -> None:
        super().__init__(table, path)
        self._kinds = {column.name: column.kind for column in table.columns}
        self._file: BinaryIO = self.unfinished.open("wb")
        self._file.write((",".join(self._kinds) + "\n").encode())
        self._options = csv.WriteOptions(include_header=False, quoting_style="needed")

    def _append(self, rows: pa.Table) -> None:
        written = {name: spelt(rows.column(name), kind) for name, kind in self._kinds.items()}
        csv.write_csv(pa.table(written), self._file, self._options)

    def _close(self) -> None:
        self._file.close()


def spelt(values: pa.ChunkedArray, kind: Kind) -> pa.ChunkedArray:
    """Values as a file for people writes them: sums in yuan, persons' keys in 32 hexadecimal digits, all else as it is."""
    if kind == "fen":
        return pc.multiply(values.cast(pa.decimal128(19, 0)), pa.scalar(_FEN)).cast(pa.decimal128(21, 2))
    if kind == "person":
        keys = pc.unique(values).drop_null()
        hexadecimal = [key.encode().translate(_LETTERS_FIRST).hex().ljust(32, "f") for key in keys.to_pylist()]
        return pa.chunked_array([pa.array(hexadecimal, pa.string()).take(pc.index_in(values, keys).combine_chunks())])
    return values


class Folder:
    """The files of all tables in one folder; leaving the `with` by an exception leaves no file behind."""

    def __init__(self, out: Path, tables: dict[str, Table], formats: Format) -> None:
        out.mkdir(parents=True, exist_ok=True)
        kind: type[TableFile] = ParquetFile if formats == "parquet" else CsvFile
        self.files = {name: kind(table, out / f"{name}.{formats}") for name, table in tables.items()}
        self.bytes = 0

    def __enter__(self) -> "Folder":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.bytes = sum(file.finish() for file in self.files.values())
        else:
            for file in self.files.values():
                file.discard()
