"""The sign on the wall against the naming rule of its city. 海口考核标准1, 泉州标准1."""

import re
from dataclasses import dataclass

from yizhan.kernel.errors import Refusal
from yizhan.network.stations.norms import SignRule
from yizhan.network.stations.states import StationKind, Tier

_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Place:
    """The names of the divisions that a station stands in; the street is empty where it is not known yet."""

    city: str
    county: str
    street: str = ""


def wanted(rule: SignRule | None, kind: StationKind, tier: Tier, place: Place) -> tuple[str, ...]:
    """The names that the rule allows, the one to propose first. Empty where the city rules nothing for this kind and tier."""
    if rule is None:
        return ()
    form = next((form for form in rule.forms if kind in form.kinds and tier in form.tiers), None)
    if form is None:
        return ()
    filled = (pattern.format(city=place.city, county=place.county, street=place.street) for pattern in form.patterns)
    return tuple(dict.fromkeys(filled))


def checked_sign(
    sign: str, *, rule: SignRule | None, kind: StationKind, tier: Tier, place: Place, field: str = "sign_name"
) -> str:
    """The sign without stray spaces, or a Refusal that quotes the clause and says the right name."""
    name = re.sub(r"\s+", "", sign)
    if len(name) > _LONGEST or not name.isprintable():
        raise Refusal(f"标识名称不超过{_LONGEST}个字", f"a sign has at most {_LONGEST} characters", field=field)
    allowed = wanted(rule, kind, tier, place)
    if rule is None or not name or not allowed or name in allowed:
        return name
    if not place.street and "{street}" in "".join(
        p for form in rule.forms if tier in form.tiers for p in form.patterns
    ):
        raise Refusal("请先填写所在街道（乡镇），才能核对标识名称", "name the street before the sign", field=field)
    raise Refusal(
        f"标识名称应为「{allowed[0]}」（第{rule.clause}条：{rule.words}）",
        f"the sign should read {allowed[0]} (clause {rule.clause})",
        field=field,
    )
