"""A kind of notice that could not be sent does not load."""

import pytest

from yizhan.floor.notices import kinds
from yizhan.floor.notices.kinds import NoticeKind, register
from yizhan.floor.notices.states import Channel, NoticeGroup


@pytest.mark.parametrize(
    "template",
    ["", "{}", "{0}", "{a.b}", "{a[0]}", "{a!r}", "{a:>10}", "{a", "a}", "{ a }", "{名称}", "{a}{}", "字" * 401],
)
def test_a_template_with_a_missing_word_is_refused_at_load(template: str) -> None:
    with pytest.raises(ValueError, match="people.a"):
        NoticeKind("people.a", "题目", template)


@pytest.mark.parametrize("code", ["", "people", "People.a", "people.a b", "people.a\n", "people." + "a" * 80])
def test_a_code_that_is_none_is_refused_at_load(code: str) -> None:
    with pytest.raises(ValueError, match="not the code"):
        NoticeKind(code, "题目", "内容")


def test_title_and_channels_are_needed() -> None:
    with pytest.raises(ValueError, match="needs a title"):
        NoticeKind("people.a", "", "内容")
    with pytest.raises(ValueError, match="needs its channels"):
        NoticeKind("people.a", "题目", "内容", ())
    with pytest.raises(ValueError, match="must reach the inbox"):
        NoticeKind("people.a", "题目", "内容", (Channel.SMS,), group=NoticeGroup.LEGAL)


def test_braces_can_be_written_and_words_are_known() -> None:
    kind = NoticeKind("people.a", "题目", "{{{day}}}前带{paper}")
    assert kind.words == {"day", "paper"}
    assert kind.filled({"day": "周一", "paper": "身份证"}) == "{周一}前带身份证"


def test_an_app_declares_its_own_kinds_and_each_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "KINDS", {})
    register("people", (NoticeKind("people.a", "题目", "内容"),))
    register("people", (NoticeKind("people.a", "题目", "内容"),))
    with pytest.raises(ValueError, match="another kind of notice"):
        register("people", (NoticeKind("people.a", "题目", "别的"),))
    with pytest.raises(ValueError, match="must start with people"):
        register("people", (NoticeKind("posts.a", "题目", "内容"),))
