"""The archive of a backup: manifest, dump of the database, files; one gzipped tar, written whole or not at all."""

import hashlib
import io
import os
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

from yizhan.config import backup_manifest
from yizhan.config.backup_manifest import Manifest, Part
from yizhan.kernel.errors import Refusal

MANIFEST = "manifest.json"
DATABASE = "database.dump"
FILES = "files"
# Dump and pictures are compressed already.
COMPRESSION = 1
BLOCK = 1 << 20
LARGEST_MANIFEST = 256 << 20
_BROKEN = (tarfile.TarError, EOFError, zlib.error, ValueError)


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """An empty folder beside the target, readable by its owner only, gone afterwards."""
    target.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def write(target: Path, dump: Path, files: Path, facts: dict[str, Any]) -> Manifest:
    """Writes dump and files with their manifest. The target appears complete and readable by its owner only."""
    members = {DATABASE: dump} | {f"{FILES}/{path.relative_to(files).as_posix()}": path for path in _lying(files)}
    parts = {name: Part(path.stat().st_size, digest_of(path)) for name, path in members.items()}
    manifest = Manifest(parts=parts, **facts)
    draft = dump.with_name("archive.part")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        with tarfile.open(fileobj=stream, mode="w:gz", compresslevel=COMPRESSION) as archive:
            signed = manifest.signed()
            archive.addfile(_member(MANIFEST, len(signed)), io.BytesIO(signed))
            for name, path in members.items():
                with path.open("rb") as content:
                    archive.addfile(_member(name, parts[name].size), content)
        stream.flush()
        os.fsync(stream.fileno())
    os.link(draft, target)
    return manifest


def read_manifest(source: Path, public_key: bytes | None) -> Manifest:
    """The first member, its signature checked."""
    with _opened(source) as archive:
        member = archive.next()
        if member is None or member.name != MANIFEST or not 0 < member.size <= LARGEST_MANIFEST:
            raise Refusal(f"不是备份文件：{source.name}", f"not a backup: {source.name}")
        content = archive.extractfile(member)
        return backup_manifest.read(content.read() if content is not None else b"", public_key)


def unpack(source: Path, manifest: Manifest, folder: Path) -> None:
    """Every part of the manifest, and nothing else, into the folder. Refusal unless each is there, bit for bit."""
    left = dict(manifest.parts)
    with _opened(source) as archive:
        for member in archive:
            if member.name == MANIFEST:
                continue
            part = left.pop(member.name, None)
            content = archive.extractfile(member) if part is not None and member.isreg() else None
            if part is None or content is None or not _is_inside(member.name):
                raise _damaged(member.name)
            target = folder / member.name
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if _copied(content, target) != part:
                raise _damaged(member.name)
    if left:
        raise _damaged(next(iter(left)))


def digest_of(path: Path) -> str:
    """SHA-256 of the file's content."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


@contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(source, "r:gz") as archive:
            yield archive
    except FileNotFoundError as error:
        raise Refusal(f"没有这个文件：{source}", f"no such file: {source}") from error
    except (*_BROKEN, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise _damaged(source.name) from error


def _lying(files: Path) -> list[Path]:
    """Complete files only: a name that begins with a dot or ends with .part is still being written."""
    found = (path for path in files.rglob("*") if path.is_file() and not path.is_symlink())
    return sorted(path for path in found if not path.name.startswith(".") and path.suffix != ".part")


def _copied(content: IO[bytes], target: Path) -> Part:
    digest, size = hashlib.sha256(), 0
    with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        while block := content.read(BLOCK):
            digest.update(block)
            size += stream.write(block)
    return Part(size, digest.hexdigest())


def _is_inside(name: str) -> bool:
    steps = PurePosixPath(name)
    if name == DATABASE:
        return True
    return not steps.is_absolute() and ".." not in steps.parts and len(steps.parts) > 1 and steps.parts[0] == FILES


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    return member


def _damaged(name: str) -> Refusal:
    return Refusal(
        f"备份文件已损坏：{name}，没有恢复任何内容", f"the backup is damaged at {name}; nothing was restored"
    )
