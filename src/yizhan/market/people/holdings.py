"""What this app holds about a person, how it is copied for him, and how it is erased."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Model

from yizhan.floor.privacy.holdings import Holding, Outcome
from yizhan.floor.privacy.sealed import Sealed, SystemPurpose
from yizhan.kernel.clock import SHANGHAI
from yizhan.market.people import availability
from yizhan.market.people.models import (
    Category,
    Certificate,
    Crew,
    CrewMember,
    Guardian,
    Registration,
    Skill,
    Wish,
    Worker,
)
from yizhan.market.people.states import PayForm, Sex, WorkerState, WorkKind
from yizhan.market.people.verbs import VIEWED

_BASIS = "登记记录（无姓名）保存至服务完成后3年（人力资源市场暂行条例第三十三条，待核实），仅用于统计和核查"
_OF_THE_FILE: tuple[type[Model], ...] = (Category, Skill, Certificate, Wish, Guardian, CrewMember)


def _copy_file(person_id: UUID) -> list[dict[str, str]]:
    return [
        {
            "证件类型": _label(worker.get_document_kind_display()),
            "证件号码": _opened(worker.document_number),
            "证件核验时间": _moment(worker.identity_checked_at),
            "性别": worker.get_sex_display(),
            "出生日期": _day(worker.birth_date),
            "户籍区划代码": worker.household_region,
            "文化程度": worker.get_education_display(),
            "以自己劳动收入为主要生活来源": "是" if worker.self_supporting else "",
            "住址": _opened(worker.address),
            "健康状况": _opened(worker.health),
            "困难情况": _opened(worker.hardship),
            "联系人": worker.contact_name,
            "联系电话": _opened(worker.contact_phone),
            "与本人关系": worker.contact_note,
            "居住地区划代码": worker.home_region,
            "住处位置（约1公里）": f"{worker.home_latitude}，{worker.home_longitude}"
            if worker.home_latitude is not None
            else "",
            "求职范围（公里）": str(worker.search_radius_km or ""),
            "档案状态": worker.get_state_display(),
            "建档时间": _moment(worker.created_at),
        }
        for worker in Worker.objects.filter(person_id=person_id)
    ]


def _copy_registrations(person_id: UUID) -> list[dict[str, str]]:
    found = Registration.objects.filter(worker__person_id=person_id).select_related("station").order_by("day", "kind")
    return [
        {
            "登记类型": row.get_kind_display(),
            "驿站": row.station.name,
            "登记日期": _day(row.day),
            "录入时间": _moment(row.entered_at),
            "方式": row.get_channel_display(),
            "有意愿灵活就业": "是" if row.willing else "否",
            "求职信息发布时间": _moment(row.published_at),
            "状态": row.get_state_display(),
        }
        for row in found
    ]


def _copy_abilities(person_id: UUID) -> list[dict[str, str]]:
    mine = {"worker__person_id": person_id}
    rows = [
        _ability("人员类别", row.get_kind_display(), f"{_day(row.since)}—{_day(row.until)}", _opened(row.detail))
        for row in Category.objects.filter(**mine).order_by("kind", "since")
    ]
    rows += [
        _ability("技能", row.trade, row.get_level_display()) for row in Skill.objects.filter(**mine).order_by("trade")
    ]
    rows += [
        _ability("证书", row.name, f"{_day(row.issued_on)}—{_day(row.expires_on)}", _opened(row.number))
        for row in Certificate.objects.filter(**mine).order_by("name", "id")
    ]
    rows += [
        _ability("监护人", row.name, _opened(row.phone))
        for row in Guardian.objects.filter(**mine).order_by("created_at")
    ]
    for wish in Wish.objects.filter(**mine):
        kinds = "、".join(WorkKind(kind).label for kind in wish.kinds)
        pay = (
            "" if wish.least_pay_fen is None else f"不低于{wish.least_pay_fen // 100}.{wish.least_pay_fen % 100:02d}元"
        )
        said = "；".join(part for part in (kinds, PayForm(wish.pay_form).label, pay) if part)
        rows.append(_ability("求职意愿", "、".join(wish.trades), said, availability.spoken(wish.availability)))
    return rows


def _copy_crews(person_id: UUID) -> list[dict[str, str]]:
    rows = [
        {"班组": crew.name, "身份": "带头人", "状态": "", "时间": _moment(crew.created_at)}
        for crew in Crew.objects.filter(leader__person_id=person_id).order_by("created_at")
    ]
    places = CrewMember.objects.filter(worker__person_id=person_id).select_related("crew").order_by("created_at")
    return rows + [
        {"班组": each.crew.name, "身份": "成员", "状态": each.get_state_display(), "时间": _moment(each.created_at)}
        for each in places
    ]


def _erase_file(person_id: UUID, now: datetime) -> Outcome:
    """Everything that tells who the person is, in the file and in those that were merged into it; the empty rows stay."""
    found = Worker.objects.select_for_update().exclude(state=WorkerState.ERASED)
    own = list(found.filter(person_id=person_id))
    files = [*own, *found.filter(merged_into__in=own)]
    erased = 0
    for worker in files:
        _blank(worker, now)
        for model in _OF_THE_FILE:
            gone, _ = model._default_manager.filter(worker=worker).delete()
            erased += gone
        for crew in Crew.objects.filter(leader=worker):
            crew.name, crew.closed_at = f"已删除-{str(crew.pk)[:8]}", crew.closed_at or now
            crew.save(update_fields=["name", "closed_at"])
    return Outcome(erased=erased + len(files), restricted=0, basis="")


def _erase_registrations(person_id: UUID, now: datetime) -> Outcome:
    """Kept as counts: when, where and for what, of an empty file."""
    kept = Registration.objects.filter(worker__person_id=person_id).count()
    return Outcome(erased=0, restricted=kept, basis=_BASIS if kept else "")


def _blank(worker: Worker, now: datetime) -> None:
    for name in ("document_kind", "document_number", "document_digest", "identity_checked_at", "identity_checked_by"):
        setattr(worker, name, None)
    for name in ("address", "health", "hardship", "contact_phone", "contact_digest", "birth_date"):
        setattr(worker, name, None)
    for name in ("home_latitude", "home_longitude", "search_radius_km", "merged_into"):
        setattr(worker, name, None)
    for name in ("household_region", "contact_name", "contact_note", "home_region"):
        setattr(worker, name, "")
    worker.sex, worker.education, worker.self_supporting, worker.tokens = Sex.UNKNOWN, "unknown", False, []
    worker.places = []
    worker.state, worker.updated_at, worker.version = (
        WorkerState.ERASED,
        max(now, worker.updated_at),
        worker.version + 1,
    )
    worker.save()


def _ability(kind: str, what: str, more: str = "", detail: str = "") -> dict[str, str]:
    return {"种类": kind, "内容": what, "说明": more, "详情": detail}


def _opened(value: Sealed | None) -> str:
    return "" if value is None else value.open_for(SystemPurpose.DOCUMENT)


def _label(text: str | None) -> str:
    return text or ""


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _moment(at: datetime | None) -> str:
    return "" if at is None else at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


HOLDINGS = (
    Holding("people.worker", "零工档案", _copy_file, _erase_file),
    Holding("people.registration", "登记记录", _copy_registrations, _erase_registrations),
    Holding("people.ability", "类别、技能、证书和意愿", _copy_abilities, lambda person_id, now: Outcome(0, 0, "")),
    Holding("people.crew", "班组", _copy_crews, lambda person_id, now: Outcome(0, 0, "")),
)
LOOKS = (VIEWED.code,)
