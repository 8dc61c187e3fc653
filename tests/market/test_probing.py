"""Somebody signed in goes through numbers to learn who is registered."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from tests.floor.accounts.factories import NOW, a_city, a_member, a_person
from tests.market.employers.factories import RESIDENT_NUMBER, a_code, an_employer, said
from tests.market.people.factories import a_draft, a_key, a_number, a_phone, a_worker, agreed
from yizhan.floor.accounts.actors import PUBLIC, Actor
from yizhan.floor.accounts.limits import TooOften
from yizhan.floor.accounts.models import Attempt
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.models import Entry
from yizhan.floor.privacy.states import ConsentChannel
from yizhan.kernel.errors import Refusal
from yizhan.market.employers import actions as employing
from yizhan.market.people import actions as people
from yizhan.market.people.models import Worker
from yizhan.market.people.states import RegistrationKind
from yizhan.market.probing import MOST_NUMBERS, NOT_ONLINE

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> SimpleNamespace:
    city = a_city()
    city.clerk = a_member(Role.STATION_STAFF, city.station)
    return city


def a_stranger(phone: str | None = None) -> Actor:
    return Actor(id=a_person("新人", phone).id, role=Role.PUBLIC)


def ask(actor: Actor, number: str | None = None, address: str = "", later: timedelta = timedelta()) -> None:
    people.ask(actor=actor, document_number=number or a_number(), address=address, now=NOW + later)


def probed() -> list[str]:
    return list(Entry.objects.filter(verb__endswith=".number.probed").values_list("object_id", flat=True))


def test_the_sixth_number_in_a_day_is_refused_with_the_way_out_and_leaves_one_entry() -> None:
    actor = a_stranger()
    for _ in range(MOST_NUMBERS):
        ask(actor)
    assert probed() == []
    for _ in range(3):
        with pytest.raises(TooOften) as refused:
            ask(actor)
        assert (refused.value.text.zh, refused.value.field) == (
            "今天填过的号码太多了，请带证件到驿站柜台办理",
            "document_number",
        )
    assert probed() == [str(actor.id)]
    entry = Entry.objects.get(verb="people.number.probed")
    assert (entry.actor_id, entry.body) == (actor.id, "{}")


def test_a_refused_number_is_answered_alike_whether_or_not_it_has_a_file(town: SimpleNamespace) -> None:
    known, actor = a_number(), a_stranger()
    a_worker(town.clerk, town.station, document_number=known)
    for _ in range(MOST_NUMBERS):
        ask(actor)
    words = set()
    for number in (known, a_number()):
        with pytest.raises(TooOften) as refused:
            ask(actor, number)
        words.add(refused.value.text)
    assert len(words) == 1


def test_the_same_number_again_counts_once(town: SimpleNamespace) -> None:
    known, actor = a_number(), a_stranger()
    a_worker(town.clerk, town.station, document_number=known)
    for _ in range(MOST_NUMBERS * 2):
        with pytest.raises(Refusal) as refused:
            ask(actor, known)
        assert (refused.value.text, refused.value.field) == (NOT_ONLINE, "document_number")
    for _ in range(MOST_NUMBERS - 1):
        ask(actor)
    with pytest.raises(TooOften):
        ask(actor)


def test_what_cannot_be_a_number_counts_nothing() -> None:
    actor = a_stranger()
    for _ in range(MOST_NUMBERS * 2):
        with pytest.raises(Refusal):
            ask(actor, "110105194912310021")
    assert not Attempt.objects.exists()


def test_a_day_later_there_is_room_again() -> None:
    actor = a_stranger()
    for _ in range(MOST_NUMBERS):
        ask(actor)
    with pytest.raises(TooOften):
        ask(actor, later=timedelta(hours=23, minutes=59))
    ask(actor, later=timedelta(days=1))


def test_handing_in_is_counted_too_and_the_count_outlives_the_refusal(town: SimpleNamespace) -> None:
    phone = a_phone()
    actor, known = a_stranger(phone), [a_number() for _ in range(MOST_NUMBERS + 1)]
    for number in known:
        a_worker(town.clerk, town.station, document_number=number)
    words = []
    for number in known:
        with pytest.raises(Refusal) as refused:
            people.register_self(
                actor=actor,
                station=town.station,
                draft=a_draft(phone=phone, document_number=number),
                kinds=(RegistrationKind.SEEKING,),
                agreed=agreed(channel=ConsentChannel.ONLINE),
                form_key=a_key(),
                now=NOW,
            )
        words.append(type(refused.value).__name__)
    assert words == ["Refusal"] * MOST_NUMBERS + ["TooOften"]
    assert Worker.objects.filter(person_id=actor.id).count() == 0


def test_many_accounts_behind_one_address_share_a_limit() -> None:
    for _ in range(12):
        actor = a_stranger()
        for _ in range(MOST_NUMBERS):
            ask(actor, address="203.0.113.9")
    with pytest.raises(TooOften):
        ask(a_stranger(), address="203.0.113.9")
    ask(a_stranger(), address="198.51.100.1")


def test_another_person_is_not_held_up() -> None:
    first = a_stranger()
    for _ in range(MOST_NUMBERS):
        ask(first)
    before = Attempt.objects.count()
    ask(a_stranger())
    assert Attempt.objects.count() > before


def test_nobody_asks_without_signing_in() -> None:
    with pytest.raises(Refusal, match="请先"):
        ask(PUBLIC)
    with pytest.raises(Refusal, match="请先登录"):
        employing.ask(actor=PUBLIC, credit_code=a_code(), now=NOW)
    assert not Attempt.objects.exists()


def test_codes_and_numbers_of_employers_share_the_count(town: SimpleNamespace) -> None:
    actor = a_stranger()
    known = an_employer(town.clerk, town.station)
    for code in (str(known.credit_code), str(known.credit_code)):
        with pytest.raises(Refusal) as refused:
            employing.ask(actor=actor, credit_code=code, now=NOW)
        assert (refused.value.text, refused.value.field) == (NOT_ONLINE, "credit_code")
    employing.ask(actor=actor, identity_number=RESIDENT_NUMBER, now=NOW)
    for _ in range(MOST_NUMBERS - 2):
        ask(actor)
    with pytest.raises(TooOften) as reached:
        employing.register_self(actor=actor, station=town.station, details=said(), now=NOW)
    assert reached.value.field == "credit_code"
    assert Entry.objects.get(verb="employers.number.probed").object_id == str(actor.id)


def test_an_agent_does_not_try_codes_by_amending_an_unchecked_file(town: SimpleNamespace) -> None:
    actor = a_stranger(a_phone())
    row = employing.register_self(actor=actor, station=town.station, details=said(), now=NOW)
    agent = a_member(Role.EMPLOYER_AGENT, row.employer.organisation)
    others = [str(an_employer(town.clerk, town.station).credit_code) for _ in range(MOST_NUMBERS + 1)]
    words = []
    for code in others:
        with pytest.raises(Refusal) as refused:
            employing.amend(actor=agent, employer=row.employer, version=1, details=said(credit_code=code), now=NOW)
        words.append(refused.value.text.zh)
    assert words == [NOT_ONLINE.zh] * MOST_NUMBERS + ["今天填过的号码太多了，请带证件到驿站柜台办理"]
