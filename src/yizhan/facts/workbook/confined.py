"""The child process that parses a large workbook: limited memory and processor time, bytes in, JSON out.

Run as a script with the archive on standard input. Imports nothing of the package, so that it starts quickly.
"""

import datetime
import io
import json
import sys
from typing import Any

import python_calamine

if sys.platform != "win32":
    import resource

MEMORY = 2 * 2**30
SECONDS = 50
MOST_CHARACTERS = 100_000_000


def main() -> None:
    """Writes ``[[sheet, rows, merged], …]`` to standard output; a day is ``["day", ISO text]``, a time ``["time"]``."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    book = python_calamine.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
    sheets = [
        [sheet.name, *_content(book.get_sheet_by_name(sheet.name))]
        for sheet in book.sheets_metadata
        if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
    ]
    json.dump(sheets, sys.stdout)


def _content(sheet: python_calamine.CalamineSheet) -> tuple[list[list[Any]], list[Any]]:
    rows = [[_plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    if sum(len(cell) for row in rows for cell in row if isinstance(cell, str)) > MOST_CHARACTERS:
        raise MemoryError
    return rows, list(sheet.merged_cell_ranges or ())


def _plain(cell: Any) -> Any:
    if isinstance(cell, datetime.date):
        return ["day", cell.isoformat()]
    if isinstance(cell, datetime.time | datetime.timedelta):
        return ["time"]
    return cell


if __name__ == "__main__":
    main()
