"""What the pages of the station half are about. Made by the actions of the product where that is short, straight otherwise."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from types import SimpleNamespace

from django.utils import timezone

from tests.floor.accounts.factories import NOW, SINCE, a_city, a_member, a_person
from tests.market.imports.books import a_book, a_worker_row, an_upload
from tests.network.recognition.factories import a_picture, findings
from tests.network.stations.factories import a_community, a_worker_at, opened, with_hours
from yizhan.floor.accounts.actors import SYSTEM, Actor
from yizhan.floor.accounts.models import Membership, Person
from yizhan.floor.accounts.states import Role
from yizhan.floor.notices.actions import notify
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.privacy.states import ConsentChannel
from yizhan.floor.rights.actions import hand_in, take_up
from yizhan.floor.rights.models import Request
from yizhan.floor.rights.states import IdentityCheck, RequestKind
from yizhan.market.imports import actions as importing
from yizhan.market.imports.actions.trace import acting
from yizhan.market.imports.models import Import
from yizhan.market.imports.notice_kinds import KINDS
from yizhan.network.recognition import actions as recognition
from yizhan.network.recognition.materials import Material
from yizhan.network.recognition.models import Application, Attachment, VisitPhoto
from yizhan.network.recognition.states import ApplicationKind, VisitResult
from yizhan.network.stations import actions
from yizhan.network.stations.hours import Span
from yizhan.network.stations.models import DutyShift, EmploymentOfficer, StaffPost, Station
from yizhan.network.stations.states import Datum, HolidayRule, Setting, StationKind, Tier

_serial = count(1)
MORNING = Span(510, 720)


def a_file(organisation: Organisation, *, is_open: bool = False, rule: HolidayRule = HolidayRule.STATUTORY) -> Station:
    """The file of a station with hours on weekdays; the same again where it has one."""
    held = Station.objects.filter(organisation=organisation).first()
    if held is not None:
        return held
    station = actions.plan_station(
        actor=SYSTEM,
        organisation=organisation,
        kind=StationKind.STATION,
        tier=Tier.STREET,
        setting=Setting.URBAN,
        now=NOW,
    )
    if is_open:
        station = opened(station)
    return with_hours(station, rule=rule)


def a_head_of(station: Station, name: str = "黄晓梅") -> Actor:
    """A head with a post there."""
    person = a_worker_at(station, name, head=True)
    return a_member_again(person, Role.STATION_HEAD, station.organisation)


def a_member_again(person: Person, role: Role, organisation: Organisation) -> Actor:
    """The actor of a membership that is there already."""
    Membership.objects.filter(person=person).delete()
    return a_member(role, organisation, person)


def a_post(station: Station, name: str = "林志强") -> StaffPost:
    """A post of somebody on the staff."""
    return StaffPost.objects.get(person=a_worker_at(station, name))


def a_shift(station: Station, person: Person | None = None, day: date | None = None) -> DutyShift:
    """A morning of somebody with a post, tomorrow unless a day is given."""
    who = person or a_post(station).person
    when = day or timezone.localdate() + timedelta(days=1)
    return actions.set_shift(
        actor=SYSTEM, station=station, person=who, day=when, span=MORNING, reason="补登", now=timezone.now()
    )


def an_officer(station: Station, name: str = "吴丽华") -> EmploymentOfficer:
    """The officer of a community that the station serves."""
    street = {"350503": "350503001", "350502": "350502001", "460108": "460108001"}[station.organisation.region[:6]]
    community = a_community(f"第{next(_serial)}社区", street)
    actions.serve(actor=SYSTEM, station=station, community=community, since=SINCE, now=NOW)
    return actions.appoint_officer(actor=SYSTEM, community=community, person=a_person(name), since=SINCE, now=NOW)


def a_draft(organisation: Organisation, kind: ApplicationKind = ApplicationKind.RECOGNITION) -> Application:
    """Begun by the head of the station, with one paper."""
    head = a_member(Role.STATION_HEAD, organisation)
    application = recognition.draft(actor=head, kind=kind, station=organisation, now=NOW)
    recognition.attach(
        actor=head, application=application, version=1, material=Material.LICENCE, upload=a_picture(), now=NOW
    )
    return Application.objects.get(pk=application.pk)


def a_paper(organisation: Organisation) -> Attachment:
    """The paper of such a draft."""
    return Attachment.objects.get(application=a_draft(organisation))


def a_visit_photo(organisation: Organisation) -> VisitPhoto:
    """A photo of a visit to the station, which applied and was accepted."""
    application, head = a_complete_draft(organisation)
    county = application.county
    officers = [a_member(Role.COUNTY_OFFICER, county) for _ in range(2)]
    recognition.submit(actor=head, application=application, version=_version(application), now=NOW)
    recognition.accept(actor=officers[0], application=application, version=_version(application), now=NOW)
    first, second = (Person.objects.get(pk=officer.id) for officer in officers)
    recognition.schedule_visit(
        actor=officers[0],
        application=application,
        version=_version(application),
        scheduled_for=NOW + timedelta(days=1),
        visitors=(first, second),
        now=NOW,
    )
    recognition.record_visit(
        actor=officers[0],
        application=application,
        version=_version(application),
        held_on=(NOW + timedelta(days=1)).date(),
        result=VisitResult.PASSED,
        findings=findings(),
        now=NOW + timedelta(days=1),
    )
    visit = application.visits.get()
    return recognition.add_photo(
        actor=officers[0], visit=visit, upload=a_picture("门头.png"), caption="门头", now=NOW + timedelta(days=1)
    )


def a_complete_draft(organisation: Organisation) -> tuple[Application, Actor]:
    """Everything filled in and attached, ready to be handed in by this head."""
    head = a_member(Role.STATION_HEAD, organisation)
    application = recognition.draft(actor=head, kind=ApplicationKind.RECOGNITION, station=organisation, now=NOW)
    recognition.save(
        actor=head, application=application, version=1, values={**VALUES, "station_name": organisation.name}, now=NOW
    )
    for material in (Material.LICENCE, Material.LEGAL_IDENTITY, Material.PREMISES, Material.PLAN):
        recognition.attach(
            actor=head,
            application=application,
            version=_version(application),
            material=material,
            upload=a_picture(),
            now=NOW,
        )
    return Application.objects.get(pk=application.pk), head


VALUES: dict[str, object] = {
    "applicant_name": "丰泽人力资源服务有限公司",
    "legal_representative": "欧阳建国",
    "credit_code": "91350503MA2XN00006",
    "registered_address": "福建省泉州市丰泽区东海街道云谷路1号",
    "contact_phone": "0595-22345678",
    "station_kind": "station",
    "county_name": "丰泽区",
    "station_address": "福建省泉州市丰泽区宝珊路8号",
    "manager_name": "王㛃",
    "manager_identity_number": "350500199001010015",
    "floor_area": "86.50",
    "investment": "12.8",
    "posts_offered": "320",
    "people_placed": "145",
    "uses_platform": "yes",
}


def an_import(organisation: Organisation, content: bytes = b"", *, compared: bool = True) -> Import:
    """A workbook that a clerk of the station uploaded; of two good rows and a bad one unless another is given."""
    clerk = a_member(Role.STATION_STAFF, organisation)
    serial = next(_serial)
    rows = [a_worker_row(serial * 10), a_worker_row(serial * 10 + 1, 姓名="李四"), a_worker_row(0, 身份证号码="123")]
    batch = importing.upload(
        actor=clerk,
        station=organisation,
        upload=an_upload(content or a_book(workers=rows)),
        consent_notice="2026-1",
        agreed=True,
        now=timezone.now(),
    )
    return importing.compare(actor=clerk, batch=batch, now=timezone.now()) if compared else batch


def a_request(
    organisation: Organisation,
    kind: RequestKind = RequestKind.COPY,
    *,
    person: Person | None = None,
    now: datetime | None = None,
) -> Request:
    """Handed in online at the station by a worker who signed in again."""
    who = person or a_person("欧阳建国", f"139{next(_serial):08d}")
    item = {"item": "手机号", "value": "13900139000"} if kind is RequestKind.CORRECTION else {}
    return hand_in(
        actor=a_member(Role.WORKER, person=who),
        person=who,
        kind=kind,
        organisation=organisation,
        channel=ConsentChannel.ONLINE,
        identity_check=IdentityCheck.SIGNED_IN_AGAIN,
        now=now or timezone.now(),
        **item,
    )


def _version(application: Application) -> int:
    return Application.objects.get(pk=application.pk).version


def a_busy_station() -> SimpleNamespace:
    """A station in the middle of its work: `head`, `clerk`, `station`, and in `keys` what the addresses of its pages name."""
    city = a_city()
    station = _filled(a_file(city.station, is_open=True))
    head, clerk = a_head_of(station), a_member(Role.STATION_STAFF, city.station, a_person("待岗的林小燕"))
    first, second = a_worker_at(station, "林志强"), a_worker_at(station, "欧阳若兰", full_time=False)
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    for offset in range(-7, 12):
        day = monday + timedelta(days=offset)
        if day.weekday() < 5 and offset % 4:
            a_shift(station, first, day)
    shift = a_shift(station, second, today + timedelta(days=1))
    officer = an_officer(station)
    lonely = a_community("云谷社区", "350503001")
    actions.serve(actor=SYSTEM, station=station, community=lonely, since=SINCE, now=NOW)
    photo = a_visit_photo(city.station)
    batch = an_import(city.station)
    waiting = an_import(city.station, compared=False)
    person = a_person("欧阳建国", "13800138000")
    asked = take_up(
        actor=clerk, request=a_request(city.station, RequestKind.CORRECTION, person=person), now=timezone.now()
    )
    a_request(city.station, RequestKind.ERASURE)
    for applied in ("12", "3"):
        notify(
            person_id=head.id,
            kind=KINDS[0].code,
            words={"applied": applied, "conflicts": "1"},
            link="/work/imports/",
            now=timezone.now(),
        )
    draft = recognition.draft(actor=head, kind=ApplicationKind.CHANGE, station=city.station, now=NOW)
    recognition.save(
        actor=head, application=draft, version=1, values={"change": "place", "grounds": "原址拆迁"}, now=NOW
    )
    keys = {
        "station": station.pk,
        "post": StaffPost.objects.get(person=first).pk,
        "shift": shift.pk,
        "officer": officer.pk,
        "visited": photo.visit.application_id,
        "draft": draft.pk,
        "batch": batch.pk,
        "waiting": waiting.pk,
        "request": asked.pk,
    }
    return SimpleNamespace(city=city, station=station, head=head, clerk=clerk, keys=keys)


def worked(batch: Import) -> None:
    """What the worker does after an upload."""
    now = timezone.now()
    importing.compare(actor=acting(batch, now=now), batch=batch, now=now)


def finish(batch: Import) -> None:
    """What the worker does after the confirmation."""
    importing.apply_all(batch_id=batch.pk, now=timezone.now())


def _filled(station: Station) -> Station:
    station.sign_name, station.street = "泉州市丰泽区零工驿站", "350503001"
    station.address, station.directions = "宝珊路8号云谷小区一楼", "公交3路到云谷站，往东50米"
    station.area, station.shared_with = Decimal("86.50"), "none"
    station.zones, station.facilities = ["counter", "recruiting"], ["desk", "seats", "water", "charging", "computer"]
    station.services, station.rules, station.displays = ["job_introduction", "guidance"], ["duties"], ["sign", "hours"]
    station.manager_name, station.service_phone = "黄晓梅", "0595-22345678"
    station.manager_phone = "13800000001"
    station.longitude = station.given_longitude = Decimal("118.675700")
    station.latitude = station.given_latitude = Decimal("24.874100")
    station.datum = Datum.WGS84
    station.save()
    return station
