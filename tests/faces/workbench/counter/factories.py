"""Papers with bytes, clerks in their browsers, and a counter where something has happened."""

import io
from datetime import date, timedelta
from types import SimpleNamespace
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.utils import timezone
from PIL import Image

from tests.floor.accounts.factories import a_city, a_member
from tests.market.employers.factories import an_employer
from tests.market.people.factories import a_number, a_worker, registered
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import Role
from yizhan.floor.files.actions import store
from yizhan.floor.files.models import StoredFile
from yizhan.floor.files.states import FilePurpose
from yizhan.kernel.clock import SHANGHAI
from yizhan.market.employers import actions as employing
from yizhan.market.employers.models import Employer
from yizhan.market.people import actions
from yizhan.market.people.drafts import CategoryDraft, CertificateDraft, SkillDraft, WishDraft
from yizhan.market.people.models import Worker
from yizhan.market.people.states import CategoryKind, PayForm, RegistrationKind, SkillLevel


def a_picture(name: str = "照片.jpg") -> SimpleUploadedFile:
    """An upload of a small photograph."""
    content = io.BytesIO()
    Image.new("RGB", (80, 60), (40, 90, 90)).save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")


def a_paper(clerk: Actor, person_id: UUID | None = None) -> StoredFile:
    """A stored photograph of a paper."""
    return store(
        actor=clerk,
        upload=a_picture(),
        purpose=FilePurpose.CATEGORY_PROOF,
        organisation_path=clerk.path,
        person_id=person_id,
        now=timezone.now(),
    )


def a_town() -> SimpleNamespace:
    """a_city() with clerk, head, runner (of the operator) at `station`, and sister_clerk at `sister`."""
    city = a_city()
    city.clerk = a_member(Role.STATION_STAFF, city.station)
    city.head = a_member(Role.STATION_HEAD, city.station)
    city.runner = a_member(Role.OPERATOR_STAFF, city.operator)
    city.sister_clerk = a_member(Role.STATION_STAFF, city.sister)
    return city


def text_of(answer: HttpResponse) -> str:
    """The page."""
    return answer.content.decode()


def a_busy_counter(town: SimpleNamespace) -> dict[str, str]:
    """People, papers, crews and employers at `station`, today. Gives the address of every page that can be opened there."""
    now, today = timezone.now(), timezone.now().astimezone(SHANGHAI).date()
    for at, name in enumerate(("李水莲", "王建军", "陈阿土", "林秀英", "欧阳志强", "吴美玲")):
        a_worker(town.clerk, town.station, now=now, name=name, document_number=a_number(date(1966 + at, 3, 4)))
    young = a_number(today - timedelta(days=17 * 365))
    guarded = {"guardian_name": "林大伟", "guardian_phone": "13900001111"}
    minor = a_worker(town.head, town.station, now=now, name="林小海", document_number=young, **guarded)
    worker = registered(
        town.head,
        town.station,
        (RegistrationKind.SEEKING, RegistrationKind.CREW_LEADER),
        now=now,
        name="张伟国",
        address="福建省泉州市丰泽区东海街道示例路1号",
        contact_name="张小妹",
        contact_note="女儿",
        contact_phone="13900002222",
        health="腰伤，不能久站",
        home_region="350503",
        search_radius_km=5,
        document_seen=True,
        skills=(SkillDraft(trade="保洁"), SkillDraft(trade="电工", level=SkillLevel.FOUR)),
        categories=(CategoryDraft(kind=CategoryKind.HARD_TO_EMPLOY, since=today),),
        certificates=(
            CertificateDraft(name="低压电工证", number="T-1", expires_on=today + timedelta(days=12)),
            CertificateDraft(name="健康证", expires_on=today - timedelta(days=3)),
        ),
        wish=WishDraft(trades=("保洁", "搬运"), pay_form=PayForm.DAY, least_pay_fen=180_00, availability=0b1111),
    ).worker
    double = a_worker(town.head, town.station, now=now, name="张伟国", document_number="", birth_date=worker.birth_date)
    crew = actions.found_crew(actor=town.head, leader=worker, name="搬运一班", now=now)
    member = actions.invite(actor=town.head, crew=crew, worker=minor, now=now)
    firm = an_employer(town.head, town.station, now=now, contact_name="黄女士", contact_phone="13812345678")
    twin = an_employer(town.clerk, town.station, now=now, legal_name="泉州某某服装厂")
    an_employer(town.clerk, town.station, now=now, kind="resident", legal_name="蔡文彬", identity_number=a_number())
    lines = [employing.Wanted("缝纫", "temporary", 12, 180_00, "day"), employing.Wanted("包装", "part_time", 3)]
    employing.survey_needs(
        actor=town.head, employer=firm, station=town.station, day=today, first=today, last=today, wanted=lines, now=now
    )
    return {
        **_addresses_of_person(worker, double.pk),
        "minor": f"/work/people/{minor.pk}",
        "guardian": f"/work/people/{minor.pk}/guardian",
        "guardian_form": f"/work/people/{minor.pk}/guardian/form",
        "crews": "/work/crews",
        "crew": f"/work/crews/{crew.pk}",
        "answer": f"/work/crews/members/{member.pk}/answer",
        **_addresses_of_employer(firm, twin.pk),
    }


def _addresses_of_person(worker: Worker, double: UUID) -> dict[str, str]:
    row = worker.registrations.get(kind=RegistrationKind.SEEKING)
    file = f"/work/people/{worker.pk}"
    steps = (
        "print",
        "contact",
        "phone",
        "document",
        "identity",
        "wish",
        "skills",
        "categories",
        "certificates",
        "merge",
    )
    return {
        "today": "/work/",
        "register": "/work/register",
        "form": "/work/register/form",
        "done": f"/work/register/{worker.pk}/done",
        "notice": "/work/register/notice",
        "people": "/work/people",
        "nobody": "/work/people?text=nobody",
        "person": file,
        **{name: f"{file}/{name}" for name in steps},
        "again": f"{file}/register",
        "consent": f"{file}/consents/messages",
        "verify": f"/work/people/categories/{worker.categories.get().pk}/verify",
        "correct": f"/work/people/registrations/{row.pk}/correct",
        "withdraw": f"/work/people/registrations/{row.pk}/withdraw",
        "compare": f"{file}/merge/{double}",
    }


def _addresses_of_employer(firm: Employer, twin: UUID) -> dict[str, str]:
    file = f"/work/employers/{firm.pk}"
    steps = ("amend", "licence", "again", "needs", "mandates", "propose", "merge", "close")
    return {
        "employers": "/work/employers",
        "employer_register": "/work/employers/register",
        "employer": file,
        **{f"employer_{name}": f"{file}/{name}" for name in steps},
        "employer_compare": f"{file}/merge/{twin}",
    }


def bytes_of(answer: HttpResponse) -> bytes:
    """What was downloaded; its file is closed."""
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]
