"""Values are admitted exactly or refused with the name of the field."""

from fractions import Fraction

import pytest

from yizhan.kernel.errors import Refusal
from yizhan.kernel.texts import Text
from yizhan.rules.admission import admit
from yizhan.rules.values import Input

POSTS = Input("posts", "indicator", Text("岗位数", "posts"), whole=True)
SHARE = Input("share", "indicator", Text("满意度", "satisfaction"))
TIMES = Input("times", "count", Text("次数", "times"), whole=True)
SIGN = Input("sign", "finding", Text("标识", "sign"))
AWARD = Input("award.1", "award", Text("评分", "award"), limit=Fraction(10))
DECISION = Input("decision.1", "decision", Text("认定", "decision"))
GRADE = Input("decision.grade", "decision", Text("等次认定", "grade"), choices=("优秀", "合格"))
RATING = Input("rating.1", "rating", Text("意见", "rating"), choices=("优秀", "合格", "不合格"))
EFFECTS = Input("effects", "amounts", Text("不良影响", "effects"), limit=Fraction(5))
INPUTS = (POSTS, SHARE, TIMES, SIGN, AWARD, DECISION, GRADE, RATING, EFFECTS)


@pytest.mark.parametrize(
    ("name", "value", "admitted"),
    [
        *(("posts", 800, Fraction(800)), ("posts", "800", Fraction(800)), ("posts", " 800 ", Fraction(800))),
        *(("posts", "800.0", Fraction(800)), ("posts", 0, Fraction(0)), ("times", "3", Fraction(3))),
        *(("share", "89.9999", Fraction(899999, 10000)), ("share", "269/3", Fraction(269, 3))),
        *(("sign", True, True), ("sign", "是", True), ("sign", "否", False), ("sign", " Yes ", True)),
        *(("sign", "不合格", False), ("sign", "符合", True), ("sign", "no", False)),
        *(("award.1", 10, Fraction(10)), ("award.1", "0.5", Fraction(1, 2)), ("decision.1", 4, Fraction(4))),
        *(("decision.grade", "优秀", "优秀"), ("rating.1", "不合格", "不合格")),
        *(("effects", [], ()), ("effects", [5, "7.5"], (Fraction(5), Fraction(15, 2))), ("effects", 5, (Fraction(5),))),
    ],
)
def test_good_values_are_admitted_exactly(name: str, value: object, admitted: object) -> None:
    found = admit({name: value}, INPUTS)
    assert found == {name: admitted}
    assert type(found[name]) is type(admitted)


def test_a_value_of_none_is_unknown_and_left_out() -> None:
    assert admit({"posts": None, "sign": None, "share": 1}, INPUTS) == {"share": Fraction(1)}


@pytest.mark.parametrize("name", ["posts", "share", "times", "award.1", "decision.1", "effects"])
@pytest.mark.parametrize(
    "value",
    [
        *(
            "1e3",
            "1_000",
            "NaN",
            "Infinity",
            "",
            " ",
            "８００",
            "0x10",
            ".5",
            "1,000",
            "8 0",
            "𠮷",
            "😀",
            "1\x00",
            "\u200b1",
        ),
        *("\ud800", 0.5, float("nan"), True, {"a": 1}, b"1", "1" * 31),
    ],
)
def test_what_is_no_exact_number_is_refused(name: str, value: object) -> None:
    label = next(one.label.zh for one in INPUTS if one.name == name)
    said = value.strip() if isinstance(value, str) else value
    with pytest.raises(Refusal) as refused:
        admit({name: value}, INPUTS)
    assert refused.value.say() == f"「{label}」（{name}）「{said}」不是精确数值，请写成普通数字，如 12 或 0.5"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("posts", -1, "「岗位数」（posts）不能小于0"),
        ("posts", "0.001", "「岗位数」（posts）应是整数"),
        ("posts", "7/3", "「岗位数」（posts）应是整数"),
        ("times", "1.5", "「次数」（times）应是整数"),
        ("share", "-0.1", "「满意度」（share）不能小于0"),
        ("award.1", "10.001", "「评分」（award.1）不得超过本项分值10"),
        ("award.1", -1, "「评分」（award.1）不能小于0"),
        ("effects", ["4.999"], "「不良影响」（effects）每次不得少于5分"),
        ("effects", [5, 0], "「不良影响」（effects）每次不得少于5分"),
        ("effects", [-5], "「不良影响」（effects）不能小于0"),
        ("sign", "也许", "「标识」（sign）应填“是”或“否”"),
        ("sign", 1, "「标识」（sign）应填“是”或“否”"),
        ("sign", "", "「标识」（sign）应填“是”或“否”"),
        ("sign", [True], "「标识」（sign）应填“是”或“否”"),
        ("rating.1", "良好", "「意见」（rating.1）应是优秀、合格、不合格之一"),
        ("rating.1", ["优秀"], "「意见」（rating.1）应是优秀、合格、不合格之一"),
        ("decision.grade", "不合格", "「等次认定」（decision.grade）应是优秀、合格之一"),
        ("post", 1, "本方案用不到「post」，请核对名称"),
        ("", 1, "本方案用不到「」，请核对名称"),
    ],
)
def test_values_out_of_bounds_are_refused_with_the_field(name: str, value: object, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        admit({name: value}, INPUTS)
    assert refused.value.say() == said
    assert refused.value.say("en") != said


def test_one_bad_value_admits_nothing() -> None:
    with pytest.raises(Refusal):
        admit({"posts": 1, "share": "x"}, INPUTS)
