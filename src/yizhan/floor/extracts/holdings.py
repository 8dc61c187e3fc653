"""What this app holds about persons: which exports they asked for and released. And by which act others see a person's data."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from yizhan.floor.extracts.models import Extract
from yizhan.floor.extracts.registers import REGISTERS
from yizhan.floor.extracts.verbs import REVEAL
from yizhan.floor.privacy.holdings import Holding, Outcome
from yizhan.kernel.clock import SHANGHAI

LOOKS = (REVEAL.code,)
_BASIS = "导出的申请和批准记录自办结起保存3年（个人信息保护法第五十五条、第五十六条）"


def _about(person_id: UUID) -> Q:
    return Q(asked_by_id=person_id) | Q(decided_by_id=person_id)


def _copy(person_id: UUID) -> list[dict[str, str]]:
    found = Extract.objects.filter(_about(person_id)).select_related("extent").order_by("asked_at", "id")
    return [
        {
            "名册": REGISTERS[each.register].label_zh if each.register in REGISTERS else each.register,
            "范围": each.extent.name,
            "身份": "申请人" if each.asked_by_id == person_id else "批准人",
            "用途": each.reason,
            "审批意见": each.decision,
            "状态": each.get_state_display(),
            "申请时间": each.asked_at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M"),
        }
        for each in found
    ]


def _erase(person_id: UUID, now: datetime) -> Outcome:
    """They prove who took what out of the system and are kept; of the person only the empty account is left in them."""
    kept = Extract.objects.filter(_about(person_id)).count()
    return Outcome(erased=0, restricted=kept, basis=_BASIS if kept else "")


HOLDINGS = (Holding("extracts.extract", "名册导出申请", _copy, _erase),)
