"""Verifying a sheet: the same records, the same scheme, the same readings must give the same tree, leaf by leaf."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from yizhan import __version__
from yizhan.appraisal import catalogue
from yizhan.appraisal.appraise import Request, appraise
from yizhan.facts.snapshot import read
from yizhan.kernel.errors import Refusal
from yizhan.kernel.texts import Text
from yizhan.rules.codec import encode
from yizhan.rules.sheet import ScoreSheet


def verify(sheet: ScoreSheet, snapshot: Path, scheme: str | None = None) -> Text | None:
    """None if the sheet follows from the snapshot, else the first difference. Raises Refusal for a snapshot whose digest does
    not hold, and for one of another station."""
    loaded = catalogue.scheme(scheme or sheet.scheme)
    if loaded.hash != sheet.scheme_hash:
        return Text(
            f"方案内容不同：计分表用 {sheet.scheme_hash[:16]}，现有 {loaded.hash[:16]}",
            f"the scheme differs: the sheet used {sheet.scheme_hash[:16]}, here it is {loaded.hash[:16]}",
        )
    if sheet.engine != __version__:
        return Text(
            f"引擎版本不同：{sheet.engine}，现为{__version__}", f"engine version {sheet.engine}, here {__version__}"
        )
    facts, manifest = read(snapshot)
    if manifest.station != sheet.station:
        raise Refusal(
            f"封存的是驿站「{manifest.station}」，计分表是「{sheet.station}」",
            f"the snapshot is of {manifest.station!r}, the sheet of {sheet.station!r}",
        )
    readings = {chosen.name: chosen.option for chosen in sheet.readings}
    request = Request(loaded, sheet.period, sheet.subject, readings, what_if=sheet.what_if)
    again = appraise(request, facts, sheet.station).sheet
    spans = {reading.name for reading in loaded.readings for option in reading.options if option.span is not None}
    # Another reading of the period looks at days that the snapshot does not hold.
    kept = tuple(effect for effect in sheet.effects if effect.reading not in spans)
    # Caveats tell how values came about before they were sealed: shown to the verifier, not recomputable.
    sheet, again = replace(sheet, effects=kept, caveats=()), replace(again, caveats=())
    return _difference(encode(sheet), encode(again), "")


def _difference(told: Any, found: Any, path: str) -> Text | None:
    if isinstance(told, dict) and isinstance(found, dict):
        if extra := sorted(set(found) - set(told)):
            return Text(f"{path}：缺少「{extra[0]}」", f"{path}: lacks {extra[0]!r}")
        for key in told:
            if difference := _difference(told[key], found.get(key), f"{path}.{key}" if path else key):
                return difference
        return None
    if isinstance(told, list) and isinstance(found, list) and len(told) == len(found):
        for index, (one, other) in enumerate(zip(told, found, strict=True)):
            name = f"[{one['no']}]" if isinstance(one, dict) and "no" in one else f"[{index}]"
            if difference := _difference(one, other, f"{path}{name}"):
                return difference
        return None
    if told == found:
        return None
    return Text(
        f"{path}：计分表为「{told}」，重新计算为「{found}」", f"{path}: the sheet says {told!r}, recomputed {found!r}"
    )
