from types import SimpleNamespace

import pytest

from tests.floor.accounts.factories import NOW, a_member, a_person
from tests.market.people.factories import TODAY, a_number, a_worker, registered
from yizhan.floor.accounts.actors import PUBLIC, SYSTEM, Actor
from yizhan.floor.accounts.states import Role
from yizhan.floor.privacy.actions import restrict
from yizhan.floor.privacy.states import RestrictionBasis
from yizhan.market.people import queries
from yizhan.market.people.drafts import CertificateDraft
from yizhan.market.people.search import search
from yizhan.market.people.states import RegistrationKind

SEES = ("clerk", "head", "runner", "county_officer", "city_officer")
DOES_NOT = ("sister_clerk", "clerk2", "county2_officer")


@pytest.mark.parametrize("who", [*SEES, *DOES_NOT])
def test_a_file_is_seen_by_its_station_its_operator_and_the_bureaus_above(town: SimpleNamespace, who: str) -> None:
    worker = a_worker(
        town.clerk, town.station, name="单雄信", certificates=(CertificateDraft(name="电工证", expires_on=TODAY),)
    )
    actor = getattr(town, who)
    expected = [worker] if who in SEES else []
    assert list(queries.workers(actor)) == expected
    assert list(search(actor, "shanxiongxin", today=TODAY).rows) == expected
    assert list(queries.registrations(actor)) == list(worker.registrations.all() if expected else [])
    expiring = queries.expiring_certificates(actor, since=TODAY, until=TODAY)
    assert [each.worker for each in expiring] == expected


@pytest.mark.parametrize(
    "role", [Role.PANEL_MEMBER, Role.FINANCE, Role.ADMINISTRATOR, Role.AUDITOR, Role.EMPLOYER_AGENT, Role.WORKER]
)
def test_other_roles_see_no_file(town: SimpleNamespace, role: Role) -> None:
    a_worker(town.clerk, town.station)
    organisation = town.county if role in (Role.PANEL_MEMBER, Role.FINANCE) else None
    assert not queries.workers(a_member(role, organisation)).exists()


def test_the_person_sees_the_own_file_and_the_public_none(town: SimpleNamespace) -> None:
    worker = a_worker(town.clerk, town.station)
    a_worker(town.clerk, town.station)
    assert list(queries.workers(Actor(id=worker.person_id, role=Role.WORKER))) == [worker]
    assert list(queries.workers(Actor(id=worker.person_id, role=Role.PUBLIC))) == [worker]
    assert list(queries.own(Actor(id=worker.person_id, role=Role.EMPLOYER_AGENT))) == [worker]
    assert not queries.workers(PUBLIC).exists()
    assert not queries.registrations(PUBLIC).exists()
    assert queries.workers(SYSTEM).count() == 2


def test_a_restricted_person_is_in_no_list_and_still_sees_the_own_file(town: SimpleNamespace) -> None:
    worker = a_worker(town.clerk, town.station, name="单雄信")
    restrict(actor=town.head, person_id=worker.person_id, basis=RestrictionBasis.ASKED, now=NOW)
    assert not queries.workers(town.clerk, at=NOW).exists()
    assert search(town.clerk, "单", today=TODAY).rows == ()
    assert queries.own(Actor(id=worker.person_id, role=Role.WORKER)).get() == worker


def test_a_number_known_elsewhere_gives_the_surname_only(town: SimpleNamespace) -> None:
    number = a_number()
    worker = a_worker(town.clerk, town.station, name="张伟国", document_number=number)
    for who in DOES_NOT:
        assert queries.known(getattr(town, who), number, today=TODAY) == queries.Known("张**", None, ())
    for who in SEES:
        assert queries.known(getattr(town, who), number, today=TODAY) == queries.Known(
            "张**", worker.pk, ("东海零工驿站",)
        )
    assert queries.known(town.clerk, a_number(), today=TODAY) is None


def test_lists_take_as_many_queries_for_thirty_as_for_one(
    town: SimpleNamespace, django_assert_num_queries: object
) -> None:
    def read() -> list[object]:
        page = search(town.clerk, "张", today=TODAY, size=50)
        rows = [(each.person.name, str(each.document_number)) for each in page.rows]
        entered = [
            (each.worker.person.name, each.station.name, each.clerk_id) for each in queries.registrations(town.clerk)
        ]
        return [*rows, *entered]

    a_worker(town.clerk, town.station)
    with django_assert_num_queries(4):  # type: ignore[operator]
        assert len(read()) == 2
    for _ in range(29):
        a_worker(town.clerk, town.station)
    with django_assert_num_queries(4):  # type: ignore[operator]
        assert len(read()) == 60


def test_categories_in_force_are_those_of_the_area(town: SimpleNamespace) -> None:
    registered(town.clerk2, town.station2, (RegistrationKind.UNEMPLOYMENT,))
    assert not queries.categories(town.clerk, on=TODAY).exists()
    assert not queries.crews(Actor(id=a_person().id, role=Role.CREW_LEADER)).exists()
