"""Everything that reliability.md names, in every field where somebody types: a Refusal or a whole file, never anything else."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from tests.floor.accounts.factories import NOW
from tests.market.people.factories import (
    EVERYTHING,
    TODAY,
    a_draft,
    a_key,
    a_number,
    a_phone,
    agreed,
)
from yizhan.floor.accounts.models import Person
from yizhan.floor.outbox.models import Event
from yizhan.floor.privacy.models import Consent
from yizhan.kernel.errors import Refusal
from yizhan.market.people import actions
from yizhan.market.people.drafts import CategoryDraft, CertificateDraft, SkillDraft, WishDraft
from yizhan.market.people.models import Registration, Worker
from yizhan.market.people.states import CategoryKind, RegistrationKind

TEXTS = (
    "",
    " ",
    "\u3000",
    "１２３",
    "13800000000\n",
    "𠮷",
    "🙂🙂",
    "\u200b\u200d",
    "a\x00b",
    "\ud800",
    "\udfff\ud800",
    "=1+1",
    "'; DROP TABLE people_worker; --",
    "<script>alert(1)</script>",
    "x" * 10_000,
    "350503700101123",
    "350503197001011230",
    "35050319700230123X",
    "1.10105E+17",
    "1e3",
    "1_000",
    "NaN",
    "-1",
    "９" * 11,
    "\u202e张三",
    "张\r\n三",
)
FIELDS = (
    "name",
    "document_number",
    "phone",
    "contact_name",
    "contact_phone",
    "contact_note",
    "address",
    "home_region",
    "guardian_name",
    "guardian_phone",
    "health",
    "hardship",
)
TABLES = (Person, Worker, Registration, Consent, Event)


def _counts() -> list[int]:
    return [table._default_manager.count() for table in TABLES]


def _try(town: SimpleNamespace, draft: Any) -> bool:
    """Whether the draft was taken. When it was not, nothing is written."""
    before = _counts()
    try:
        with transaction.atomic():
            actions.register_at_counter(
                actor=town.clerk,
                station=town.station,
                draft=draft,
                kinds=(RegistrationKind.SEEKING,),
                agreed=agreed(EVERYTHING),
                form_key=a_key(),
                now=NOW,
            )
    except Refusal as refusal:
        said = refusal.text.zh
    else:
        assert Worker.objects.count() == before[1] + 1
        return True
    assert said
    assert _counts() == before
    return False


NEVER_TAKEN = {"a\x00b", "\ud800", "\udfff\ud800", "x" * 10_000}


@pytest.mark.parametrize("field", FIELDS)
def test_every_text_is_taken_whole_or_refused(town: SimpleNamespace, field: str) -> None:
    taken = []
    for text in TEXTS:
        draft = a_draft() if field != "document_number" else a_draft(birth_date=date(1970, 5, 6))
        if _try(town, replace(draft, **{field: text})):
            taken.append(text)
    assert not NEVER_TAKEN & set(taken)


@pytest.mark.parametrize("text", TEXTS)
def test_every_text_in_a_row_of_the_file_is_taken_whole_or_refused(town: SimpleNamespace, text: str) -> None:
    parts = (
        {"skills": (SkillDraft(trade=text),)},
        {"wish": WishDraft(trades=(text,))},
        {"certificates": (CertificateDraft(name=text, number=text),)},
        {"categories": (CategoryDraft(kind=CategoryKind.HARD_TO_EMPLOY, since=TODAY, detail=text),)},
    )
    taken = [_try(town, a_draft(**part)) for part in parts]
    assert Worker.objects.count() == taken.count(True)
    assert text not in NEVER_TAKEN or not any(taken)


@pytest.mark.parametrize(
    "values",
    [
        {"birth_date": date(9999, 12, 31), "document_number": ""},
        {"birth_date": date(1, 1, 1), "document_number": ""},
        {"search_radius_km": 10**30},
        {"search_radius_km": -1},
        {"home_latitude": Decimal("NaN"), "home_longitude": Decimal(1)},
        {"home_latitude": Decimal("Infinity"), "home_longitude": Decimal(1)},
        {"home_latitude": Decimal("91"), "home_longitude": Decimal(1)},
        {"home_latitude": Decimal("24.9")},
        {"wish": WishDraft(least_pay_fen=10**30)},
        {"wish": WishDraft(availability=1 << 40)},
        {"wish": WishDraft(trades=tuple(str(at) for at in range(21)))},
        {"categories": (CategoryDraft(kind=CategoryKind.GRADUATE, since=date(9999, 12, 31)),)},
        {"categories": (CategoryDraft(kind=CategoryKind.GRADUATE, since=TODAY, until=date(9999, 12, 31)),)},
        {"categories": (CategoryDraft(kind=CategoryKind.GRADUATE, since=TODAY),) * 2},
        {"certificates": (CertificateDraft(name="电工证", issued_on=TODAY, expires_on=date(2020, 1, 1)),)},
    ],
)
def test_impossible_numbers_and_dates_are_refused(town: SimpleNamespace, values: dict[str, Any]) -> None:
    assert not _try(town, a_draft(**values))


def test_a_place_is_kept_to_the_hundredth_of_a_degree(town: SimpleNamespace) -> None:
    assert _try(town, a_draft(home_latitude=Decimal("24.914782"), home_longitude=Decimal("118.585421")))
    worker = Worker.objects.get()
    assert (worker.home_latitude, worker.home_longitude) == (Decimal("24.91"), Decimal("118.59"))


def test_the_other_ways_in_refuse_the_same(town: SimpleNamespace) -> None:
    number = a_number()
    assert _try(town, a_draft(document_number=number, phone=a_phone()))
    worker = Worker.objects.get()
    for text in TEXTS:
        for field in ("name", "address", "contact_phone", "health", "guardian_name"):
            _edit(town, worker, field, text)
        for act in (_adopt, _correct, _check, _phone):
            with transaction.atomic():
                act(town, worker, text)
    assert Worker.objects.get().document_digest == worker.document_digest


def _edit(town: SimpleNamespace, worker: Worker, field: str, text: str) -> None:
    version, named = Worker.objects.get(pk=worker.pk).version, field
    try:
        with transaction.atomic():
            actions.edit_file(actor=town.clerk, worker=worker, changes={field: text}, version=version, now=NOW)
    except Refusal as refusal:
        named = refusal.field
    assert named == field


def _adopt(town: SimpleNamespace, worker: Worker, text: str) -> None:
    with pytest.raises(Refusal):
        actions.adopt(
            actor=town.clerk2,
            station=town.station2,
            document_number=text,
            kinds=(RegistrationKind.SEEKING,),
            agreed=agreed(),
            now=NOW,
        )


def _correct(town: SimpleNamespace, worker: Worker, text: str) -> None:
    with pytest.raises(Refusal):
        actions.correct_document(actor=town.clerk, worker=worker, document_number=text, reason="更正号码", now=NOW)


def _check(town: SimpleNamespace, worker: Worker, text: str) -> None:
    with pytest.raises(Refusal):
        actions.check_identity(actor=town.clerk, worker=worker, document_number=text, now=NOW)


def _phone(town: SimpleNamespace, worker: Worker, text: str) -> None:
    if text != "13800000000\n":
        with pytest.raises(Refusal):
            actions.change_phone(actor=town.clerk, worker=worker, phone=text, now=NOW)
