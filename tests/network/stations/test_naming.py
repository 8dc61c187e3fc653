"""The sign against the naming rules of the sources."""

import pytest

from yizhan.kernel.errors import Refusal
from yizhan.network.stations.naming import Place, checked_sign, wanted
from yizhan.network.stations.norms import norm_of
from yizhan.network.stations.states import StationKind, Tier

LONGHUA = Place("海口市", "龙华区", "金贸街道")
FENGZE = Place("泉州市", "丰泽区", "东海街道")


def sign(
    name: str, region: str, place: Place, kind: StationKind = StationKind.STATION, tier: Tier = Tier.STREET
) -> str:
    norm = norm_of(region)
    return checked_sign(name, rule=None if norm is None else norm.sign, kind=kind, tier=tier, place=place)


@pytest.mark.parametrize(
    ("tier", "name"),
    [
        (Tier.CITY, "海口市就业服务驿站"),
        (Tier.COUNTY, "龙华区就业服务驿站"),
        (Tier.COUNTY, "海口市龙华区就业服务驿站"),
        (Tier.STREET, "金贸街道就业服务驿站"),
        (Tier.STREET, "龙华区金贸街道就业服务驿站"),
        (Tier.STREET, "海口市龙华区金贸街道就业服务驿站"),
        (Tier.STREET, " 金贸街道 就业服务驿站\n"),
    ],
)
def test_haikou_signs_that_keep_the_rule(tier: Tier, name: str) -> None:
    assert sign(name, "460106003", LONGHUA, tier=tier) == "".join(name.split())


@pytest.mark.parametrize(
    ("tier", "name"),
    [
        (Tier.STREET, "龙华区就业服务驿站"),
        (Tier.STREET, "金贸街道零工驿站"),
        (Tier.STREET, "金贸就业服务驿站"),
        (Tier.STREET, "大同街道就业服务驿站"),
        (Tier.COUNTY, "海口市就业服务驿站"),
        (Tier.CITY, "海口市零工市场"),
        (Tier.STREET, "金贸街道就业服务驿站!"),
        (Tier.STREET, "金贸街道就业服务驿站\u200b"),
    ],
)
def test_haikou_signs_that_break_the_rule_are_refused_with_the_clause(tier: Tier, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        sign(name, "460106003", LONGHUA, tier=tier)
    assert refused.value.field == "sign_name"
    if name.isprintable():
        assert "**市(区、街道或乡镇)就业服务驿站" in refused.value.say()


def test_a_haikou_street_sign_needs_its_street() -> None:
    with pytest.raises(Refusal, match="请先填写所在街道"):
        sign("金贸街道就业服务驿站", "460106", Place("海口市", "龙华区"))


def test_quanzhou_signs_name_city_and_county_and_the_kind() -> None:
    assert sign("泉州市丰泽区零工驿站", "350503", FENGZE) == "泉州市丰泽区零工驿站"
    assert sign("泉州市丰泽区零工市场", "350503", FENGZE, StationKind.MARKET) == "泉州市丰泽区零工市场"
    for name, kind in (
        ("泉州市丰泽区零工市场", StationKind.STATION),
        ("泉州市丰泽区零工驿站", StationKind.MARKET),
        ("丰泽区零工驿站", StationKind.STATION),
        ("泉州市鲤城区零工驿站", StationKind.STATION),
        ("泉州市丰泽区东海零工驿站", StationKind.STATION),
    ):
        with pytest.raises(Refusal, match="泉州市丰泽区零工"):
            sign(name, "350503", FENGZE, kind)


def test_a_city_without_a_rule_accepts_any_name() -> None:
    assert sign("沙县小吃零工市场", "350405", Place("三明市", "沙县区"), StationKind.MARKET) == "沙县小吃零工市场"
    assert sign("曾都零工驿站", "421303", Place("随州市", "曾都区")) == "曾都零工驿站"
    assert sign("任意名称", "110101", Place("", "")) == "任意名称"


def test_community_stations_of_haikou_have_no_rule() -> None:
    name = "玉沙社区就业创业服务站"
    assert sign(name, "460106003", LONGHUA, StationKind.COMMUNITY_STATION, Tier.COMMUNITY) == name


def test_an_empty_sign_is_not_yet_wrong_and_a_long_one_is() -> None:
    assert sign("", "350503", FENGZE) == ""
    with pytest.raises(Refusal):
        sign("名" * 81, "110101", Place("", ""))


def test_the_name_to_propose_comes_first() -> None:
    norm = norm_of("460106003")
    assert norm is not None
    assert wanted(norm.sign, StationKind.STATION, Tier.STREET, LONGHUA)[0] == "金贸街道就业服务驿站"
