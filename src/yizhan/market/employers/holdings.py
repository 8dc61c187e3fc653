"""What this app holds about persons: residents who hire, and agents."""

from datetime import datetime
from uuid import UUID

from yizhan.floor.privacy.holdings import Holding, Outcome
from yizhan.floor.privacy.sealed import SystemPurpose
from yizhan.market.employers.models import Employer, Mandate
from yizhan.market.employers.states import EmployerState, MandateState
from yizhan.market.employers.verbs import VIEWED

_BASIS = "用工登记和服务台账至少保存二年，诉讼时效三年（人力资源市场暂行条例第三十三条，待核实），期间限制使用"
ERASED_NAME = "（已删除）"


def _copy_resident(person_id: UUID) -> list[dict[str, str]]:
    return [
        {
            "姓名": row.legal_name,
            "身份证号码": "" if row.identity_number is None else row.identity_number.open_for(SystemPurpose.DOCUMENT),
            "联系人": row.contact_name,
            "联系电话": "" if row.contact_phone is None else row.contact_phone.open_for(SystemPurpose.NOTICE),
            "地址": "" if row.address is None else row.address.open_for(SystemPurpose.DOCUMENT),
            "状态": row.get_state_display(),
            "登记次数": str(row.registrations.count()),
        }
        for row in Employer.objects.filter(person_id=person_id)
    ]


def _erase_resident(person_id: UUID, now: datetime) -> Outcome:
    """What identifies the resident is blanked; the bare registrations stay, for they were counted."""
    rows = list(Employer.objects.select_for_update().filter(person_id=person_id).exclude(legal_name=ERASED_NAME))
    for row in rows:
        row.identity_number, row.identity_digest = None, None
        row.contact_phone, row.phone_digest, row.phone_tail_digest = None, None, None
        row.address, row.contact_name, row.legal_name, row.search_tokens = None, "", ERASED_NAME, []
        row.business = ""
        if row.state != EmployerState.MERGED:
            row.state = EmployerState.CLOSED
        row.version, row.updated_at = row.version + 1, now
        row.save()
    return Outcome(erased=len(rows), restricted=0, basis="")


def _copy_mandates(person_id: UUID) -> list[dict[str, str]]:
    rows = Mandate.objects.select_related("employer").filter(person_id=person_id).order_by("since", "pk")
    return [
        {
            "用工主体": row.employer.legal_name,
            "开始": row.since.isoformat(),
            "结束": "" if row.until is None else row.until.isoformat(),
            "状态": row.get_state_display(),
        }
        for row in rows
    ]


def _erase_mandates(person_id: UUID, now: datetime) -> Outcome:
    """They prove who acted for an employer and are kept, ended."""
    rows = Mandate.objects.filter(person_id=person_id)
    rows.filter(state=MandateState.ACTIVE).update(state=MandateState.ENDED, ended_at=now)
    kept = rows.count()
    return Outcome(erased=0, restricted=kept, basis=_BASIS if kept else "")


HOLDINGS = (
    Holding("employers.resident", "居民用工档案", _copy_resident, _erase_resident),
    Holding("employers.mandate", "经办人委托记录", _copy_mandates, _erase_mandates),
)
LOOKS = (VIEWED.code,)
