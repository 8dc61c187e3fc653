"""Every stored field says what it is."""

import re

import pytest
from django.db import models
from tests.floor.privacy.sample.models import Note, Worker

from yizhan.floor.privacy.classification import (
    Classification,
    Level,
    classified,
    contradictions,
    declared,
    own_models,
    unclassified,
)
from yizhan.floor.privacy.document import page
from yizhan.floor.privacy.fields import SealedTextField
from yizhan.floor.privacy.masking import Masking
from yizhan.floor.privacy.models import Consent

KEY = Classification(Level.INTERNAL, "编号", "3年")


class Base(models.Model):
    PRIVACY = {"id": KEY}
    id = models.UUIDField(primary_key=True)

    class Meta:
        abstract = True


class Planted(Base):
    PRIVACY = {"gone": KEY, "secret": Classification(Level.SENSITIVE, "别的", "3年", Masking.NAME)}
    name = models.TextField()
    secret = SealedTextField(purpose="核验", retention="3年", masking=Masking.HIDDEN)
    nothing = SealedTextField()
    friends = models.ManyToManyField("self")

    class Meta:
        app_label = "planted"

    def __str__(self) -> str:
        return ""


def test_every_field_of_every_model_of_the_product_is_classified() -> None:
    assert Consent in own_models()
    assert unclassified() == []
    assert contradictions() == []


def test_a_planted_model_is_found() -> None:
    assert unclassified([Planted]) == ["planted.planted.name", "planted.planted.nothing", "planted.planted.friends"]
    assert contradictions([Planted]) == [
        "planted.planted.gone: no such field",
        "planted.planted.secret: differs from the sealed field",
    ]


def test_the_models_of_other_packages_are_not_ours() -> None:
    assert [model for model in own_models() if not model.__module__.startswith("yizhan.")] == []


def test_declarations_are_inherited_and_sealed_fields_declare_themselves() -> None:
    assert declared(Planted)["id"] == KEY
    assert unclassified([Worker, Note]) == []
    phone = {field.name: field.classification for field in classified([Worker])}["phone"]
    assert phone == Classification(Level.SENSITIVE, "联系", "3年", Masking.PHONE)


@pytest.mark.parametrize(("purpose", "retention"), [("", "3年"), ("联系", " ")])
def test_a_classification_names_purpose_and_retention(purpose: str, retention: str) -> None:
    with pytest.raises(ValueError, match="names its purpose and its retention"):
        Classification(Level.PUBLIC, purpose, retention)


def test_a_sensitive_field_is_masked() -> None:
    with pytest.raises(ValueError, match="never shown unmasked"):
        Classification(Level.SENSITIVE, "联系", "3年")


def test_the_document_has_one_line_for_each_field() -> None:
    rows = [line for line in page().splitlines() if re.match(r"\| `[a-z_0-9.]+` \|", line)]
    assert len(rows) == len(list(classified()))
    assert "| `privacy.consent.purpose` | 个人信息 | 证明已经取得同意 |" in page()
    assert page([Worker]).splitlines()[-3] == (
        "| `sample.worker.phone` | 敏感个人信息 | 联系 | 3年 | 只留后四位 | 是 |".replace("只留后四位", "前三后四")
    )
