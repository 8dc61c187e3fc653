"""What the county does: return, accept, visit, decide, publicise, open."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Person
from yizhan.floor.files.actions import store
from yizhan.floor.files.states import PICTURES, FilePurpose
from yizhan.floor.organisations.models import Organisation
from yizhan.kernel.errors import Refusal
from yizhan.network.recognition import policy
from yizhan.network.recognition.clauses import CHECKS, Check
from yizhan.network.recognition.models import Application, SiteVisit, VisitFinding, VisitPhoto
from yizhan.network.recognition.moving import audit, day_of, locked, move, said, tell, written
from yizhan.network.recognition.states import ApplicationState, VisitResult, needs_visit
from yizhan.network.recognition.verbs import ACCEPTED, LINKED, PHOTO_ADDED, RETURNED, VISIT_RECORDED, VISIT_SCHEDULED

MOST_PHOTOS = 30
_WIDE = str.maketrans("０１２３４５６７８９．", "0123456789.")
_MEASURED = re.compile(r"[0-9]{1,6}(\.[0-9]{1,2})?")
_LATEST_VISIT = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Found:
    """One row as it was found. `found` is a number where the check has one; `met` is then computed and may be left None."""

    check_code: str
    found: str = ""
    met: bool | None = None
    note: str = ""


@transaction.atomic
def return_for_supplement(
    *, actor: Actor, application: Application, version: int, note: str, now: datetime
) -> Application:
    """Gives it back with the whole list of what is to be supplied. The applicant may edit again; the number stays."""
    held = _received(actor, application, version, now)
    told = said(note, label="需要补正的内容", field="note", longest=1000)
    move(held, ApplicationState.RETURNED, actor=actor, now=now, note=told)
    tell(held, "returned", now=now)
    audit(RETURNED, held, actor=actor, now=now, reason=told[:500])
    return held


@transaction.atomic
def accept(*, actor: Actor, application: Application, version: int, now: datetime) -> Application:
    """Takes it up for review."""
    held = _received(actor, application, version, now)
    policy.require_still_runs(held)
    held.accepted_at = now
    move(held, ApplicationState.ACCEPTED, actor=actor, now=now, fields=("accepted_at",))
    tell(held, "accepted", now=now)
    audit(ACCEPTED, held, actor=actor, now=now)
    return held


@transaction.atomic
def link_station(
    *, actor: Actor, application: Application, version: int, station: Organisation, now: datetime
) -> Application:
    """Names the registered station that a recognition is about, where it was drafted without one. Refuses another county's."""
    held = _received(actor, application, version, now)
    if held.station_id is not None:
        raise Refusal("申请已关联驿站", "a station is named already", field="station")
    if station.parent_id != held.county_id:
        raise Refusal("该驿站不属于本县（市、区）", "that station is in another county", field="station")
    if held.applicant_id not in (station.id, station.operator_id):
        raise Refusal(
            "该驿站的运营单位不是申请单位，请先指定运营单位", "the applicant does not run it", field="station"
        )
    held.station = station
    written(held, "station")
    audit(LINKED, held, actor=actor, now=now, body={"station": str(station.pk)})
    return held


@transaction.atomic
def schedule_visit(
    *,
    actor: Actor,
    application: Application,
    version: int,
    scheduled_for: datetime,
    visitors: tuple[Person, Person],
    experts: str = "",
    now: datetime,
) -> SiteVisit:
    """Names time and two officers, and experts where there are any. Again, before the visit is held, names others.

    Refuses a time in the past or more than a year ahead, and visitors who are not two officers of the county without interest.
    """
    held = _received(actor, application, version, now)
    _require_visitable(held)
    if scheduled_for.tzinfo is None or not now <= scheduled_for <= now + _LATEST_VISIT:
        raise Refusal("核查时间应在今后一年内", "the visit is ahead, within a year", field="scheduled_for")
    policy.require_visitors(held, (visitors[0].pk, visitors[1].pk), day_of(now))
    visit = SiteVisit.objects.filter(application=held, held_on__isnull=True).first()
    if visit is None:
        visit = SiteVisit(application=held, round=held.visits.count() + 1)
    visit.scheduled_for, visit.first_visitor, visit.second_visitor = scheduled_for, *visitors
    visit.experts = said(experts, label="专家", field="experts", longest=200, needed=False)
    visit.save()
    if held.state == ApplicationState.VISIT_SCHEDULED:
        written(held)
    else:
        move(held, ApplicationState.VISIT_SCHEDULED, actor=actor, now=now)
    tell(held, "visit_scheduled", now=now)
    audit(VISIT_SCHEDULED, held, actor=actor, now=now, body={"visit": str(visit.pk), "round": visit.round})
    return visit


@transaction.atomic
def record_visit(
    *,
    actor: Actor,
    application: Application,
    version: int,
    held_on: date,
    result: VisitResult,
    findings: Sequence[Found],
    notes: str = "",
    now: datetime,
) -> SiteVisit:
    """Enters what was found, row by row beside what was claimed. One of the visitors does it.

    Numbers are compared with the source's: a visit is not passed while one of them is missed or was not measured.
    """
    held = _received(actor, application, version, now)
    visit = SiteVisit.objects.select_for_update().filter(application=held, held_on__isnull=True).first()
    if visit is None:
        raise Refusal("没有待记录的现场核查", "no visit is pending")
    if actor.id not in (visit.first_visitor_id, visit.second_visitor_id):
        raise Refusal("现场核查由参加核查的人员记录", "a visitor records the visit")
    if held.accepted_at is not None and not day_of(held.accepted_at) <= held_on <= day_of(now):
        raise Refusal(
            "核查日期应在受理之后、今天以前（含今天）", "the visit was between acceptance and today", field="held_on"
        )
    rows = _rows(held, visit, findings)
    _require_numbers(held, rows, result)
    visit.held_on, visit.result = held_on, result
    visit.notes = said(notes, label="核查说明", field="notes", longest=1000, needed=result is VisitResult.FAILED)
    visit.recorded_by_id, visit.recorded_at = actor.id, now
    visit.save()
    VisitFinding.objects.bulk_create(rows)
    held.visited_at = now
    move(held, ApplicationState.VISITED, actor=actor, now=now, fields=("visited_at",))
    tell(held, "visited", now=now)
    audit(VISIT_RECORDED, held, actor=actor, now=now, body={"visit": str(visit.pk), "result": result.value})
    return visit


@transaction.atomic
def add_photo(
    *, actor: Actor, visit: SiteVisit, upload: "UploadedFile[bytes]", caption: str = "", now: datetime
) -> VisitPhoto:
    """Adds a photo of a visit, before the decision. One of the visitors does it."""
    held = locked(actor, visit.application_id, _version(visit))
    policy.require_county(actor, held)
    if held.state not in (ApplicationState.VISIT_SCHEDULED, ApplicationState.VISITED):
        raise Refusal("审批后不能再补照片", "no photo is added after the decision", field="upload")
    if actor.id not in (visit.first_visitor_id, visit.second_visitor_id):
        raise Refusal("照片由参加核查的人员上传", "a visitor adds photos", field="upload")
    if visit.photos.count() >= MOST_PHOTOS:
        raise Refusal(f"最多上传{MOST_PHOTOS}张照片", f"at most {MOST_PHOTOS} photos", field="upload")
    path = held.station.path if held.station is not None else held.county.path
    file = store(actor=actor, upload=upload, purpose=FilePurpose.EVIDENCE, organisation_path=path, now=now)
    if file.kind not in PICTURES:
        raise Refusal("请上传照片", "photos only", field="upload")
    told = said(caption, label="照片说明", field="caption", longest=60, needed=False)
    photo = VisitPhoto.objects.create(visit=visit, file=file, caption=told)
    audit(PHOTO_ADDED, held, actor=actor, now=now, body={"visit": str(visit.pk), "photo": str(photo.pk)})
    return photo


def _received(actor: Actor, application: Application, version: int, now: datetime) -> Application:
    held = locked(actor, application.pk, version)
    policy.require_county(actor, held)
    policy.require_no_interest(actor, held, day_of(now))
    return held


def _version(visit: SiteVisit) -> int:
    """Photos come one by one while others work: they do not count as an edit."""
    return Application.objects.values_list("version", flat=True).get(pk=visit.application_id)


def _require_visitable(application: Application) -> None:
    if not needs_visit(application.kind, application.change):
        raise Refusal("该事项不需要现场核查", "this needs no visit")
    states = (ApplicationState.ACCEPTED, ApplicationState.VISIT_SCHEDULED, ApplicationState.VISITED)
    if application.state not in states:
        raise Refusal(f"申请现为「{application.get_state_display()}」，不能安排核查", "not to be visited now")


def _rows(application: Application, visit: SiteVisit, findings: Sequence[Found]) -> list[VisitFinding]:
    given: Mapping[str, Found] = {row.check_code: row for row in findings}
    if len(given) != len(findings) or not set(given) <= set(CHECKS):
        raise ValueError("each check is found once")
    return [_row(application, visit, CHECKS[code], given[code]) for code in CHECKS if code in given]


def _row(application: Application, visit: SiteVisit, check: Check, row: Found) -> VisitFinding:
    found = said(row.found, label=check.label, field=check.code, longest=200, needed=False)
    met, least = row.met, check.least_for(application.station_kind) if application.station_kind else None
    if check.unit and found:
        number = measured(found, check)
        met = row.met if least is None else number >= least
    elif check.unit:
        met = None
    return VisitFinding(
        visit=visit,
        check_code=check.code,
        clause=check.clause.citation,
        claimed=_claimed(application, check)[:200],
        found=found,
        met=met,
        note=said(row.note, label="说明", field=check.code, longest=300, needed=False),
    )


def measured(text: str, check: Check) -> Decimal:
    """What was measured or counted, or a Refusal that names the check."""
    plain = text.translate(_WIDE)
    if not _MEASURED.fullmatch(plain) or (check.unit == "人" and "." in plain):
        raise Refusal(f"「{check.label}」应填写数字（{check.unit}）", "a number is needed", field=check.code)
    return Decimal(plain)


def _claimed(application: Application, check: Check) -> str:
    value = getattr(application, check.claimed_by) if check.claimed_by else None
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else f"{value}{check.unit}"


def _require_numbers(application: Application, rows: Sequence[VisitFinding], result: VisitResult) -> None:
    if result is not VisitResult.PASSED or not application.station_kind:
        return
    met = {row.check_code: row.met for row in rows}
    for check in CHECKS.values():
        least = check.least_for(application.station_kind)
        if least is not None and met.get(check.code) is not True:
            raise Refusal(
                f"「{check.label}」没有核实或不足{least}{check.unit}，核查结果不能为「符合」（{check.clause.place}）",
                f"{check.code} is not met: the visit is not passed",
                field=check.code,
            )
