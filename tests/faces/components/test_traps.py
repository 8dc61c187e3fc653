"""What a component takes without a word and then does not do."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template import Context
from django.template.loader import get_template

from yizhan.faces.components.gallery import HERE

FACES = HERE.parents[1]
_IGNORED = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}", re.DOTALL)
_TAG = re.compile(r"""<c-[a-z][a-z0-9-]*((?:[^<>"']|"[^"]*"|'[^']*')*)>""")
_GIVEN = re.compile(r"""([^\s"'=<>/]+)=("[^"]*"|'[^']*'|[^\s"'>]+)""")
_NAME = re.compile(r"[A-Za-z_]\w*(\.\w+)*")


def given(text: str) -> Iterator[tuple[str, str]]:
    """Every attribute of a component with its value as it is written, quotes too."""
    for tag in _TAG.finditer(_IGNORED.sub("", text)):
        yield from _GIVEN.findall(tag.group(1))


def is_understood(value: str) -> bool:
    """Whether `:name="value"` is a name, a literal or a template: for anything else the component takes its default in silence."""
    if value == "" or "{{" in value or "{%" in value or _NAME.fullmatch(value):
        return True
    try:
        ast.literal_eval(value)
    except (SyntaxError, ValueError):
        return False
    return True


def traps(text: str) -> list[str]:
    """What is written in a template in vain, in words."""
    found = []
    for name, value in given(text):
        if name.startswith(":") and not name.startswith("::") and not is_understood(value.strip("\"'")):
            found.append(f"{name}={value} is no name: a filter or a comparison is worked out by `with`, not here")
        if value[0] not in "\"'" and not is_understood(value):
            found.append(f"{name}={value} wants quotes")
        if "{% block" in value:
            found.append(f"{name} holds a block, which no page can override: put the component into the block")
    return found


def test_the_scanner_finds_what_is_planted() -> None:
    planted = """<c-stat :value="rows|length" label="甲" /><c-stat :value="rows.count" note="{{ rows|length }}" />
    <c-card :href="not a"><c-button :form="None" :disabled="a == b" :name="{{ a|add:1 }}">x</c-button></c-card>
    {# <c-stat :value="a|b" /> #}<c-badge tone=a|b>x</c-badge><c-page-head title="{% block heading %}x{% endblock %}" />
    <div title="{% block fine %}{% endblock %}"></div>"""
    assert [line.partition(" ")[0] for line in traps(planted)] == [
        ':value="rows|length"',
        ':href="not',
        ':disabled="a',
        "tone=a|b",
        "title",
    ]


@pytest.mark.parametrize("path", sorted(FACES.rglob("*.html")), ids=lambda path: str(path.relative_to(FACES)))
def test_nothing_is_given_to_a_component_in_vain(path: Path) -> None:
    assert traps(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("written", "shown"), [("rows|length", "0"), ("rows.0", "7"), ("{{ rows|length }}", "2"), ("'x'", "x")]
)
def test_the_trap_is_what_the_scanner_takes_it_for(written: str, shown: str) -> None:
    engine = get_template("cotton/stat.html").template.engine  # type: ignore[attr-defined]
    page = engine.from_string(f'{{% cotton stat label="" :value="{written}" / %}}')
    assert f'<span class="stat__value">{shown}</span>' in page.render(Context({"rows": [7, 8]}))
