"""The table of all stored fields for the documents: `python -m yizhan.floor.privacy.document`."""

import os
from collections.abc import Iterable
from itertools import groupby

import django
from django.apps import apps
from django.db.models import Model

from yizhan.floor.privacy.classification import LEVEL_LABELS, ClassifiedField, classified
from yizhan.floor.privacy.masking import MASKING_LABELS

_HEAD = "| 字段 | 级别 | 目的 | 保存期限与依据 | 显示 | 加密 |\n|---|---|---|---|---|---|"
_UNKNOWN = "未分类"


def page(models: Iterable[type[Model]] | None = None) -> str:
    """Markdown: one table for each model (all of this package by default), one line for each field."""
    parts = ["# 数据分类清单", ""]
    for model, fields in groupby(classified(models), key=lambda field: field.model):
        parts += [f"## {_cell(str(model._meta.verbose_name))} `{model._meta.label_lower}`", "", _HEAD]
        parts += [_line(field) for field in fields]
        parts.append("")
    return "\n".join(parts)


def _line(field: ClassifiedField) -> str:
    entry, sealed = field.classification, "是" if field.sealed else "否"
    if entry is None:
        return f"| `{field.label}` | {_UNKNOWN} | | | | {sealed} |"
    words = (LEVEL_LABELS[entry.level], entry.purpose, entry.retention, MASKING_LABELS[entry.masking], sealed)
    return f"| `{field.label}` | " + " | ".join(_cell(word) for word in words) + " |"


def _cell(text: str) -> str:
    return text.replace("|", "｜").replace("\n", " ")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yizhan.config.settings")
    if not apps.ready:
        django.setup()
    print(page())
