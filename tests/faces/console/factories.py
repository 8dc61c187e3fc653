"""What the console shows. Rows are written straight: rules are tried where they are made."""

from datetime import date, datetime
from uuid import UUID

from tests.faces.public.factories import an_open_station
from tests.floor.accounts.factories import NOW, a_member, a_person
from tests.market.employers.factories import an_employer
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Membership, Person
from yizhan.floor.accounts.states import Role
from yizhan.floor.extracts.models import Extract
from yizhan.floor.files import storage
from yizhan.floor.files.models import StoredFile
from yizhan.floor.files.states import FileKind, FilePurpose
from yizhan.floor.notices.models import Notice
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.outbox.models import Delivery, Event
from yizhan.floor.privacy.states import ConsentChannel
from yizhan.floor.rights.models import Request
from yizhan.floor.rights.states import IdentityCheck, RequestKind
from yizhan.market.employers.models import Blacklisting
from yizhan.market.employers.states import LAW, BlacklistReason, BlacklistState
from yizhan.network.recognition.materials import Material
from yizhan.network.recognition.models import Application, Attachment, Measure, SiteVisit, VisitPhoto
from yizhan.network.recognition.states import ApplicationKind, ApplicationState, MeasureKind
from yizhan.network.regions.models import Community
from yizhan.network.regions.states import CommunityKind
from yizhan.network.stations.models import ServiceArea, Station

# Counted by what is in the database, so that runs use the same few files again.
PREFIX = "c0" * 12
CONTENT = b"%PDF-1.4 sample"


def a_file(path: str = "", kind: FileKind = FileKind.PDF) -> StoredFile:
    """A stored file with bytes."""
    used = f"{PREFIX}{StoredFile.objects.filter(key__startswith=PREFIX).count():08x}"
    if not storage.path_of(used).exists():
        storage.write(used, CONTENT)
    size = {"width": 4, "height": 3, "perceptual_hash": "0" * 16, "difference_hash": "0" * 16}
    return StoredFile.objects.create(
        key=used,
        name="营业执照.pdf",
        purpose=FilePurpose.EVIDENCE,
        kind=kind,
        size=len(CONTENT),
        original_size=len(CONTENT),
        original_digest="0" * 64,
        stored_digest="0" * 64,
        organisation_path=path,
        uploaded_by=UUID(int=1),
        created_at=NOW,
        **(size if kind is FileKind.JPEG else {}),
    )


def an_application(
    station: Organisation, *, serial: int = 1, name: str = "泉州市丰泽区零工驿站", at: datetime = NOW
) -> Application:
    """Submitted by the station itself."""
    assert station.parent is not None
    return Application.objects.create(
        kind=ApplicationKind.RECOGNITION,
        county=station.parent,
        applicant=station,
        state=ApplicationState.SUBMITTED,
        year=2026,
        serial=serial,
        created_by=a_person(),
        created_at=at,
        submitted_at=at,
        station_name=f"{name}{serial}",
        station_kind="station",
        applicant_name="丰泽人力资源服务有限公司",
        contact_phone="0595-22345678",
        manager_name="王㛃",
        manager_identity_number="350500199001010015",
    )


def a_paper(application: Application) -> Attachment:
    """An attached licence."""
    return Attachment.objects.create(
        application=application,
        file=a_file(application.county.path),
        material=Material.LICENCE,
        added_by=application.created_by,
        added_at=NOW,
    )


def a_photo(application: Application) -> VisitPhoto:
    """A photo of a visit that is to be recorded."""
    visit = SiteVisit.objects.create(
        application=application,
        round=1,
        scheduled_for=NOW,
        first_visitor=a_person("陈一"),
        second_visitor=a_person("陈二"),
    )
    return VisitPhoto.objects.create(visit=visit, file=a_file(kind=FileKind.JPEG), caption="门头")


def a_measure(station: Organisation, due_on: date = date(2026, 12, 20)) -> Measure:
    """An open station that has to put something right."""
    file = Station.objects.filter(organisation=station).first() or an_open_station(station)
    return Measure.objects.create(
        station=file.organisation,
        kind=MeasureKind.RECTIFICATION,
        reason="未公示服务项目",
        demands="公示服务项目",
        clause="随州办法四（二）",
        due_on=due_on,
        ordered_by=a_person(),
        ordered_at=NOW,
    )


def an_area(station: Organisation) -> ServiceArea:
    """A community that the station serves."""
    file = Station.objects.filter(organisation=station).first() or an_open_station(station)
    community = Community.objects.create(
        name="东海社区", kind=CommunityKind.COMMUNITY, street_id=f"{station.region[:6]}001"
    )
    return ServiceArea.objects.create(station=file, community=community, since=date(2026, 1, 1))


def a_case(
    station: Organisation,
    *,
    state: BlacklistState = BlacklistState.PROPOSED,
    proposer: Person | None = None,
    at: datetime = NOW,
) -> Blacklisting:
    """Proposed by somebody of the station, before the bureau of its county."""
    bureau = station.parent
    assert bureau is not None
    employer = an_employer(a_member(Role.STATION_STAFF, station), station, legal_name="某某鞋业有限公司")
    return Blacklisting.objects.create(
        employer=employer,
        bureau=bureau,
        state=state,
        reason=BlacklistReason.WAGE_ARREARS,
        statement="拖欠12人工资",
        law=LAW[BlacklistReason.WAGE_ARREARS],
        evidence=a_file(bureau.path),
        proposed_by=proposer or a_person("陈提"),
        proposed_at=at,
    )


def a_request(station: Organisation, kind: RequestKind = RequestKind.COPY, *, at: datetime = NOW) -> Request:
    """Handed in online by a person who signed in again."""
    person = a_person("欧阳建国")
    return Request.objects.create(
        person=person,
        kind=kind,
        organisation=station,
        channel=ConsentChannel.ONLINE,
        identity_check=IdentityCheck.SIGNED_IN_AGAIN,
        identity_checked_by=person.id,
        handed_in_by=person.id,
        handed_in_at=at,
        due_on=date(2026, 12, 11),
        words="请给我一份副本",
    )


def an_extract(station: Organisation, *, asker: Person | None = None, at: datetime = NOW) -> Extract:
    """Asked for by somebody of the bureau of the station's county."""
    bureau = station.parent
    assert bureau is not None
    return Extract.objects.create(
        register="people.workers",
        organisation=bureau,
        extent=station,
        reason="核对社保补贴名单",
        asked_by=asker or a_person("陈申请"),
        asked_at=at,
    )


def a_delivery(number: int = 1) -> Delivery:
    """Given up after several attempts."""
    event = Event.objects.create(name="people.worker.registered", ids={"worker": str(UUID(int=number))}, at=NOW)
    return Delivery.objects.create(
        event=event,
        consumer=f"notices.told_{number}",
        due_at=NOW,
        given_up_at=NOW,
        attempts=9,
        last_error="ConnectionError",
    )


def a_notice(person_id: UUID, key: str = "1") -> Notice:
    """In the inbox."""
    return Notice.objects.create(
        person_id=person_id,
        kind="recognition.application.submitted",
        key=key,
        title="收到一件申请",
        text="丰泽人力资源公司提交了认定申请。",
        in_inbox=True,
        created_at=NOW,
    )


def a_clerk(station: Organisation, name: str = "林志强") -> Membership:
    """Staff of a station, with an account."""
    actor: Actor = a_member(Role.STATION_STAFF, station, a_person(name))
    return Membership.objects.get(pk=actor.membership_id)
