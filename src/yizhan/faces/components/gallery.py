"""A page that shows every component in its states, with the properties that it declares, read from the component itself."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yizhan.faces.components import samples

HERE = Path(__file__).parent / "templates"
_VARS = re.compile(r"<c-vars\s(.*?)/>", re.DOTALL)
_PROPERTY = re.compile(r"""(:?)([a-z_][a-z0-9_-]*)(?:=("[^"]*"|'[^']*'))?""")


@dataclass(frozen=True, slots=True)
class Property:
    """One declared property; `default` empty when it has to be given. `dynamic`: a value of Python, not text."""

    name: str
    default: str | None
    dynamic: bool


@dataclass(frozen=True, slots=True)
class Component:
    """One component: `tag` as written, what it is for, its properties, the template that shows its states."""

    name: str
    tag: str
    purpose: str
    properties: tuple[Property, ...]
    passes_on: bool
    sample: str


def components() -> list[Component]:
    """Every component file, in the order of names."""
    return [_read(path) for path in sorted((HERE / "cotton").glob("*.html"))]


def gallery(request: HttpRequest) -> HttpResponse:
    """The page."""
    return render(request, "gallery/page.html", {"components": components(), **samples.samples()})


def layout(request: HttpRequest, name: str) -> HttpResponse:
    """A page of samples in one of the layouts."""
    return render(request, f"gallery/layout_{name}.html", samples.samples())


def _read(path: Path) -> Component:
    text = path.read_text(encoding="utf-8")
    purpose = re.match(r"\{# (.*?) #\}", text)
    declared = _VARS.search(text)
    found = _PROPERTY.findall(declared.group(1)) if declared else []
    properties = tuple(
        Property(name.replace("-", "_"), default.strip("\"'") if default else None, bool(colon))
        for colon, name, default in found
    )
    return Component(
        path.stem,
        f"c-{path.stem.replace('_', '-')}",
        purpose.group(1) if purpose else "",
        properties,
        "{{ attrs }}" in text,
        f"gallery/{path.stem}.html",
    )
