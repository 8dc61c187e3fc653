"""A file of plain values: indicators, findings, awards and money of one station, without any records."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yizhan.appraisal.catalogue import read_text
from yizhan.kernel.errors import Refusal
from yizhan.kernel.money import fen
from yizhan.rules.admission import admit
from yizhan.rules.building.document import read_document
from yizhan.rules.building.inputs import all_inputs
from yizhan.rules.building.standards import standard
from yizhan.rules.payout import MONEY_LABELS
from yizhan.rules.scheme import Scheme
from yizhan.rules.scoring import Case

_KEYS = ("subject", "station", "name", "period", "year", "readings", "values", "money")


@dataclass(frozen=True)
class ValuesFile:
    """What the file says; `values` are not yet admitted."""

    subject: str | None = None
    station: str = ""
    name: str = ""
    period: str = ""
    year: int | None = None
    readings: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    money: dict[str, int] = field(default_factory=dict)


def read_values(path: Path) -> ValuesFile:
    """The values in a YAML or JSON file. Refuses unknown keys, and numbers that are not exact."""
    tree = read_document(read_text(path), path.name)
    unknown = sorted(set(tree) - set(_KEYS))
    if unknown:
        listed = "、".join(_KEYS)
        raise Refusal(
            f"{path.name}：不认识的键「{'、'.join(unknown)}」，可用：{listed}", f"{path.name}: unknown keys {unknown}"
        )
    for key in ("readings", "values", "money"):
        if not isinstance(tree.get(key) or {}, dict):
            raise Refusal(f"{path.name}：{key} 应是“键: 值”的结构", f"{path.name}: {key} must be a mapping")
    year = tree.get("year")
    if year is not None and (isinstance(year, bool) or not isinstance(year, int) or not 2000 <= year <= 2100):
        raise Refusal(f"{path.name}：year 应是年份，如 2025", f"{path.name}: year must be a year")
    return ValuesFile(
        subject=_text(tree, "subject", path) or None,
        station=_text(tree, "station", path),
        name=_text(tree, "name", path),
        period=_text(tree, "period", path),
        year=year,
        readings={name: str(option) for name, option in (tree.get("readings") or {}).items()},
        values=dict(tree.get("values") or {}),
        money=_money(tree.get("money") or {}, path),
    )


def _money(given: dict[str, Any], path: Path) -> dict[str, int]:
    found = {}
    for name, amount in given.items():
        if name not in MONEY_LABELS:
            listed = "、".join(MONEY_LABELS)
            raise Refusal(f"{path.name}：money 中没有「{name}」，可用：{listed}", f"{path.name}: no money {name!r}")
        if amount is None:
            continue
        found[name] = fen(amount)
        if found[name] < 0:
            raise Refusal(f"{path.name}：{MONEY_LABELS[name].zh}不能小于0", f"{path.name}: {name} must not be negative")
    return found


def _text(tree: dict[str, Any], key: str, path: Path) -> str:
    value = tree.get(key)
    if value is None:
        return ""
    if isinstance(value, dict | list | bool):
        raise Refusal(f"{path.name}：{key} 应是文字", f"{path.name}: {key} must be text")
    text = str(value)
    if any(ord(letter) < 32 for letter in text):
        raise Refusal(f"{path.name}：{key} 含有控制字符", f"{path.name}: {key} holds control characters")
    return text


def case_of(scheme: Scheme, file: ValuesFile, readings: dict[str, str], subject: str | None) -> Case:
    """The case that the file describes; what the user says on the command line goes before what the file says."""
    chosen = {**file.readings, **readings}
    name = subject or file.subject or (scheme.subjects[0].id if len(scheme.subjects) == 1 else None)
    if name is None:
        listed = "、".join(f"{one.id}（{one.title.zh}）" for one in scheme.subjects)
        raise Refusal(f"请写明考核对象 subject：{listed}", f"name the subject: {listed}")
    built = standard(scheme, name, chosen)
    values = admit(file.values, all_inputs(scheme, built).values())
    return Case(
        subject=name,
        values=values,
        money=file.money,
        readings=chosen,
        station=file.station,
        station_name=file.name or file.station,
        period=file.period,
        year=file.year,
    )


def template(scheme: Scheme, subject: str) -> str:
    """An empty values file with every input of the scheme for a subject, explained line by line."""
    built = standard(scheme, subject, {})
    lines = [
        f"# {scheme.head.title.zh}：填写后用 yizhan score {scheme.head.scheme} --values 本文件 计分",
        "# 未知的值保留 null：缺失不等于0，对应项目会显示为待定。",
        f"subject: {subject}",
        "station: null",
        "name: null",
        "year: null",
        "values:",
    ]
    for one in built.inputs():
        unit = f"（{one.unit.zh}）" if one.unit.zh else ""
        kind = {"finding": "true 或 false", "amounts": "列表，如 [5, 8]；没有写 []"}.get(one.kind, "数值")
        kind = "、".join(one.choices) if one.choices else kind
        lines.append(f"  {json.dumps(one.name, ensure_ascii=False)}: null  # {one.label.zh}{unit}：{kind}")
    lines.append('money: {}  # planned_fee、bid_price、contract_amount、network_fee，单位元，如 "500000.00"')
    lines.append("readings: {}")
    return "\n".join(lines) + "\n"
