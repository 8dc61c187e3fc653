"""The stored file as a workbook that can be read."""

import tempfile
from datetime import date
from pathlib import Path

from yizhan.floor.files.models import StoredFile
from yizhan.floor.files.queries import content, download_name
from yizhan.market.imports.reading import BookRead, read_book


def read_stored(file: StoredFile, *, today: date) -> BookRead:
    """Reads a stored workbook through a file of its own that is gone afterwards. Refusal as in `read_book`."""
    with tempfile.TemporaryDirectory() as folder, content(file) as stream:
        path = Path(folder) / "upload.xlsx"
        path.write_bytes(stream.read())
        return read_book(path, source=download_name(file), today=today)
