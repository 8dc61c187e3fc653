"""Every component says what it takes, is shown in the gallery, and is given nothing else."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.test import Client

from yizhan.faces.components.gallery import HERE, components

FACES = HERE.parents[1]
DECLARED = {component.tag: component for component in components()}
_TAG = re.compile(r"""<c-([a-z][a-z0-9-]*)((?:\s+(?:[^\s"'=<>/]+(?:=(?:"[^"]*"|'[^']*'|[^\s"'>]+))?))*)\s*/?>""")
_ATTRIBUTE = re.compile(r"""([^\s"'=<>/]+)(?:=("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_IGNORED = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}", re.DOTALL)
# A Django tag between quotes or attributes is no attribute.
_DJANGO = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_PASSED_ON = ("data-", "aria-", "hx-")


def used(text: str) -> Iterator[tuple[str, str]]:
    """Every attribute given to a component in a template, as (tag, attribute)."""
    plain = _DJANGO.sub("x", _IGNORED.sub("", text))
    for tag, attributes in _TAG.findall(plain):
        if tag not in ("vars", "slot"):
            for name, _ in _ATTRIBUTE.findall(attributes):
                yield f"c-{tag}", name


def undeclared(text: str) -> list[str]:
    """What a template gives to components that do not know it, in words."""
    found = []
    for tag, name in used(text):
        component = DECLARED.get(tag)
        if component is None:
            found.append(f"there is no <{tag}>")
        elif name.startswith(_PASSED_ON):
            if not component.passes_on:
                found.append(f"<{tag}> does not pass on {name}")
        elif name.lstrip(":").replace("-", "_") not in {one.name for one in component.properties}:
            found.append(f"<{tag}> declares no {name.lstrip(':')}")
        elif not name.startswith(":") and name.startswith(_PASSED_ON):
            found.append(f"<{tag}> would not escape {name}")
    return found


def test_the_scanner_finds_what_is_planted() -> None:
    planted = """<c-button colour="red" data-x="{{ y }}">{# <c-nothing a="b" /> #}</c-button><c-tree /><c-nothere a="b" />
    <c-badge tone="{% if a %}info{% else %}danger{% endif %}" hx-get="/">x</c-badge><c-table :rows="rows" wide></c-table>"""
    assert undeclared(planted) == [
        "<c-button> declares no colour",
        "there is no <c-nothere>",
        "<c-badge> does not pass on hx-get",
        "<c-table> declares no rows",
    ]


@pytest.mark.parametrize("path", sorted(FACES.rglob("*.html")), ids=lambda path: str(path.relative_to(FACES)))
def test_components_are_given_only_what_they_declare(path: Path) -> None:
    assert undeclared(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", sorted(FACES.rglob("*.html")), ids=lambda path: str(path.relative_to(FACES)))
def test_every_template_can_be_compiled(path: Path) -> None:
    found = get_template(str(path.relative_to(FACES)).partition("templates/")[2])
    assert found.origin.name == str(path)


@pytest.mark.parametrize("component", components(), ids=lambda component: component.name)
def test_every_component_says_what_it_is_for_what_it_takes_and_has_a_sample(component: object) -> None:
    found = next(one for one in components() if one == component)
    assert found.purpose.endswith(".")
    assert found.properties
    assert (HERE / found.sample).is_file()


def test_the_gallery_shows_every_component_with_its_properties() -> None:
    answer = Client().get("/components/")
    text = answer.content.decode()
    assert answer.status_code == 200
    for component in components():
        assert f"&lt;{component.tag}&gt;" in text
        assert all(f"<code>{one.name}</code>" in text for one in component.properties)


def test_no_template_holds_a_script_a_style_or_an_address_elsewhere() -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=\"|javascript:")
    elsewhere = re.compile(r"(?:src|href|action)=\"(?:https?:)?//")
    for path in FACES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert inline.findall(text) == [], path
        assert elsewhere.findall(text) == [], path
