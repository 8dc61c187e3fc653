"""Who may apply, receive, visit and decide. What is not in an actor's area is not there for him: that is scope, not policy."""

from datetime import date
from uuid import UUID

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Membership
from yizhan.floor.accounts.queries import in_force
from yizhan.floor.accounts.states import Role
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.kernel.errors import Refusal
from yizhan.network.recognition.models import Application
from yizhan.network.recognition.states import ApplicationState

APPLICANT_ROLES = (Role.OPERATOR_STAFF, Role.STATION_HEAD)
READERS = (*APPLICANT_ROLES, Role.STATION_STAFF, Role.COUNTY_OFFICER, Role.CITY_OFFICER)
BUREAUS = (Role.COUNTY_OFFICER, Role.CITY_OFFICER)


def may_apply(actor: Actor) -> bool:
    """Operators and heads of stations apply, for their own organisation."""
    return actor.role in APPLICANT_ROLES and actor.organisation_id is not None


def is_applicant(actor: Actor, application: Application) -> bool:
    """Whether he may act for the applicant."""
    return may_apply(actor) and actor.organisation_id == application.applicant_id


def receives(actor: Actor, application: Application) -> bool:
    """Whether he is an officer of the county that the application goes to."""
    return actor.role is Role.COUNTY_OFFICER and actor.organisation_id == application.county_id


def require_apply(actor: Actor) -> UUID:
    """The organisation that he applies for. Refusal for whoever cannot apply at all."""
    if not may_apply(actor) or actor.organisation_id is None:
        raise Refusal("只有运营单位人员或站长可以提出申请", "only operators and heads of stations apply")
    return actor.organisation_id


def require_applicant(actor: Actor, application: Application) -> None:
    """Refusal for all but the applicant's own people."""
    if not is_applicant(actor, application):
        raise Refusal("只有申请单位的运营人员或站长可以办理", "only the applicant's people do this")


def require_county(actor: Actor, application: Application) -> None:
    """Refusal for all but officers of the county concerned. 泉州方案二（二）: 所在地人社部门."""
    if not receives(actor, application):
        raise Refusal("只有所在地县（市、区）人社部门可以办理", "only the bureau of that county does this")


def require_supervisor(actor: Actor, station: Organisation) -> None:
    """Refusal for all but officers of the station's county."""
    if actor.role is not Role.COUNTY_OFFICER or actor.organisation_id != station.parent_id:
        raise Refusal("只有所在地县（市、区）人社部门可以办理", "only the bureau of that county does this")


def require_no_interest(actor: Actor, application: Application, on: date) -> None:
    """Refusal for an officer who also belongs to the applicant or the station (惯例，待核实：回避)."""
    organisations = [pk for pk in (application.applicant_id, application.station_id, application.new_operator_id) if pk]
    if Membership.objects.filter(in_force(on), person_id=actor.id, organisation_id__in=organisations).exists():
        raise Refusal("您同时在申请单位任职，应当回避，请由其他工作人员办理", "an officer with an interest stands back")


def require_visitors(application: Application, visitors: tuple[UUID, UUID], on: date) -> None:
    """Two different officers of the county, neither with an interest (惯例，待核实：2名以上工作人员)."""
    if visitors[0] == visitors[1]:
        raise Refusal("现场核查应有2名以上工作人员", "two different officers visit", field="second_visitor")
    held = Membership.objects.filter(
        in_force(on), role=Role.COUNTY_OFFICER, organisation=application.county_id, person_id__in=visitors
    )
    if held.values("person_id").distinct().count() != 2:
        raise Refusal(
            "核查人员应为本县（市、区）人社部门在岗人员", "visitors are officers of the county", field="first_visitor"
        )
    organisations = [pk for pk in (application.applicant_id, application.station_id) if pk]
    if Membership.objects.filter(in_force(on), person_id__in=visitors, organisation_id__in=organisations).exists():
        raise Refusal("核查人员同时在申请单位任职，应当回避", "a visitor has an interest", field="first_visitor")


def require_open_county(county: Organisation, on: date) -> None:
    """Refusal when the bureau is not one, or is closed."""
    if county.kind != OrganisationKind.COUNTY_BUREAU:
        raise Refusal("请选择所属县（市、区）人社部门", "choose a county bureau", field="county")
    if county.closed_on is not None and county.closed_on <= on:
        raise Refusal("所选县（市、区）人社部门已撤销，请联系市级人社部门", "that bureau is closed", field="county")


def require_own_station(actor: Actor, station: Organisation, on: date) -> None:
    """Refusal for a station that the applicant does not run (now), or that is closed."""
    if station.kind != OrganisationKind.STATION:
        raise Refusal("请选择驿站", "choose a station", field="station")
    if actor.organisation_id not in (station.id, station.operator_id):
        raise Refusal("该驿站不由本单位运营", "the applicant does not run this station", field="station")
    if station.closed_on is not None and station.closed_on <= on:
        raise Refusal("该驿站已撤销", "this station is closed", field="station")


def still_runs(application: Application) -> bool:
    """Whether the applicant is still the station or its operator. True where there is no station yet."""
    station = application.station
    return station is None or application.applicant_id in (station.id, station.operator_id)


def require_still_runs(application: Application) -> None:
    """Refusal when the operator changed while the application was under way."""
    if not still_runs(application):
        raise Refusal(
            "驿站的运营单位已变更，请由现运营单位重新申请", "the station has another operator now: it applies anew"
        )


def require_two_pairs_of_eyes(actor: Actor, accepted_by: UUID | None) -> None:
    """Without a visit the decider is not the one who accepted (惯例，待核实)."""
    if accepted_by == actor.id:
        raise Refusal("受理和审批应由不同的工作人员办理", "who accepted does not decide", field="result")


def require_editable(application: Application) -> None:
    """Refusal once it is submitted."""
    if application.state not in (ApplicationState.DRAFT, ApplicationState.RETURNED):
        raise Refusal(
            f"申请现为「{application.get_state_display()}」，不能修改；确需修改的，请先撤回或联系经办人员退回",
            "a submitted application is not edited",
        )
