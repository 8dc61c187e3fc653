import pytest

from yizhan.kernel.errors import Refusal
from yizhan.market.employers.credit_codes import credit_code, masked_code

VALID = "91350100M000100Y43"


@pytest.mark.parametrize(
    "typed",
    [
        VALID,
        VALID.lower(),
        f"  {VALID}\n",
        "91350100 M000100Y43",
        "９１３５０１００Ｍ０００１００Ｙ４３",
        "91350100-M000100Y43",
    ],
)
def test_a_code_is_put_right_where_only_its_writing_differs(typed: str) -> None:
    assert credit_code(typed) == VALID


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "请填写统一社会信用代码"),
        ("350100100000001", "这是15位的旧注册号，请填写营业执照上18位的统一社会信用代码"),
        ("91350100M000100Y4", "统一社会信用代码应为18位，现在是17位"),
        ("9135O100M000100Y43", "统一社会信用代码中没有字母O（不用I、O、Z、S、V），请看是否把数字看成了字母"),
        ("9135I100M000100Y43", "统一社会信用代码中没有字母I（不用I、O、Z、S、V），请看是否把数字看成了字母"),
        ("91350100Z000100Y43", "统一社会信用代码中没有字母Z（不用I、O、Z、S、V），请看是否把数字看成了字母"),
        ("91350100S000100Y43", "统一社会信用代码中没有字母S（不用I、O、Z、S、V），请看是否把数字看成了字母"),
        ("91350100V000100Y43", "统一社会信用代码中没有字母V（不用I、O、Z、S、V），请看是否把数字看成了字母"),
        ("91350100M000100Y44", "统一社会信用代码的校验位不符，请对照营业执照逐位核对"),
        ("913501００M000100Y4中", "统一社会信用代码只有数字和大写字母，第3至8位是数字"),
        ("9135010AM000100Y43", "统一社会信用代码只有数字和大写字母，第3至8位是数字"),
    ],
)
def test_a_code_is_refused_in_words_that_say_where_to_look(typed: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        credit_code(typed)
    assert refused.value.say() == said
    assert refused.value.field == "credit_code"


def test_a_masked_code_hides_its_middle() -> None:
    assert masked_code(VALID) == "913501********0Y43"
