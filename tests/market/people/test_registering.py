from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from tests.floor.accounts.factories import NOW, a_member, a_person
from tests.market.people.factories import (
    BASIC,
    TODAY,
    a_draft,
    a_key,
    a_number,
    a_phone,
    a_worker,
    agreed,
    registered,
)
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Membership, Person
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.models import Entry
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.floor.outbox.models import Event
from yizhan.floor.privacy.models import Consent
from yizhan.floor.privacy.states import ConsentChannel, ConsentPurpose
from yizhan.kernel.errors import Refusal
from yizhan.market.people import actions, queries
from yizhan.market.people.drafts import CategoryDraft, SkillDraft, WishDraft
from yizhan.market.people.filing import FileExists
from yizhan.market.people.models import Category, HandedIn, Registration, Worker
from yizhan.market.people.states import CategoryKind, RegistrationChannel, RegistrationKind, Sex


def test_one_form_makes_person_file_registrations_consents_role_event_and_entry(town: SimpleNamespace) -> None:
    number = a_number(date(1968, 3, 9), serial=122)
    done = registered(
        town.clerk,
        town.station,
        (RegistrationKind.SEEKING, RegistrationKind.TRAINING),
        document_number=number,
        document_seen=True,
        skills=(SkillDraft(trade="泥瓦工"),),
        wish=WishDraft(trades=("搬运",), least_pay_fen=180_00, availability=7),
        purposes=BASIC,
    )
    worker = Worker.objects.get()
    assert worker == done.worker
    assert (worker.birth_date, worker.sex, worker.household_region) == (date(1968, 3, 9), Sex.FEMALE, "350503")
    assert worker.identity_checked_by == town.clerk.id
    assert worker.document_number is not None
    assert worker.document_number.masked == f"350{'*' * 13}{number[-2:]}"
    assert [each.trade for each in worker.skills.all()] == ["泥瓦工"]
    assert worker.wish.least_pay_fen == 180_00
    entered = Registration.objects.order_by("kind")
    assert [(each.kind, each.station, each.clerk_id, each.day, each.channel) for each in entered] == [
        ("seeking", town.station, town.clerk.id, TODAY, "counter"),
        ("training", town.station, town.clerk.id, TODAY, "counter"),
    ]
    assert set(Consent.objects.values_list("purpose", "separate")) == {
        ("employment_service", False),
        ("identity_check", True),
    }
    assert Membership.objects.get(person=worker.person).role == Role.WORKER
    assert Event.objects.get().name == "people.worker.registered"
    assert Entry.objects.order_by("-sequence")[0].verb == "people.worker.registered"


def test_the_same_form_twice_registers_once(town: SimpleNamespace) -> None:
    draft, key = a_draft(), a_key()
    form = {"station": town.station, "draft": draft, "kinds": (RegistrationKind.SEEKING,), "agreed": agreed()}
    first = actions.register_at_counter(actor=town.clerk, form_key=key, now=NOW, **form)
    again = actions.register_at_counter(actor=town.clerk, form_key=key, now=NOW + timedelta(seconds=3), **form)
    assert (first.repeated, again.repeated) == (False, True)
    assert (again.worker, again.registrations) == (first.worker, first.registrations)
    assert (Worker.objects.count(), Registration.objects.count(), HandedIn.objects.count()) == (1, 1, 1)


def test_another_form_under_the_same_key_is_refused(town: SimpleNamespace) -> None:
    draft, key = a_draft(), a_key()
    form = {"station": town.station, "kinds": (RegistrationKind.SEEKING,), "agreed": agreed(), "form_key": key}
    actions.register_at_counter(actor=town.clerk, draft=draft, now=NOW, **form)
    with pytest.raises(Refusal, match="已经提交过"):
        actions.register_at_counter(actor=town.clerk, draft=replace(draft, name="李强"), now=NOW, **form)
    with pytest.raises(Refusal, match="已经提交过"):
        actions.register_at_counter(actor=town.head, draft=draft, now=NOW, **form)


@pytest.mark.parametrize("key", ["", "short", "x" * 65, "a b c d e f g h i j", "键键键键键键键键键键键键键键键键"])
def test_a_form_without_a_proper_key_is_refused(town: SimpleNamespace, key: str) -> None:
    with pytest.raises(Refusal):
        actions.register_at_counter(
            actor=town.clerk,
            station=town.station,
            draft=a_draft(),
            kinds=(RegistrationKind.SEEKING,),
            agreed=agreed(),
            form_key=key,
            now=NOW,
        )


def test_a_number_with_a_file_is_refused_with_the_surname_only(town: SimpleNamespace) -> None:
    number = a_number()
    worker = a_worker(town.clerk, town.station, name="欧阳修文", document_number=number)
    with pytest.raises(FileExists) as refused:
        registered(town.clerk2, town.station2, document_number=number)
    assert refused.value.known == queries.Known("欧阳**", None, ())
    with pytest.raises(FileExists) as own:
        registered(town.clerk, town.station, document_number=number)
    assert own.value.known == queries.Known("欧阳**", worker.pk, ("东海零工驿站",))
    assert Worker.objects.count() == 1


def test_adopting_needs_the_persons_agreement_and_opens_the_file(town: SimpleNamespace) -> None:
    number = a_number()
    worker = a_worker(town.clerk, town.station, document_number=number)
    assert not queries.workers(town.clerk2).exists()
    form = {"station": town.station2, "document_number": number, "kinds": (RegistrationKind.SEEKING,), "now": NOW}
    with pytest.raises(Refusal, match="当面同意"):
        actions.adopt(actor=town.clerk2, agreed=agreed(channel=ConsentChannel.ONLINE), **form)
    done = actions.adopt(actor=town.clerk2, agreed=agreed(), **form)
    assert done.worker == worker
    assert queries.workers(town.clerk2).get() == worker
    assert [each.station for each in queries.history(town.clerk2, worker)] == [town.station2]


def test_a_number_without_a_file_cannot_be_adopted(town: SimpleNamespace) -> None:
    with pytest.raises(Refusal, match="没有这个证件号码"):
        actions.adopt(
            actor=town.clerk,
            station=town.station,
            document_number=a_number(),
            kinds=(RegistrationKind.SEEKING,),
            agreed=agreed(),
            now=NOW,
        )


def test_a_relatives_phone_becomes_a_contact_phone_that_opens_nothing(town: SimpleNamespace) -> None:
    phone = a_phone()
    daughter = a_worker(town.clerk, town.station, name="林小梅", phone=phone)
    mother = a_worker(town.clerk, town.station, name="陈阿英", phone=phone)
    assert mother.person.phone is None
    assert mother.contact_phone is not None
    assert mother.contact_phone.masked == f"{phone[:3]}****{phone[-4:]}"
    assert mother.contact_note == "与他人共用手机"
    assert Person.objects.get(phone_digest=daughter.person.phone_digest) == daughter.person


def test_the_account_of_the_same_name_without_a_file_becomes_the_workers(town: SimpleNamespace) -> None:
    phone = a_phone()
    person = a_person("王强", phone)
    assert a_worker(town.clerk, town.station, name="王强", phone=phone).person == person


def test_without_papers_a_name_a_birth_date_and_a_phone_are_enough(town: SimpleNamespace) -> None:
    worker = a_worker(town.clerk, town.station, document_number="", birth_date=date(1961, 1, 2))
    assert (worker.document_number, worker.identity_checked_at) == (None, None)


def test_without_papers_the_same_name_phone_and_birth_date_is_the_same_person(town: SimpleNamespace) -> None:
    same = {"document_number": "", "birth_date": date(1961, 1, 2), "phone": a_phone()}
    a_worker(town.clerk, town.station, **same)
    with pytest.raises(FileExists):
        a_worker(town.clerk, town.station, **same)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"document_number": "", "birth_date": None}, "birth_date"),
        ({"document_number": "", "birth_date": date(1970, 1, 1), "phone": ""}, "phone"),
        ({"document_number": "", "birth_date": date(1970, 1, 1), "document_seen": True}, "document_seen"),
        ({"birth_date": date(1999, 9, 9)}, "birth_date"),
        ({"document_number": a_number(serial=1), "sex": Sex.FEMALE}, "sex"),
        ({"home_region": "35050"}, "home_region"),
        ({"search_radius_km": 0}, "search_radius_km"),
        ({"contact_phone": "12345"}, "contact_phone"),
    ],
)
def test_a_refusal_names_the_field(town: SimpleNamespace, values: dict[str, object], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        registered(town.clerk, town.station, **values)
    assert refused.value.field == field
    assert Worker.objects.count() == 0


@pytest.mark.parametrize(
    ("values", "missing", "field"),
    [
        ({}, ConsentPurpose.EMPLOYMENT_SERVICE, "consents"),
        ({}, ConsentPurpose.IDENTITY_CHECK, "document_number"),
        ({"health": "腰部有伤"}, ConsentPurpose.HEALTH, "health"),
        ({"hardship": "零就业家庭"}, ConsentPurpose.HARDSHIP, "hardship"),
        (
            {"categories": (CategoryDraft(kind=CategoryKind.DISABLED, since=TODAY),)},
            ConsentPurpose.HEALTH,
            "categories",
        ),
    ],
)
def test_what_is_sensitive_needs_its_own_consent(
    town: SimpleNamespace, values: dict[str, object], missing: ConsentPurpose, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        registered(town.clerk, town.station, purposes=frozenset(ConsentPurpose) - {missing}, **values)
    assert refused.value.field == field


def test_under_sixteen_is_refused_to_the_day_and_the_birthday_is_enough(town: SimpleNamespace) -> None:
    with pytest.raises(Refusal, match="未满16周岁"):
        registered(town.clerk, town.station, document_number=a_number(date(2010, 11, 21)), self_supporting=True)
    done = registered(town.clerk, town.station, document_number=a_number(date(2010, 11, 20)), self_supporting=True)
    assert done.worker.birth_date == date(2010, 11, 20)


def test_a_minor_needs_a_guardian_unless_self_supporting(town: SimpleNamespace) -> None:
    number = a_number(date(2009, 1, 1))
    with pytest.raises(Refusal, match="监护人"):
        registered(town.clerk, town.station, document_number=number)
    done = registered(
        town.clerk, town.station, document_number=number, guardian_name="张大山", guardian_phone="13900001111"
    )
    assert done.worker.guardian.phone is not None
    assert done.worker.guardian.phone.masked == "139****1111"


def test_nobody_is_too_old(town: SimpleNamespace) -> None:
    assert a_worker(town.clerk, town.station, document_number=a_number(date(1926, 2, 3))).birth_date == date(1926, 2, 3)


def test_a_further_registration_counts_once_a_day(town: SimpleNamespace) -> None:
    worker = a_worker(town.clerk, town.station)
    form = {"actor": town.clerk, "station": town.station, "worker": worker}
    with pytest.raises(Refusal, match="当天已在本站办理求职登记"):
        actions.register(kinds=(RegistrationKind.SEEKING,), now=NOW, **form)
    actions.register(kinds=(RegistrationKind.SEEKING,), now=NOW + timedelta(days=1), **form)
    actions.register(kinds=(RegistrationKind.UNEMPLOYMENT,), now=NOW, day=TODAY - timedelta(days=3), **form)
    assert Registration.objects.filter(worker=worker).count() == 3


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), date(9999, 12, 31), date(1999, 12, 31)])
def test_a_day_to_come_is_refused(town: SimpleNamespace, day: date) -> None:
    worker = a_worker(town.clerk, town.station)
    with pytest.raises(Refusal) as refused:
        actions.register(
            actor=town.clerk, station=town.station, worker=worker, kinds=(RegistrationKind.TRAINING,), day=day, now=NOW
        )
    assert refused.value.field == "day"


def test_whoever_registers_as_crew_leader_becomes_one(town: SimpleNamespace) -> None:
    worker = a_worker(town.clerk, town.station, kinds=(RegistrationKind.CREW_LEADER,))
    assert set(Membership.objects.filter(person=worker.person).values_list("role", flat=True)) == {
        Role.WORKER,
        Role.CREW_LEADER,
    }


def test_a_correction_supersedes_and_the_old_row_stays(town: SimpleNamespace) -> None:
    done = registered(town.clerk, town.station)
    new = actions.correct_registration(
        actor=town.clerk,
        registration=done.registrations[0],
        kind=RegistrationKind.TRAINING,
        day=TODAY - timedelta(days=1),
        willing=True,
        reason="登记类型选错",
        now=NOW,
    )
    old = Registration.objects.get(pk=done.registrations[0].pk)
    assert (old.state, old.kind, new.supersedes) == ("superseded", "seeking", old)
    assert list(queries.registrations(town.clerk)) == [new]
    with pytest.raises(Refusal):
        actions.withdraw_registration(actor=town.clerk, registration=old, reason="重复", now=NOW)


def test_withdrawing_the_only_registration_closes_the_file_to_the_station(town: SimpleNamespace) -> None:
    done = registered(town.clerk, town.station)
    actions.withdraw_registration(actor=town.clerk, registration=done.registrations[0], reason="不是本人", now=NOW)
    assert not queries.workers(town.clerk).exists()
    with pytest.raises(OutOfScope):
        actions.withdraw_registration(actor=town.clerk2, registration=done.registrations[0], reason="试一试", now=NOW)


def test_publishing_is_recorded_once(town: SimpleNamespace) -> None:
    row = registered(town.clerk, town.station).registrations[0]
    first = actions.publish_seeking(actor=town.clerk, registration=row, now=NOW)
    again = actions.publish_seeking(actor=town.clerk, registration=row, now=NOW + timedelta(hours=1))
    assert (first.published_at, again.published_at) == (NOW, NOW)


def _self(actor: Actor, town: SimpleNamespace, phone: str, **values: object) -> actions.Registered:
    return actions.register_self(
        actor=actor,
        station=town.station,
        draft=a_draft(phone=phone, **values),
        kinds=(RegistrationKind.SEEKING,),
        agreed=agreed(channel=ConsentChannel.ONLINE),
        form_key=a_key(),
        now=NOW,
    )


def test_a_person_registers_on_the_phone_and_is_checked_at_the_counter(town: SimpleNamespace) -> None:
    phone, number = a_phone(), a_number()
    person = a_person("手机用户", phone)
    actor = Actor(id=person.id, role=Role.PUBLIC)
    done = _self(actor, town, phone, name="赵敏", document_number=number)
    row = done.registrations[0]
    assert (row.channel, row.clerk, done.worker.identity_checked_at) == (RegistrationChannel.SELF, None, None)
    assert Person.objects.get(pk=person.pk).name == "赵敏"
    assert queries.workers(town.clerk).get() == done.worker
    checked = actions.check_identity(actor=town.clerk, worker=done.worker, document_number=number, now=NOW)
    assert checked.identity_checked_by == town.clerk.id
    with pytest.raises(Refusal, match="已经登记过"):
        _self(actor, town, phone)


def test_on_the_phone_a_known_number_is_refused_without_a_name(town: SimpleNamespace) -> None:
    number, phone = a_number(), a_phone()
    a_worker(town.clerk, town.station, name="欧阳修文", document_number=number)
    actor = Actor(id=a_person("新人", phone).id, role=Role.PUBLIC)
    with pytest.raises(Refusal) as refused:
        _self(actor, town, phone, document_number=number)
    assert refused.value.text.zh == "这个号码不能在网上登记，请带证件到驿站办理"


def test_on_the_phone_only_the_own_phone_is_taken(town: SimpleNamespace) -> None:
    actor = Actor(id=a_person("新人", a_phone()).id, role=Role.PUBLIC)
    with pytest.raises(Refusal) as refused:
        _self(actor, town, a_phone())
    assert refused.value.field == "phone"


@pytest.mark.parametrize("role", [Role.COUNTY_OFFICER, Role.CITY_OFFICER])
def test_bureaus_look_and_do_not_register(town: SimpleNamespace, role: Role) -> None:
    actor = a_member(role, town.county if role is Role.COUNTY_OFFICER else town.city)
    with pytest.raises(Refusal, match="由驿站工作人员办理"):
        registered(actor, town.station)


def test_another_station_is_not_there(town: SimpleNamespace) -> None:
    for actor in (town.sister_clerk, town.clerk2, town.county2_officer, a_member(Role.WORKER)):
        with pytest.raises(OutOfScope):
            registered(actor, town.station)


def test_a_closed_station_registers_nobody(town: SimpleNamespace) -> None:
    town.station.closed_on = TODAY
    town.station.save()
    with pytest.raises(Refusal, match="停止服务"):
        registered(town.clerk, town.station)


def test_nothing_is_written_when_the_last_step_fails(town: SimpleNamespace) -> None:
    people = Person.objects.count()
    with pytest.raises(Refusal):
        registered(town.clerk, town.station, ())
    with pytest.raises(Refusal):
        actions.register_at_counter(
            actor=town.clerk,
            station=town.station,
            draft=a_draft(),
            kinds=(RegistrationKind.SEEKING,),
            agreed=replace(agreed(), notice_version=""),
            form_key=a_key(),
            now=NOW,
        )
    assert (Person.objects.count(), Worker.objects.count(), Category.objects.count()) == (people, 0, 0)
    assert not Event.objects.exists()
