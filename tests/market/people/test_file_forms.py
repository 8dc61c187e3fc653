"""The forms of a file's pages."""

from datetime import date

import pytest
from django.utils.datastructures import MultiValueDict

from yizhan.market.people import file_forms
from yizhan.market.people.drafts import CategoryDraft, CertificateDraft, SkillDraft, WishDraft
from yizhan.market.people.file_forms import (
    CategoryForm,
    CertificateForm,
    FileForm,
    FurtherForm,
    SkillsForm,
    WishForm,
    category_today,
)
from yizhan.market.people.states import CategoryKind, PayForm, ProofKind, RegistrationKind, SkillLevel, WorkKind

BASIC = {"version": "3", "name": "张伟国", "birth_date": "19700506"}


def test_sealed_values_are_changed_only_where_typed_or_cleared() -> None:
    form = FileForm(
        MultiValueDict({**{key: [value] for key, value in BASIC.items()}, "address": ["泉州"], "clear": ["health"]})
    )
    assert form.is_valid(), form.errors
    changes = form.changes()
    assert {name: changes[name] for name in file_forms.SEALED if name in changes} == {"address": "泉州", "health": ""}
    assert (changes["birth_date"], changes["sex"], changes["education"]) == (date(1970, 5, 6), "unknown", "unknown")
    assert "guardian_name" not in changes


def test_a_birth_date_that_rests_on_a_document_is_not_among_the_changes() -> None:
    form = FileForm(BASIC)
    del form.fields["birth_date"]
    assert form.is_valid()
    assert "birth_date" not in form.changes()


def test_a_wish_comes_back_as_it_went_in() -> None:
    draft = WishDraft(
        trades=("保洁", "搬运"),
        kinds=(WorkKind.TEMPORARY,),
        pay_form=PayForm.DAY,
        least_pay_fen=180_05,
        availability=1 | 1 << 27,
    )
    form = WishForm(WishForm.stated(draft))
    assert form.is_valid(), form.errors
    assert form.draft() == draft
    empty = WishForm(WishForm.stated(WishDraft()))
    assert empty.is_valid()
    assert empty.draft() == WishDraft()


def test_skills_stand_line_by_line_with_room_for_more() -> None:
    rows = [SkillDraft(trade="电工", level=SkillLevel.FOUR), SkillDraft(trade="保洁")]
    shown = SkillsForm(rows=rows)
    assert [(trade.value(), level.value()) for trade, level in shown.pairs()][:3] == [
        ("电工", "four"),
        ("保洁", "none"),
        ("", "none"),
    ]
    sent = SkillsForm({"trade_0": " ", "trade_1": "缝纫", "level_1": "", "trade_2": "电焊", "level_2": "one"})
    assert sent.is_valid()
    assert sent.drafts() == (SkillDraft(trade="缝纫"), SkillDraft(trade="电焊", level=SkillLevel.ONE))


def test_no_form_has_more_than_twenty_lines() -> None:
    sent = SkillsForm({f"trade_{at}": "保洁" for at in range(500)})
    assert sent.is_valid()
    assert len(sent.drafts()) == 20


def test_a_category_and_a_certificate_are_what_the_actions_take() -> None:
    category = CategoryForm({"kind": "disabled", "since": "2026-01-01", "proof_kind": "disability_certificate"})
    assert category.is_valid(), category.errors
    assert category.draft(None) == CategoryDraft(
        kind=CategoryKind.DISABLED, since=date(2026, 1, 1), proof_kind=ProofKind.DISABILITY_CERTIFICATE
    )
    certificate = CertificateForm({"name": "电工证", "expires_on": "2027-01-01"})
    assert certificate.is_valid()
    assert certificate.draft(None) == CertificateDraft(name="电工证", expires_on=date(2027, 1, 1))
    assert category_today(date(2026, 11, 20)) == {"since": date(2026, 11, 20), "proof_kind": ProofKind.NONE}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"since": "2026-02-29"}, "since"),
        ({"since": "9999-99-99"}, "since"),
        ({"proof_kind": "everything"}, "proof_kind"),
    ],
)
def test_a_category_names_the_wrong_field(values: dict[str, str], field: str) -> None:
    form = CategoryForm({"kind": "graduate", "since": "2026-01-01", "proof_kind": "none", **values})
    assert list(form.errors) == [field]


def test_further_registrations_are_kinds() -> None:
    form = FurtherForm({"kinds_wanted": ["training", "seeking"], "day": "2026-11-20"})
    assert form.is_valid()
    assert form.kinds() == (RegistrationKind.TRAINING, RegistrationKind.SEEKING)
