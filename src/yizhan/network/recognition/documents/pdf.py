"""A form as PDF."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from threading import Lock

import typst

from yizhan.kernel.errors import Refusal
from yizhan.network.recognition.documents.glyphs import FAMILY, FONT, coverage
from yizhan.network.recognition.documents.layout import CHECKED, COLUMNS, Form, filled
from yizhan.network.recognition.documents.words import printable

_TEMPLATE = Path(__file__).parent / "form.typ"
_ONE_AT_A_TIME = Lock()
_compilers: dict[Path, typst.Compiler] = {}


def render(form: Form, values: Mapping[str, str]) -> bytes:
    """The form with these values, on A4. Every value is text: nothing in it is taken for mark-up.

    Refuses characters that the font does not have, naming them: a name is never printed as a box.
    """
    clean = {name: printable(values[name]) for name in form.fields}
    missing = coverage().missing("".join(clean.values()).replace(CHECKED, ""))
    if missing:
        shown = "、".join(f"「{mark}」（U+{ord(mark):04X}）" for mark in missing)
        raise Refusal(
            f"PDF 字库中没有{shown}，请下载 Word 版，或打印空表后手写",
            f"the font lacks {', '.join(f'U+{ord(mark):04X}' for mark in missing)}: use the Word file or the empty form",
        )
    sheet = {
        "annex": form.annex,
        "title": form.title,
        "unit": filled(form.unit, clean),
        "filed": filled(form.filed, clean),
        "note": form.note,
        "columns": COLUMNS,
        "rows": [_row(row, clean) for row in (asdict(row) for row in form.rows)],
    }
    with _ONE_AT_A_TIME:
        made = _compiler().compile(
            format="pdf", sys_inputs={"sheet": json.dumps(sheet, ensure_ascii=False), "font": FAMILY}
        )
    if not isinstance(made, bytes):
        raise TypeError("the typesetter gave no single document")
    return made


def _row(row: dict[str, object], values: dict[str, str]) -> dict[str, object]:
    cells = row["cells"]
    assert isinstance(cells, list | tuple)
    said = [
        {"span": cell["span"], "lines": [{**line, "text": filled(line["text"], values)} for line in cell["lines"]]}
        for cell in cells
    ]
    return {"height": row["height"], "cells": said}


def _compiler() -> typst.Compiler:
    """One compiler that has read the font: reading it costs more than a page."""
    if _TEMPLATE not in _compilers:
        _compilers[_TEMPLATE] = typst.Compiler(
            _TEMPLATE, root=_TEMPLATE.parent, font_paths=[FONT.parent], ignore_system_fonts=True
        )
    return _compilers[_TEMPLATE]
