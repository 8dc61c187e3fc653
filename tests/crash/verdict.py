"""What must hold after any faults: every acknowledged registration is there, whole, once. Pure: rows in, faults out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

# What one registration of a new person at a counter writes, besides the file itself.
PARTS = ("form", "registration", "entry", "event", "role", "notice")


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was sent, once or several times: its key, the keyed digest of its number, and the file that the answer named;
    empty while there was no answer."""

    form_key: str
    digest: str
    name: str
    worker: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """What the database holds. `files` are (file, digest, name), `forms` (key, file); `parts` counts the rows of each kind by file."""

    files: Sequence[tuple[str, str, str]]
    forms: Sequence[tuple[str, str]]
    parts: Mapping[str, Mapping[str, int]]
    undelivered: int = 0
    chain: str = ""

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> "Rows":
        """From JSON."""
        pairs = {name: [tuple(row) for row in said[name]] for name in ("files", "forms")}
        return cls(**pairs, parts=said["parts"], undelivered=said["undelivered"], chain=said["chain"])

    def said(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)


@dataclass(slots=True)
class _Found:
    faults: list[str] = field(default_factory=list)

    def unless(self, holds: bool, fault: str) -> None:
        if not holds:
            self.faults.append(fault)


def faults(sent: Iterable[Sent], rows: Rows) -> list[str]:
    """Every promise that is broken, one line each; empty when all hold."""
    found, known = _Found(), list(sent)
    files_of, keys_of = Counter(digest for _, digest, _ in rows.files), Counter(key for key, _ in rows.forms)
    by_digest = {digest: (worker, name) for worker, digest, name in rows.files}
    by_key = dict(rows.forms)
    for one in known:
        if one.worker:
            found.unless(files_of[one.digest] > 0, f"lost: {one.form_key}")
            found.unless(by_key.get(one.form_key) == one.worker, f"the form leads elsewhere: {one.form_key}")
            held = by_digest.get(one.digest, (one.worker, one.name))
            found.unless(held == (one.worker, one.name), f"altered: {one.form_key}")
        found.unless(files_of[one.digest] <= 1, f"doubled by number: {one.form_key}")
        found.unless(keys_of[one.form_key] <= 1, f"doubled by form: {one.form_key}")
    ours, keys = {one.digest for one in known}, {one.form_key for one in known}
    for worker, digest, _ in rows.files:
        found.unless(digest in ours, f"nobody sent it: {worker}")
        for part in PARTS:
            count = rows.parts[part].get(worker, 0)
            found.unless(count == 1, f"{count} of {part}: {worker}")
    workers = {worker for worker, _, _ in rows.files}
    for part in PARTS:
        strays = sorted(set(rows.parts[part]) - workers)
        found.unless(not strays, f"{part} without a file: {len(strays)}")
    found.unless(set(by_key) <= keys, "a form that nobody sent")
    found.unless(rows.undelivered == 0, f"not delivered: {rows.undelivered}")
    found.unless(rows.chain == "", f"audit chain: {rows.chain}")
    return found.faults
