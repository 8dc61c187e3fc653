"""What each stored field is, what it is for, how long it is kept and how it is shown. 个人信息保护法 6, 19, 28, 51."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db.models import Field, Model

from yizhan.floor.privacy.masking import Masking

OWN_PACKAGE = "yizhan."


class Level(StrEnum):
    """How much harm the field could do, from none to most."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


LEVEL_LABELS = {
    Level.PUBLIC: "公开",
    Level.INTERNAL: "内部",
    Level.PERSONAL: "个人信息",
    Level.SENSITIVE: "敏感个人信息",
}


@dataclass(frozen=True, slots=True)
class Classification:
    """Level, purpose, retention with its basis in law, and masking of one field. Purpose and retention are plain Chinese."""

    level: Level
    purpose: str
    retention: str
    masking: Masking = Masking.NONE

    def __post_init__(self) -> None:
        if not self.purpose.strip() or not self.retention.strip():
            raise ValueError("a classification names its purpose and its retention")
        if self.level is Level.SENSITIVE and self.masking is Masking.NONE:
            raise ValueError("a sensitive field is never shown unmasked")


@dataclass(frozen=True, slots=True)
class ClassifiedField:
    """One stored field with its classification; None where nothing is declared."""

    model: type[Model]
    name: str
    kind: str
    sealed: bool
    classification: Classification | None

    @property
    def label(self) -> str:
        """app.model.field"""
        return f"{self.model._meta.label_lower}.{self.name}"


def declared(model: type[Model]) -> dict[str, Classification]:
    """The PRIVACY declarations of a model, those of its bases included; the most derived one wins."""
    found: dict[str, Classification] = {}
    for base in reversed(model.__mro__):
        found |= vars(base).get("PRIVACY", {})
    return found


def own_models() -> list[type[Model]]:
    """Every concrete model of this package that has a table, by label. Join tables have no fields of their own."""
    found = [model for model in apps.get_models() if model.__module__.startswith(OWN_PACKAGE)]
    return sorted((model for model in found if not model._meta.proxy), key=lambda model: model._meta.label_lower)


def classified(models: Iterable[type[Model]] | None = None) -> Iterator[ClassifiedField]:
    """Every stored field of the models (all of this package by default) with what is declared for it."""
    for model in own_models() if models is None else models:
        entries = declared(model)
        for field in stored_fields(model):
            own: Classification | None = getattr(field, "classification", None)
            entry = entries.get(field.name, own or getattr(field, "default_classification", None))
            yield ClassifiedField(model, field.name, type(field).__name__, own is not None, entry)


def stored_fields(model: type[Model]) -> "list[Field[Any, Any]]":
    """The columns of the model's own table, and its many-to-many relations."""
    return [*model._meta.local_concrete_fields, *model._meta.local_many_to_many]


def unclassified(models: Iterable[type[Model]] | None = None) -> list[str]:
    """The labels of fields for which nothing is declared. Must be empty."""
    return [field.label for field in classified(models) if field.classification is None]


def contradictions(models: Iterable[type[Model]] | None = None) -> list[str]:
    """Declarations that name no field, or that differ from what a sealed field says of itself. Must be empty."""
    found = []
    for model in own_models() if models is None else models:
        entries = declared(model)
        names = {field.name for field in model._meta.get_fields()}
        found += [f"{model._meta.label_lower}.{name}: no such field" for name in sorted(set(entries) - names)]
        for field in stored_fields(model):
            own: Classification | None = getattr(field, "classification", None)
            if own is not None and entries.get(field.name, own) != own:
                found.append(f"{model._meta.label_lower}.{field.name}: differs from the sealed field")
    return found
