"""Two style sheets of the font give every character from the slice that the published sheet gives it from."""

import gzip
import re
from itertools import chain

import pytest
from django.template import Context
from django.template.loader import get_template

from yizhan.faces.components import fonts
from yizhan.faces.components.fonts import COMMON, REST, STATIC

_FACE = re.compile(
    r"url\(\.\./vendor/noto-sans-sc/files/noto-sans-sc-([a-z0-9-]+)-wght-normal\.woff2\).*?range:([^}]+)\}"
)
LINK = 'href="/static/components/font-rest.css"'


def listed(name: str) -> dict[str, list[int]]:
    return {
        one: list(chain.from_iterable(fonts.read(said)))
        for one, said in _FACE.findall((STATIC / name).read_text(encoding="ascii"))
    }


def shown(text: str) -> str:
    engine = get_template("layouts/base.html").template.engine  # type: ignore[attr-defined]
    page = engine.from_string("{% load fonts %}{% with_its_font %}{{ text|safe }}{% end_with_its_font %}")
    return str(page.render(Context({"text": text})))


def test_the_sheets_are_those_that_the_published_one_gives() -> None:
    assert {name: (STATIC / name).read_text(encoding="ascii") for name in (COMMON, REST)} == fonts.sheets()


def test_no_slice_is_lost_or_declared_twice() -> None:
    assert sorted([*listed(COMMON), *listed(REST)]) == sorted(fonts.slices())


def test_every_character_comes_from_the_slice_that_it_came_from() -> None:
    wanted = fonts.owners(fonts.slices())
    given = fonts.owners({**listed(COMMON), **listed(REST)})
    assert len(wanted) > 15_000
    assert [chr(code) for code, name in wanted.items() if given[code] != name] == []


def test_what_the_small_sheet_holds_it_gives_by_itself() -> None:
    small = listed(COMMON)
    given = fonts.owners(small)
    wanted = {code: name for code, name in fonts.owners(fonts.slices()).items() if name in small}
    assert [chr(code) for code, name in wanted.items() if given[code] != name] == []


def test_the_small_sheet_is_a_third_of_the_published_one() -> None:
    small, published = ((STATIC / COMMON).read_bytes(), fonts.PUBLISHED.read_bytes())
    assert 3 * len(gzip.compress(small)) < 1.05 * len(gzip.compress(published))


def test_the_fixed_words_of_the_pages_need_no_more_than_the_small_sheet() -> None:
    pages = STATIC.parents[1].rglob("*.html")
    assert [path.name for path in pages if not fonts.is_complete(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("text", ["零工驿站，全程免费 12333", "a▾✓", "", "\U0001f600"])
def test_a_page_of_common_characters_asks_for_no_more(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize("text", ["陈埭镇", "龘", "<p>王彧</p>", '<div hx-get="/x">按姓名查找</div>'])
def test_a_page_with_a_rarer_character_or_with_parts_that_come_later_links_the_rest(text: str) -> None:
    assert shown(text).startswith(text)
    assert LINK in shown(text)
