"""What an agent hands in online counts once a clerk has seen it."""

from types import SimpleNamespace

import pytest

from tests.floor.accounts.factories import NOW, a_city, a_member, a_person
from tests.market.employers.factories import a_file, said
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.queries import actor_for
from yizhan.floor.accounts.states import Role
from yizhan.floor.files.states import FilePurpose
from yizhan.floor.notices.models import Notice
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.floor.outbox.models import Event
from yizhan.kernel.errors import Refusal
from yizhan.market.employers import actions, queries
from yizhan.market.employers.consumers import ask_agent
from yizhan.market.employers.models import Employer

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> SimpleNamespace:
    """A firm that somebody registered online, its agent, and a clerk of the station."""
    city = a_city()
    person = a_person(name="林阿水")
    actor = Actor(id=person.id, role=Role.PUBLIC, name=person.name)
    row = actions.register_self(actor=actor, station=city.station, details=said(), now=NOW)
    clerk = a_member(Role.STATION_STAFF, city.station)
    return SimpleNamespace(employer=row.employer, agent=actor_for(person, None, now=NOW), clerk=clerk, city=city)


def licence(agent: Actor):  # type: ignore[no-untyped-def]
    return a_file(agent.id, FilePurpose.LICENCE)


def handed_in(place: SimpleNamespace, **changes: object) -> Employer:
    given = {
        "actor": place.agent,
        "employer": place.employer,
        "version": 1,
        "licence": licence(place.agent),
        "now": NOW,
    }
    return actions.hand_in_licence(**{**given, **changes})  # type: ignore[arg-type]


def test_a_licence_is_put_into_the_file_and_the_file_stays_unchecked(place: SimpleNamespace) -> None:
    kept = handed_in(place)
    assert (kept.licence_file is None, kept.state, kept.version, kept.licence_checked_on) == (False, "draft", 2, None)


def test_an_old_version_anothers_file_and_another_role_are_refused(place: SimpleNamespace) -> None:
    with pytest.raises(Refusal, match="刚被别人修改过"):
        handed_in(place, version=7)
    with pytest.raises(OutOfScope):
        handed_in(place, licence=a_file(purpose=FilePurpose.LICENCE))
    with pytest.raises(Refusal, match="由本单位经办人办理"):
        handed_in(place, actor=place.clerk)
    with pytest.raises(Employer.DoesNotExist):
        handed_in(place, actor=a_member(Role.EMPLOYER_AGENT))


def test_a_checked_licence_is_changed_at_the_counter(place: SimpleNamespace) -> None:
    actions.check_licence(actor=place.clerk, employer=place.employer, version=1, now=NOW)
    with pytest.raises(Refusal, match="执照已由驿站核验"):
        handed_in(place, version=2)


def test_a_mandate_is_handed_in_for_oneself_only(place: SimpleNamespace) -> None:
    mine = queries.mandates(place.agent).get()
    kept = actions.hand_in_mandate(actor=place.agent, mandate=mine, file=a_file(place.agent.id), now=NOW)
    assert (kept.file is None, kept.identity_checked_on) == (False, None)
    with pytest.raises(OutOfScope):
        actions.hand_in_mandate(actor=place.agent, mandate=mine, file=a_file(), now=NOW)
    other = a_member(Role.EMPLOYER_AGENT)
    with pytest.raises(OutOfScope):
        actions.hand_in_mandate(actor=other, mandate=mine, file=a_file(other.id), now=NOW)


def test_an_invitation_reaches_whoever_has_the_phone_and_makes_nobody_an_agent(place: SimpleNamespace) -> None:
    friend = a_person(name="李四", phone="13812345678")
    for phone in ("138 1234 5678", "13899999999"):
        assert actions.invite_agent(actor=place.agent, employer=place.employer, phone=phone, now=NOW) is None
    (event,) = Event.objects.filter(name="employers.agent.invited")
    ask_agent(event)
    notice = Notice.objects.get(person=friend)
    assert notice.text.startswith("泉州某某服饰有限公司请您做经办人。")
    assert queries.mandates(place.agent).count() == 1


def test_a_wrong_phone_is_refused(place: SimpleNamespace) -> None:
    with pytest.raises(Refusal, match="手机号码应为11位数字") as refused:
        actions.invite_agent(actor=place.agent, employer=place.employer, phone="123", now=NOW)
    assert refused.value.field == "phone"
