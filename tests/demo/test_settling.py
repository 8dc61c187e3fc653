"""The demo city: what a visitor will find there."""

from collections import Counter
from datetime import timedelta

import pytest

from tests.demo.conftest import NOW, unheard
from yizhan.demo.cast import PARTS
from yizhan.demo.settling import FEWEST_WORKERS, Settled, settle
from yizhan.floor.accounts import demo
from yizhan.floor.accounts.actors import PUBLIC, SYSTEM
from yizhan.floor.accounts.models import Membership, Person
from yizhan.floor.accounts.queries import actor_for
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.models import Entry
from yizhan.floor.audit.verification import verify_chain
from yizhan.floor.extracts.models import Extract
from yizhan.floor.extracts.states import ExtractState
from yizhan.floor.notices.models import Notice
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.rights.models import Request
from yizhan.floor.rights.states import RequestState
from yizhan.market.employers.models import Blacklisting, Employer, NeedsSurvey
from yizhan.market.employers.states import BlacklistState, EmployerKind, EmployerState
from yizhan.market.people import queries as people
from yizhan.market.people.models import Category, Crew, CrewMember, Guardian, Registration, Worker
from yizhan.market.people.states import CategoryKind, MemberState, RegistrationChannel, WorkerState
from yizhan.network.calendars.queries import state_of
from yizhan.network.calendars.states import YearState
from yizhan.network.recognition.models import Application
from yizhan.network.recognition.states import ApplicationState
from yizhan.network.stations import queries as stations
from yizhan.network.stations.models import DutyShift, Station
from yizhan.network.stations.states import StationState

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def test_every_person_of_the_demo_can_be_chosen_on_the_login_page(settled: Settled) -> None:
    shown = {(one.name, one.role) for one in demo.identities(PUBLIC, now=NOW)}
    assert {(part.name, part.role) for part in PARTS} <= shown
    assert len(Person.objects.filter(username__startswith=demo.PREFIX)) == len(PARTS)


def test_it_says_what_is_there(settled: Settled) -> None:
    assert settled == Settled(20, Worker.objects.count(), Employer.objects.count(), now=True)
    assert 100 <= settled.workers <= FEWEST_WORKERS + 20
    assert 60 <= settled.employers <= 80


def test_a_second_run_does_nothing(settled: Settled) -> None:
    entries = Entry.objects.count()
    again = settle(now=NOW + timedelta(days=1), moved=unheard)
    assert again == Settled(settled.stations, settled.workers, settled.employers, now=False)
    assert Entry.objects.count() == entries


def test_its_audit_chain_holds_and_never_runs_backwards(settled: Settled) -> None:
    assert verify_chain((), b"").fault is None
    times = list(Entry.objects.order_by("sequence").values_list("at", flat=True))
    assert times == sorted(times)
    assert times[-1] <= NOW


def test_stations_stand_in_every_state_of_their_life(settled: Settled) -> None:
    states = Counter(Station.objects.values_list("state", flat=True))
    assert states == {StationState.OPEN: 18, StationState.SUSPENDED: 1, StationState.PLANNED: 1}
    assert {code[:6] for code in Organisation.objects.filter(kind="station").values_list("region", flat=True)} == {
        *("350502", "350503", "350504", "350505", "350521", "350524", "350525", "350526", "350581", "350582", "350583"),
        "460107",
    }


def test_the_market_in_haikou_lacks_nothing_that_its_standard_asks(settled: Settled) -> None:
    market = Station.objects.get(organisation__code="QS-01")
    assert market.sign_name == "琼山区就业服务驿站"
    assert stations.missing_of(market, on=TODAY) == ()
    small = Station.objects.get(organisation__code="DH-01")
    assert [each.clause for each in stations.missing_of(small, on=TODAY) if not each.suggested] == []


def test_rosters_are_made_for_months_of_which_the_holidays_are_published(settled: Settled) -> None:
    shifts = DutyShift.objects.filter(station__organisation__code="FZ-03")
    december = shifts.filter(day__year=2026, day__month=12).values("day").distinct().count()
    assert december == 23
    assert shifts.filter(day__year=2027).exists() is (state_of(2027) != YearState.NOT_PUBLISHED)


def test_people_register_over_the_months_at_the_counter_and_on_the_phone(settled: Settled) -> None:
    days = Registration.objects.values_list("day", flat=True)
    assert min(days) < TODAY - timedelta(days=150)
    assert TODAY in set(days)
    assert set(Registration.objects.values_list("channel", flat=True)) == {
        RegistrationChannel.COUNTER,
        RegistrationChannel.SELF,
    }


def test_minors_come_with_a_guardian_and_sensitive_categories_with_their_consent(settled: Settled) -> None:
    minors = list(people.minors(SYSTEM, on=TODAY))
    assert minors
    assert Guardian.objects.filter(worker__in=minors).count() == len(minors)
    kinds = set(Category.objects.values_list("kind", flat=True))
    assert {CategoryKind.HARD_TO_EMPLOY, CategoryKind.OLDER, CategoryKind.RURAL_MIGRANT} <= kinds


def test_certificates_run_out_around_today(settled: Settled) -> None:
    soon = people.expiring_certificates(SYSTEM, since=TODAY, until=TODAY + timedelta(days=60))
    assert soon.count() >= 1


def test_two_files_of_one_person_wait_to_be_merged(settled: Settled) -> None:
    names = Counter(Worker.objects.filter(state=WorkerState.ACTIVE).values_list("person__name", "birth_date"))
    assert max(names.values()) == 2


def test_crews_have_members_who_agreed_declined_and_have_not_answered(settled: Settled) -> None:
    assert Crew.objects.count() == 4
    assert set(CrewMember.objects.values_list("state", flat=True)) == {
        MemberState.AGREED,
        MemberState.DECLINED,
        MemberState.INVITED,
    }
    worker = Person.objects.get(username="demo-worker")
    assert people.invitations(actor_for(worker, None, now=NOW)).count() == 1


def test_employers_of_every_kind_have_needs_and_some_wait_for_their_papers(settled: Settled) -> None:
    assert set(Employer.objects.values_list("kind", flat=True)) == {
        EmployerKind.FIRM,
        EmployerKind.SOLE_TRADER,
        EmployerKind.RESIDENT,
    }
    assert set(Employer.objects.values_list("state", flat=True)) == {EmployerState.ACTIVE, EmployerState.DRAFT}
    assert NeedsSurvey.objects.count() >= 30


def test_the_blacklist_has_a_proposal_a_listing_and_an_appeal(settled: Settled) -> None:
    assert Counter(Blacklisting.objects.values_list("state", flat=True)) == {
        BlacklistState.PROPOSED: 1,
        BlacklistState.CONFIRMED: 1,
        BlacklistState.APPEALED: 1,
    }


def test_applications_stand_at_every_step(settled: Settled) -> None:
    states = set(Application.objects.values_list("state", flat=True))
    assert states == {
        *(ApplicationState.DRAFT, ApplicationState.SUBMITTED, ApplicationState.RETURNED, ApplicationState.ACCEPTED),
        *(ApplicationState.VISIT_SCHEDULED, ApplicationState.VISITED, ApplicationState.APPROVED),
        *(ApplicationState.REFUSED, ApplicationState.OPENED),
    }


def test_requests_about_data_wait_and_one_is_done(settled: Settled) -> None:
    states = Counter(Request.objects.values_list("state", flat=True))
    assert states == {RequestState.HANDED_IN: 2, RequestState.PROPOSED: 1, RequestState.DONE: 1}


def test_an_export_waits_for_a_second_officer(settled: Settled) -> None:
    extract = Extract.objects.get()
    second = Person.objects.get(username="demo-county")
    assert (extract.state, extract.asked_by.username) == (ExtractState.ASKED, "demo-county-2")
    assert Notice.objects.get(person=second, kind="extracts.extract.asked").link == f"/console/extracts/{extract.pk}"


def test_officers_and_operators_have_news(settled: Settled) -> None:
    for username in ("demo-county", "demo-operator"):
        assert Notice.objects.filter(person_id=Person.objects.get(username=username).pk).exists()


def test_every_role_is_held_by_somebody(settled: Settled) -> None:
    roles = set(Membership.objects.values_list("role", flat=True))
    assert roles == set(Role) - {Role.PUBLIC, Role.SYSTEM}
