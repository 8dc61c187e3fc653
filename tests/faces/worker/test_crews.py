"""Crews: nobody is led who did not say yes, and an invitation tells the leader nothing."""

import pytest
from django.utils import timezone

from tests.faces.worker.factories import a_town, browser_of, registered, self_of, text
from yizhan.market.people import actions
from yizhan.market.people.models import Crew, CrewMember
from yizhan.market.people.states import RegistrationKind

pytestmark = pytest.mark.django_db
PHONE = "13812345678"


def test_a_leader_founds_a_crew_invites_by_phone_and_sees_who_agreed() -> None:
    town = a_town()
    leader = registered(town, RegistrationKind.CREW_LEADER, name="吴带头")
    friend = registered(town, name="郑工友", phone=PHONE)
    boss, other = browser_of(leader), browser_of(friend)
    assert boss.post("/my/crew/new", {"name": "东海装修班"}).headers["Location"] == "/my/crew"
    crew = Crew.objects.get()
    known = boss.post(f"/my/crew/{crew.pk}/invite", {"phone": PHONE}, follow=True)
    assert "郑工友" not in text(known)  # type: ignore[arg-type]
    unknown = boss.post(f"/my/crew/{crew.pk}/invite", {"phone": "13899999999"}, follow=True)
    said = "已发出邀请。对方登记过并同意后，会出现在名单里。"
    assert said in text(unknown)  # type: ignore[arg-type]
    assert said in text(known)  # type: ignore[arg-type]
    assert "东海装修班请您加入" in text(other.get("/my/"))
    place = CrewMember.objects.get()
    assert "已加入东海装修班" in text(other.post(f"/my/crew/place/{place.pk}/answer", {"agrees": "1"}, follow=True))  # type: ignore[arg-type]
    assert "郑工友" in text(boss.get("/my/crew"))
    other.post(f"/my/crew/place/{place.pk}/leave")
    assert "郑工友" not in text(boss.get("/my/crew"))


def test_declining_joins_nobody() -> None:
    town = a_town()
    leader, friend = registered(town, RegistrationKind.CREW_LEADER), registered(town, phone=PHONE)
    crew = actions.found_crew(actor=self_of(leader), leader=leader, name="一班", now=timezone.now())
    actions.invite_by_phone(actor=self_of(leader), crew=crew, phone=PHONE, now=timezone.now())
    place = CrewMember.objects.get()
    browser_of(friend).post(f"/my/crew/place/{place.pk}/answer", {"agrees": "0"})
    place.refresh_from_db()
    assert place.state == "declined"


def test_the_leader_cannot_answer_for_the_worker() -> None:
    town = a_town()
    leader, _ = registered(town, RegistrationKind.CREW_LEADER), registered(town, phone=PHONE)
    crew = actions.found_crew(actor=self_of(leader), leader=leader, name="一班", now=timezone.now())
    actions.invite_by_phone(actor=self_of(leader), crew=crew, phone=PHONE, now=timezone.now())
    answer = browser_of(leader).post(f"/my/crew/place/{CrewMember.objects.get().pk}/answer", {"agrees": "1"})
    assert answer.status_code == 404


def test_whoever_is_no_leader_is_told_where_to_become_one() -> None:
    browser = browser_of(registered(a_town()))
    assert "请先登记为劳务带头人" in text(browser.get("/my/crew/new"))
    assert "请先办理劳务带头人登记" not in text(browser.get("/my/crew/new"))
    assert "您还没有班组" in text(browser.get("/my/crew"))


def test_a_wrong_phone_is_said_and_kept() -> None:
    leader = registered(a_town(), RegistrationKind.CREW_LEADER)
    crew = actions.found_crew(actor=self_of(leader), leader=leader, name="一班", now=timezone.now())
    page = text(browser_of(leader).post(f"/my/crew/{crew.pk}/invite", {"phone": "1381234"}), 422)
    assert "手机号码应为11位数字" in page
    assert 'value="1381234"' in page
