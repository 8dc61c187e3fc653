from io import BytesIO
from types import SimpleNamespace

import pytest
from django.utils.datastructures import MultiValueDict
from openpyxl import load_workbook

from tests.floor.accounts.factories import NOW, a_member
from tests.market.people.factories import TODAY, a_number, a_worker
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.models import Entry
from yizhan.floor.notices.models import Notice
from yizhan.floor.outbox.models import Event
from yizhan.floor.privacy.states import ConsentChannel, ConsentPurpose
from yizhan.kernel.errors import Refusal
from yizhan.market.people import actions, exports
from yizhan.market.people.consumers import confirm_registration
from yizhan.market.people.drafts import CategoryDraft, SkillDraft
from yizhan.market.people.forms import CardForm, RegistrationForm, new_key
from yizhan.market.people.models import Worker
from yizhan.market.people.states import CategoryKind, RegistrationKind


def _filled(**values: object) -> RegistrationForm:
    typed = {
        "form_key": [new_key()],
        "name": ["张三丰"],
        "document_number": [a_number()],
        "kinds_wanted": ["seeking", "training"],
        "skills": ["搬运、保洁 ,电工"],
        "least_pay": ["180.50"],
        "week": ["0-0", "6-3"],
        "categories": ["unemployed"],
        "consents": ["employment_service", "identity_check"],
    } | {name: [value] for name, value in values.items()}
    return RegistrationForm(MultiValueDict(typed))


def test_a_filled_form_is_what_the_action_takes(town: SimpleNamespace) -> None:
    form = _filled()
    assert form.is_valid(), form.errors
    draft = form.draft(TODAY)
    assert draft.skills == tuple(SkillDraft(trade=name) for name in ("搬运", "保洁", "电工"))
    assert (draft.wish.least_pay_fen, draft.wish.availability) == (180_50, 1 | 1 << 27)
    assert draft.categories == (CategoryDraft(kind=CategoryKind.UNEMPLOYED, since=TODAY),)
    assert form.agreed(ConsentChannel.COUNTER).purposes == {
        ConsentPurpose.EMPLOYMENT_SERVICE,
        ConsentPurpose.IDENTITY_CHECK,
    }
    actions.register_at_counter(
        actor=town.clerk,
        station=town.station,
        draft=draft,
        kinds=form.kinds(),
        agreed=form.agreed(ConsentChannel.COUNTER),
        form_key=form.cleaned_data["form_key"],
        now=NOW,
    )
    assert Worker.objects.get().registrations.count() == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "\x00"),
        ("least_pay", "NaN"),
        ("least_pay", "1e30"),
        ("least_pay", "0.001"),
        ("search_radius_km", "1_000_"),
        ("birth_date", "2026-02-29"),
        ("week", "7-0"),
        ("kinds_wanted", "hiring"),
        ("consents", "everything"),
        ("document_number", "1" * 41),
    ],
)
def test_a_form_names_the_wrong_field(field: str, value: str) -> None:
    form = _filled(**{field: value})
    assert not form.is_valid()
    assert list(form.errors) == [field]


def test_a_card_line_is_read_by_its_form() -> None:
    number = a_number()
    form = CardForm({"card_line": number})
    assert form.is_valid()
    found = form.read(TODAY)
    assert found is not None
    assert found.document.number == number
    empty = CardForm({})
    assert empty.is_valid()
    assert empty.read(TODAY) is None


def test_the_list_is_masked_and_runs_no_formula(town: SimpleNamespace) -> None:
    a_worker(
        town.clerk,
        town.station,
        name="单雄信",
        phone="13812345678",
        skills=(SkillDraft(trade="=1+1"),),
        categories=(CategoryDraft(kind=CategoryKind.DISABLED, since=TODAY),),
    )
    book = load_workbook(BytesIO(exports.list_workbook(actor=town.head, now=NOW)))
    rows = list(book.active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert rows[0] == exports.HEADERS
    assert rows[1][0] == "单**"
    assert rows[1][5] == "138****5678"
    assert rows[1][8] == "'=1+1"
    assert "残疾" not in str(rows)
    assert Entry.objects.order_by("-sequence")[0].verb == "people.list.exported"
    with pytest.raises(Refusal):
        exports.list_workbook(actor=a_member(Role.WORKER), now=NOW)


def test_the_person_is_told(town: SimpleNamespace) -> None:
    worker = a_worker(town.clerk, town.station, kinds=(RegistrationKind.SEEKING,))
    confirm_registration(Event.objects.get(name="people.worker.registered"))
    confirm_registration(Event.objects.get(name="people.worker.registered"))
    notice = Notice.objects.get()
    assert (notice.person_id, notice.text) == (worker.person_id, "您已在东海零工驿站登记。登记免费，请勿向任何人付费。")
