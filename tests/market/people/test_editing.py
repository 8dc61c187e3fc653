from datetime import date
from types import SimpleNamespace

import pytest

from tests.floor.accounts.factories import NOW
from tests.market.people.factories import BASIC, TODAY, a_number, a_phone, a_worker
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.models import Entry
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.floor.privacy.actions import restrict
from yizhan.floor.privacy.states import RestrictionBasis
from yizhan.kernel.errors import Refusal
from yizhan.market.people import actions
from yizhan.market.people.drafts import CategoryDraft, CertificateDraft, SkillDraft, WishDraft
from yizhan.market.people.filing import FileExists
from yizhan.market.people.models import Worker
from yizhan.market.people.states import CategoryKind, Education, ProofKind


def test_named_fields_change_and_the_audit_names_them_without_values(town: SimpleNamespace) -> None:
    worker = a_worker(town.clerk, town.station, address="丰泽区东海街道1号")
    changed = actions.edit_file(
        actor=town.clerk,
        worker=worker,
        changes={"education": Education.JUNIOR, "address": "丰泽区北峰街道2号"},
        version=1,
        now=NOW,
    )
    assert (changed.education, changed.version) == (Education.JUNIOR, 2)
    entry = Entry.objects.order_by("-sequence")[0]
    assert (entry.verb, '"fields":"address,education"' in entry.body, "北峰" in entry.body) == (
        "people.worker.edited",
        True,
        False,
    )


def test_a_file_that_somebody_else_changed_is_not_overwritten(town: SimpleNamespace) -> None:
    worker = a_worker(town.clerk, town.station)
    actions.edit_file(actor=town.clerk, worker=worker, changes={"home_region": "350503"}, version=1, now=NOW)
    with pytest.raises(Refusal) as refused:
        actions.edit_file(actor=town.head, worker=worker, changes={"home_region": "350502"}, version=1, now=NOW)
    assert refused.value.field == "version"
    assert Worker.objects.get().home_region == "350503"


def test_what_does_not_change_is_not_recorded(town: SimpleNamespace) -> None:
    worker = a_worker(town.clerk, town.station)
    entries = Entry.objects.count()
    actions.edit_file(actor=town.clerk, worker=worker, changes={"name": " 张伟国 "}, version=1, now=NOW)
    assert (Worker.objects.get().version, Entry.objects.count()) == (1, entries)


def test_a_checked_name_is_changed_at_the_counter_only(town: SimpleNamespace) -> None:
    worker = a_worker(town.clerk, town.station, document_seen=True)
    own = Actor(id=worker.person_id, role=Role.WORKER)
    with pytest.raises(Refusal, match="柜台"):
        actions.edit_file(actor=own, worker=worker, changes={"name": "张伟"}, version=1, now=NOW)
    actions.edit_file(actor=own, worker=worker, changes={"search_radius_km": 5}, version=1, now=NOW)
    actions.edit_file(actor=town.clerk, worker=worker, changes={"name": "张伟"}, version=2, now=NOW)
    assert Worker.objects.get().person.name == "张伟"


def test_a_sensitive_value_needs_its_consent_when_it_comes_later_too(town: SimpleNamespace) -> None:
    worker = a_worker(town.clerk, town.station, purposes=BASIC)
    with pytest.raises(Refusal) as refused:
        actions.edit_file(actor=town.clerk, worker=worker, changes={"health": "腰伤"}, version=1, now=NOW)
    assert refused.value.field == "health"
    with pytest.raises(Refusal):
        actions.add_category(
            actor=town.clerk, worker=worker, draft=CategoryDraft(kind=CategoryKind.DISABLED, since=TODAY), now=NOW
        )


def test_a_birth_date_follows_the_document_and_no_child_is_made(town: SimpleNamespace) -> None:
    with_number = a_worker(town.clerk, town.station)
    without = a_worker(town.clerk, town.station, document_number="", birth_date=date(1970, 1, 1))
    for worker, born in ((with_number, date(1971, 1, 1)), (without, date(2020, 1, 1)), (without, None)):
        with pytest.raises(Refusal) as refused:
            actions.edit_file(actor=town.clerk, worker=worker, changes={"birth_date": born}, version=1, now=NOW)
        assert refused.value.field == "birth_date"


def test_a_number_is_corrected_with_a_reason_and_never_to_anothers(town: SimpleNamespace) -> None:
    taken = a_number()
    a_worker(town.clerk, town.station, document_number=taken)
    worker = a_worker(town.clerk, town.station, document_number="", birth_date=date(1970, 1, 1))
    with pytest.raises(FileExists):
        actions.correct_document(actor=town.clerk, worker=worker, document_number=taken, reason="补录证件", now=NOW)
    number = a_number(date(1966, 7, 8), serial=500)
    with pytest.raises(Refusal, match="理由"):
        actions.correct_document(actor=town.clerk, worker=worker, document_number=number, reason="", now=NOW)
    done = actions.correct_document(actor=town.clerk, worker=worker, document_number=number, reason="补录证件", now=NOW)
    assert (done.birth_date, done.sex, done.identity_checked_at) == (date(1966, 7, 8), "female", NOW)
    with pytest.raises(Refusal, match="不一致"):
        actions.check_identity(actor=town.clerk, worker=worker, document_number=taken, now=NOW)


def test_files_are_kept_by_the_station_and_the_person(town: SimpleNamespace) -> None:
    worker = a_worker(town.clerk, town.station)
    stranger = Actor(id=a_worker(town.clerk, town.station).person_id, role=Role.WORKER)
    for actor in (town.sister_clerk, town.county2_officer, stranger):
        with pytest.raises(OutOfScope):
            actions.edit_file(actor=actor, worker=worker, changes={"home_region": "350502"}, version=1, now=NOW)
    with pytest.raises(Refusal, match="驿站工作人员或本人"):
        actions.edit_file(
            actor=town.county_officer, worker=worker, changes={"home_region": "350502"}, version=1, now=NOW
        )


def test_a_restricted_file_is_not_changed(town: SimpleNamespace) -> None:
    worker = a_worker(town.clerk, town.station)
    restrict(actor=town.head, person_id=worker.person_id, basis=RestrictionBasis.ASKED, now=NOW)
    with pytest.raises(OutOfScope):
        actions.change_phone(actor=town.clerk, worker=worker, phone=a_phone(), now=NOW)
    with pytest.raises(Refusal, match="限制处理"):
        actions.set_skills(actor=Actor(id=worker.person_id, role=Role.WORKER), worker=worker, skills=(), now=NOW)


def test_a_category_is_verified_by_proof_and_ended(town: SimpleNamespace) -> None:
    worker = a_worker(town.clerk, town.station)
    draft = CategoryDraft(kind=CategoryKind.GRADUATE, since=date(2026, 7, 1), until=date(2027, 6, 30))
    row = actions.add_category(actor=town.clerk, worker=worker, draft=draft, now=NOW)
    with pytest.raises(Refusal, match="已登记"):
        actions.add_category(
            actor=town.clerk, worker=worker, draft=CategoryDraft(kind=CategoryKind.GRADUATE, since=TODAY), now=NOW
        )
    with pytest.raises(Refusal, match="证明材料"):
        actions.verify_category(actor=town.clerk, category=row, proof_kind=ProofKind.NONE, now=NOW)
    done = actions.verify_category(actor=town.clerk, category=row, proof_kind=ProofKind.DIPLOMA, now=NOW)
    assert (done.verified_by, done.verified_at) == (town.clerk.id, NOW)
    assert actions.end_category(actor=town.clerk, category=row, until=TODAY, now=NOW).until == TODAY
    with pytest.raises(Refusal):
        actions.end_category(actor=town.clerk, category=row, until=date(2026, 6, 30), now=NOW)


def test_skills_wishes_and_certificates_are_put_in_place(town: SimpleNamespace) -> None:
    worker = a_worker(town.clerk, town.station, skills=(SkillDraft(trade="搬运"),))
    own = Actor(id=worker.person_id, role=Role.WORKER)
    actions.set_skills(actor=own, worker=worker, skills=(SkillDraft(trade="保洁"), SkillDraft(trade=" 保洁 ")), now=NOW)
    assert list(worker.skills.values_list("trade", flat=True)) == ["保洁"]
    actions.set_wish(actor=own, worker=worker, draft=WishDraft(trades=("保洁", "保洁"), least_pay_fen=1), now=NOW)
    assert Worker.objects.get(pk=worker.pk).wish.trades == ["保洁"]
    row = actions.add_certificate(
        actor=own, worker=worker, draft=CertificateDraft(name="健康证", number="J-001"), now=NOW
    )
    assert str(row.number) == "******"
    actions.remove_certificate(actor=own, certificate=row, now=NOW)
    assert not worker.certificates.exists()


@pytest.mark.parametrize("fen", [0, -1, 10**13])
def test_a_wish_for_impossible_pay_is_refused(town: SimpleNamespace, fen: int) -> None:
    worker = a_worker(town.clerk, town.station)
    with pytest.raises(Refusal):
        actions.set_wish(actor=town.clerk, worker=worker, draft=WishDraft(least_pay_fen=fen), now=NOW)


def test_a_contact_phone_is_taken_out_by_an_empty_one(town: SimpleNamespace) -> None:
    worker = a_worker(town.clerk, town.station, contact_phone="13800001111")
    changed = actions.edit_file(
        actor=town.clerk, worker=worker, changes={"contact_phone": ""}, version=worker.version, now=NOW
    )
    assert (changed.contact_phone, changed.contact_digest) == (None, None)
