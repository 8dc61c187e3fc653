"""Where the bytes lie: `<files>/ab/cd/abcd…`, written whole or not at all. Names on disk say nothing about the file."""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

PART = ".part"


def root() -> Path:
    """The folder of all files: the setting YIZHAN_FILES, or `files` beside the collected static files."""
    return Path(getattr(settings, "YIZHAN_FILES", Path(settings.STATIC_ROOT).parent / "files"))


def new_key() -> str:
    """128 random bits as 32 hexadecimal digits."""
    return secrets.token_hex(16)


def path_of(key: str) -> Path:
    """Where the file of this key lies."""
    return root() / key[:2] / key[2:4] / key


def write(key: str, content: bytes) -> None:
    """Writes beside, waits for the disk, renames, waits for the folder: after a return the file outlives a power cut."""
    target = path_of(key)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = target.with_name(f"{key}{PART}")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def read(key: str) -> BinaryIO:
    """The file, open for reading. FileNotFoundError when it is gone."""
    return path_of(key).open("rb")


def delete(key: str) -> None:
    """Removes the file; nothing happens when it is gone already."""
    path_of(key).unlink(missing_ok=True)


def lying() -> Iterator[Path]:
    """Every file in the folder, half-written ones included."""
    return (path for path in root().glob("??/??/*") if path.is_file())
