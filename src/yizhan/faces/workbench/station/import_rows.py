"""Rows of an import as the diff page shows them."""

from dataclasses import dataclass

from yizhan.market.imports.exports import faults
from yizhan.market.imports.models import Import, ImportRow
from yizhan.market.imports.states import Finding, ImportState, RowState

TONES = {
    Finding.NEW: "success",
    Finding.CHANGED: "info",
    Finding.SAME: "plain",
    Finding.REFUSED: "danger",
}
STATE_TONES = {
    ImportState.APPLIED: "success",
    ImportState.APPLYING: "info",
    ImportState.COMPARED: "warning",
    ImportState.REFUSED: "danger",
}
# What the page may be narrowed to: the word in the address, its label, and the condition on the rows.
FILTERS: dict[str, tuple[str, dict[str, str]]] = {
    "": ("全部", {}),
    "new": (str(Finding.NEW.label), {"finding": Finding.NEW}),
    "changed": (str(Finding.CHANGED.label), {"finding": Finding.CHANGED}),
    "same": (str(Finding.SAME.label), {"finding": Finding.SAME}),
    "refused": (str(Finding.REFUSED.label), {"finding": Finding.REFUSED}),
    "conflict": ("有冲突", {"state": RowState.CONFLICT}),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row on the page. `faults` are column and words."""

    row: ImportRow
    tone: str
    faults: tuple[tuple[str, str], ...]


def line(row: ImportRow) -> Line:
    """A row with its faults taken apart."""
    return Line(row, TONES[Finding(row.finding)], tuple(faults(row.words)) if row.words else ())


def counts(batch: Import) -> dict[str, int]:
    """How many rows each filter shows."""
    findings = {"new": batch.new, "changed": batch.changed, "same": batch.same, "refused": batch.refused}
    return {"": sum(findings.values()), **findings, "conflict": batch.conflicts}
