"""What this app holds about persons who have an account: what they drafted, visited and decided. 个人信息保护法第四十五、四十七条."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from yizhan.floor.privacy.holdings import Holding, Outcome
from yizhan.floor.privacy.sealed import Sealed, SystemPurpose
from yizhan.kernel.clock import SHANGHAI
from yizhan.network.recognition.models import Application, SiteVisit, Step
from yizhan.network.recognition.states import ApplicationState

_BASIS = "认定档案保存至驿站撤销后3年（诉讼时效三年，待核实），仅用于证明办理过程"
_NEVER_SUBMITTED = Q(submitted_at__isnull=True, state=ApplicationState.WITHDRAWN)


def _drafted(person_id: UUID) -> "QuerySet[Application]":
    return Application.objects.filter(created_by_id=person_id).select_related("county").order_by("created_at", "pk")


def _copy_applications(person_id: UUID) -> list[dict[str, str]]:
    return [
        {
            "申请编号": application.number,
            "事项": application.get_kind_display(),
            "状态": application.get_state_display(),
            "申请单位": application.applicant_name,
            "法人代表或负责人": application.legal_representative,
            "联系电话": _opened(application.contact_phone),
            "零工市场（驿站）名称": application.station_name,
            "负责人姓名": application.manager_name,
            "负责人身份证号码": _opened(application.manager_identity_number),
            "起草时间": _moment(application.created_at),
        }
        for application in _drafted(person_id)
    ]


def _erase_applications(person_id: UUID, now: datetime) -> Outcome:
    """Discarded drafts are blanked; what was handed in is kept for the file."""
    discarded = _drafted(person_id).filter(_NEVER_SUBMITTED)
    held = Q(contact_phone__isnull=False) | Q(manager_identity_number__isnull=False) | ~Q(manager_name="")
    erased = discarded.filter(held | ~Q(legal_representative="")).update(
        contact_phone=None, manager_identity_number=None, manager_name="", legal_representative=""
    )
    kept = _drafted(person_id).exclude(_NEVER_SUBMITTED).count()
    return Outcome(erased=erased, restricted=kept, basis=_BASIS if kept else "")


def _copy_work(person_id: UUID) -> list[dict[str, str]]:
    steps = Step.objects.filter(person_id=person_id).select_related("application__county").order_by("at", "pk")
    done = [
        {"时间": _moment(step.at), "申请编号": step.application.number, "办理": step.get_target_display()}
        for step in steps
    ]
    visits = SiteVisit.objects.filter(Q(first_visitor=person_id) | Q(second_visitor=person_id))
    return done + [
        {"时间": _moment(visit.scheduled_for), "申请编号": visit.application.number, "办理": "参加现场核查"}
        for visit in visits.select_related("application__county").order_by("scheduled_for")
    ]


def _erase_work(person_id: UUID, now: datetime) -> Outcome:
    """Who did what stays: it names only the account, whose own name is erased where that is due."""
    steps = Step.objects.filter(person_id=person_id).count()
    visits = SiteVisit.objects.filter(Q(first_visitor=person_id) | Q(second_visitor=person_id)).count()
    return Outcome(erased=0, restricted=steps + visits, basis=_BASIS if steps + visits else "")


def _opened(value: "Sealed | str | None") -> str:
    return value.open_for(SystemPurpose.DOCUMENT) if isinstance(value, Sealed) else ""


def _moment(at: datetime) -> str:
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


HOLDINGS = (
    Holding("recognition.application", "起草的认定申请", _copy_applications, _erase_applications),
    Holding("recognition.work", "认定办理记录", _copy_work, _erase_work),
)
