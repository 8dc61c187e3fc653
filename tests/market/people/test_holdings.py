from datetime import date, timedelta
from types import SimpleNamespace

from django.db import transaction

from tests.floor.accounts.factories import NOW
from tests.market.people.factories import TODAY, a_number, a_worker
from yizhan.floor.privacy.classification import contradictions, unclassified
from yizhan.floor.privacy.registry import HOLDINGS
from yizhan.market.people import actions
from yizhan.market.people.drafts import CategoryDraft, CertificateDraft, SkillDraft, WishDraft
from yizhan.market.people.models import Category, Crew, Registration, Worker
from yizhan.market.people.search import search
from yizhan.market.people.states import CategoryKind, RegistrationKind, WorkKind

OWN = ("people.worker", "people.registration", "people.ability", "people.crew")


def _full(town: SimpleNamespace, number: str) -> Worker:
    return a_worker(
        town.clerk,
        town.station,
        kinds=(RegistrationKind.SEEKING, RegistrationKind.CREW_LEADER),
        document_number=number,
        address="丰泽区东海街道1号",
        health="腰伤",
        contact_name="张小妹",
        contact_phone="13900001111",
        categories=(CategoryDraft(kind=CategoryKind.DISABLED, since=TODAY, detail="三级"),),
        skills=(SkillDraft(trade="保洁"),),
        certificates=(CertificateDraft(name="电工证", number="D-77", expires_on=date(2028, 1, 1)),),
        wish=WishDraft(trades=("保洁",), kinds=(WorkKind.TEMPORARY,), least_pay_fen=180_50, availability=1),
    )


def test_the_copy_holds_everything_in_plain(town: SimpleNamespace) -> None:
    number = a_number()
    worker = _full(town, number)
    said = str([HOLDINGS[code].copy(worker.person_id) for code in OWN])
    for value in (
        number,
        "丰泽区东海街道1号",
        "腰伤",
        "13900001111",
        "三级",
        "D-77",
        "保洁",
        "不低于180.50元",
        "周一上午",
        "东海零工驿站",
    ):
        assert value in said


def test_erasure_leaves_registrations_of_an_empty_file(town: SimpleNamespace) -> None:
    worker = _full(town, a_number())
    actions.found_crew(actor=town.clerk, leader=worker, name="张伟国班", now=NOW)
    with transaction.atomic():
        done = {code: HOLDINGS[code].erase(worker.person_id, NOW + timedelta(days=1)) for code in OWN}
    worker = Worker.objects.get(pk=worker.pk)
    assert (worker.state, worker.birth_date, worker.document_digest, worker.tokens, worker.places) == (
        "erased",
        None,
        None,
        [],
        [],
    )
    assert (worker.address, worker.health, worker.contact_phone, worker.contact_name) == (None, None, None, "")
    assert (Category.objects.count(), Registration.objects.count(), done["people.registration"].restricted) == (0, 2, 2)
    assert "张伟国" not in Crew.objects.get().name
    assert search(town.clerk, "", today=TODAY).rows == ()
    with transaction.atomic():
        assert HOLDINGS["people.worker"].erase(worker.person_id, NOW + timedelta(days=2)).erased == 0


def test_after_erasure_the_number_may_be_registered_anew(town: SimpleNamespace) -> None:
    number = a_number()
    worker = a_worker(town.clerk, town.station, document_number=number, phone="")
    with transaction.atomic():
        HOLDINGS["people.worker"].erase(worker.person_id, NOW)
    assert a_worker(town.clerk, town.station, document_number=number, phone="") != worker


def test_every_field_of_this_app_is_classified() -> None:
    own = [label for label in [*unclassified(), *contradictions()] if label.startswith("people.")]
    assert own == []
