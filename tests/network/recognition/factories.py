"""Applications at every step, in the small city of the accounts' factories."""

from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.floor.accounts.factories import NOW, a_city, a_member
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.states import Role
from yizhan.network.recognition import actions
from yizhan.network.recognition.clauses import CHECKS
from yizhan.network.recognition.materials import required
from yizhan.network.recognition.models import Application
from yizhan.network.recognition.states import ApplicationKind, DecisionResult, VisitResult, needs_visit
from yizhan.network.stations.models import Station
from yizhan.network.stations.states import Setting, StationKind, StationState, Tier

LATER = NOW + timedelta(days=3)
VALUES: dict[str, object] = {
    "applicant_name": "丰泽人力资源服务有限公司",
    "legal_representative": "欧阳建国",
    "credit_code": "91350503MA2XN00006",
    "registered_address": "福建省泉州市丰泽区东海街道云谷路1号",
    "contact_phone": "0595-22345678",
    "station_name": "泉州市丰泽区零工驿站（东海）",
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


def a_scene() -> SimpleNamespace:
    """The city with a planned station's file, and its people: operator, head, staff, three officers, the other county, the city."""
    city = a_city()
    city.file = a_file(city.station)
    city.applicant = a_member(Role.OPERATOR_STAFF, city.operator)
    city.head = a_member(Role.STATION_HEAD, city.station)
    city.clerk = a_member(Role.STATION_STAFF, city.station)
    city.sister_head = a_member(Role.STATION_HEAD, city.sister)
    city.officer = a_member(Role.COUNTY_OFFICER, city.county)
    city.second = a_member(Role.COUNTY_OFFICER, city.county)
    city.third = a_member(Role.COUNTY_OFFICER, city.county)
    city.foreign = a_member(Role.COUNTY_OFFICER, city.county2)
    city.mayor = a_member(Role.CITY_OFFICER, city.city)
    city.panel = a_member(Role.PANEL_MEMBER, city.county)
    return city


def a_file(station: object, state: StationState = StationState.PLANNED) -> Station:
    """The file of a station organisation, in a state."""
    days = {} if state is StationState.PLANNED else {"recognised_on": NOW.date()}
    if state in (StationState.OPEN, StationState.SUSPENDED):
        days["opened_on"] = NOW.date()
    return Station.objects.create(
        organisation=station,
        kind=StationKind.STATION,
        tier=Tier.STREET,
        setting=Setting.URBAN,
        state=state,
        created_at=NOW,
        **days,
    )


def a_picture(name: str = "材料.png", shade: int = 200) -> SimpleUploadedFile:
    """A small picture."""
    made = BytesIO()
    Image.new("RGB", (64, 48), (shade, 120, 90)).save(made, "PNG")
    return SimpleUploadedFile(name, made.getvalue(), content_type="image/png")


def drafted(
    scene: SimpleNamespace, kind: ApplicationKind = ApplicationKind.RECOGNITION, **values: object
) -> Application:
    """A complete draft for the scene's station, with its papers."""
    application = actions.draft(actor=scene.applicant, kind=kind, station=scene.station, now=NOW)
    given = {**VALUES, **values} if kind is ApplicationKind.RECOGNITION else values
    if given:
        saved = actions.save(actor=scene.applicant, application=application, version=1, values=given, now=NOW)
        assert saved.refused == {}
        application = saved.application
    for material in required(kind, application.change):
        actions.attach(
            actor=scene.applicant,
            application=application,
            version=version(application),
            material=material,
            upload=a_picture(),
            now=NOW,
        )
    return fresh(application)


def submitted(
    scene: SimpleNamespace, kind: ApplicationKind = ApplicationKind.RECOGNITION, **values: object
) -> Application:
    """The same, handed in."""
    application = drafted(scene, kind, **values)
    return actions.submit(actor=scene.applicant, application=application, version=application.version, now=NOW)


def accepted(
    scene: SimpleNamespace, kind: ApplicationKind = ApplicationKind.RECOGNITION, **values: object
) -> Application:
    """The same, taken up by the first officer."""
    application = submitted(scene, kind, **values)
    return actions.accept(actor=scene.officer, application=application, version=application.version, now=NOW)


def scheduled(scene: SimpleNamespace, **values: object) -> Application:
    """The same, with a visit of the first two officers ahead."""
    application = accepted(scene, **values)
    actions.schedule_visit(
        actor=scene.officer,
        application=application,
        version=application.version,
        scheduled_for=NOW + timedelta(days=2),
        visitors=(person(scene.officer), person(scene.second)),
        now=NOW,
    )
    return fresh(application)


def visited(
    scene: SimpleNamespace, *, area: str = "86", result: VisitResult = VisitResult.PASSED, **values: object
) -> Application:
    """The same, with everything found met."""
    application = scheduled(scene, **values)
    actions.record_visit(
        actor=scene.second,
        application=application,
        version=application.version,
        held_on=LATER.date(),
        result=result,
        findings=findings(area),
        notes="门口标识未装" if result is VisitResult.FAILED else "",
        now=LATER,
    )
    return fresh(application)


def findings(area: str = "86", staff: str = "2") -> list[actions.Found]:
    """Every check met, with these numbers."""
    numbers = {"service_area": area, "staff": staff}
    return [actions.Found(code, numbers.get(code, "已查看"), True) for code in CHECKS]


def approved(
    scene: SimpleNamespace, kind: ApplicationKind = ApplicationKind.RECOGNITION, **values: object
) -> Application:
    """The same, approved by the third officer."""
    change = str(values.get("change", ""))
    application = visited(scene, **values) if needs_visit(kind, change) else accepted(scene, kind, **values)
    return actions.decide(
        actor=scene.third,
        application=application,
        version=application.version,
        result=DecisionResult.APPROVED,
        now=LATER,
    )


def fresh(application: Application) -> Application:
    """The row as it is stored."""
    return Application.objects.get(pk=application.pk)


def version(application: Application) -> int:
    """The version as it is stored."""
    return fresh(application).version


def person(actor: Actor) -> Person:
    """The person behind an actor."""
    return Person.objects.get(pk=actor.id)
