"""What this app holds about persons: their posts, shifts and offices. Kept as the proof of an assessment; nothing is blanked."""

from datetime import datetime
from uuid import UUID

from yizhan.floor.privacy.holdings import Holding, Outcome
from yizhan.kernel.clock import SHANGHAI
from yizhan.network.stations.models import DutyShift, EmploymentOfficer, StaffPost

_BASIS = "考核年度结束后保存3年（考核和经费拨付的依据，海口考核标准1、4，沙县办法三2（5））"


def _copy_posts(person_id: UUID) -> list[dict[str, str]]:
    found = StaffPost.objects.filter(person_id=person_id).select_related("station__organisation").order_by("since")
    return [
        {
            "驿站": post.station.organisation.name,
            "专职": "是" if post.full_time else "否",
            "站长": "是" if post.head else "否",
            "开始日期": post.since.isoformat(),
            "结束日期": "" if post.until is None else post.until.isoformat(),
        }
        for post in found
    ]


def _copy_shifts(person_id: UUID) -> list[dict[str, str]]:
    found = DutyShift.objects.filter(person_id=person_id).select_related("station__organisation").order_by("begins")
    return [
        {"驿站": shift.station.organisation.name, "开始": _moment(shift.begins), "结束": _moment(shift.ends)}
        for shift in found
    ]


def _copy_offices(person_id: UUID) -> list[dict[str, str]]:
    found = EmploymentOfficer.objects.filter(person_id=person_id).select_related("community").order_by("since")
    return [
        {
            "社区（村）": officer.community.name,
            "开始日期": officer.since.isoformat(),
            "结束日期": "" if officer.until is None else officer.until.isoformat(),
        }
        for officer in found
    ]


def _kept(rows: int) -> Outcome:
    return Outcome(erased=0, restricted=rows, basis=_BASIS if rows else "")


def _keep_posts(person_id: UUID, now: datetime) -> Outcome:
    return _kept(StaffPost.objects.filter(person_id=person_id).count())


def _erase_shifts(person_id: UUID, now: datetime) -> Outcome:
    """Shifts that have not begun are taken off; the others are the proof of an assessment."""
    shifts = DutyShift.objects.filter(person_id=person_id)
    removed, _ = shifts.filter(begins__gt=now).delete()
    kept = shifts.count()
    return Outcome(erased=removed, restricted=kept, basis=_BASIS if kept else "")


def _keep_offices(person_id: UUID, now: datetime) -> Outcome:
    return _kept(EmploymentOfficer.objects.filter(person_id=person_id).count())


def _moment(at: datetime) -> str:
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


HOLDINGS = (
    Holding("stations.post", "驿站岗位", _copy_posts, _keep_posts),
    Holding("stations.shift", "值班记录", _copy_shifts, _erase_shifts),
    Holding("stations.officer", "就业服务专员", _copy_offices, _keep_offices),
)
