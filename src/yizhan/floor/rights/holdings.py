"""What this app holds about persons: their requests, and the copies made for them."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from yizhan.floor.privacy.holdings import Holding, Outcome
from yizhan.floor.privacy.sealed import Sealed, SystemPurpose
from yizhan.floor.rights.models import Copy
from yizhan.floor.rights.queries import requests_about
from yizhan.floor.rights.states import RequestState
from yizhan.floor.rights.verbs import FETCH_COPY
from yizhan.kernel.clock import SHANGHAI

LOOKS = (FETCH_COPY.code,)
_BASIS = "请求的办理记录自办结起保存3年（个人信息保护法第五十五条、第五十六条）"


def _copy_requests(person_id: UUID) -> list[dict[str, str]]:
    return [
        {
            "请求": request.get_kind_display(),
            "项目": request.item,
            "希望更正为": _opened(request.value),
            "用途": request.get_purpose_display() if request.purpose else "",
            "说明": _opened(request.words),
            "状态": RequestState(request.state).label,
            "办理单位": request.organisation.name,
            "提交时间": _moment(request.handed_in_at),
            "办结时间": _moment(request.ended_at),
            "答复": _opened(request.answer),
        }
        for request in requests_about(person_id).select_related("organisation")
    ]


def _erase_requests(person_id: UUID, now: datetime) -> Outcome:
    """Words and values go; kind, times and who handled stay as proof. Other open requests end, for nothing is left to ask about."""
    records = requests_about(person_id)
    records.filter(ended_at=None).update(state=RequestState.WITHDRAWN, ended_at=now)
    blanked = records.filter(Q(value__isnull=False) | Q(words__isnull=False) | Q(answer__isnull=False))
    erased = blanked.update(value=None, words=None, answer=None)
    erased += Copy.objects.filter(person_id=person_id, content__isnull=False).update(content=None)
    kept = records.count()
    return Outcome(erased=erased, restricted=kept, basis=_BASIS if kept else "")


def _opened(value: Sealed | None) -> str:
    return "" if value is None else value.open_for(SystemPurpose.DOCUMENT)


def _moment(at: datetime | None) -> str:
    return "" if at is None else at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


HOLDINGS = (Holding("rights.request", "个人信息请求", _copy_requests, _erase_requests),)
