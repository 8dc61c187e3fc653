"""What the applicant does: draft, save, attach, submit, withdraw."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.files.actions import store
from yizhan.floor.organisations.models import Organisation
from yizhan.kernel.errors import Refusal
from yizhan.network.recognition import policy
from yizhan.network.recognition.clauses import SUBSIDY_FEN
from yizhan.network.recognition.completeness import Incomplete, missing
from yizhan.network.recognition.contents import account_number, checked, fields, plain_text, stored_as
from yizhan.network.recognition.materials import RULES, Material
from yizhan.network.recognition.models import Application, Attachment, SubsidyRequest
from yizhan.network.recognition.moving import (
    add_step,
    audit,
    day_of,
    lock_numbers,
    locked,
    move,
    said,
    tell,
    written,
)
from yizhan.network.recognition.prefill import prefill
from yizhan.network.recognition.queries import last_serial
from yizhan.network.recognition.states import OPEN, ApplicationKind, ApplicationState, SubsidyKind
from yizhan.network.recognition.verbs import (
    ATTACHED,
    DETACHED,
    DRAFTED,
    SAVED,
    SUBMITTED,
    SUBSIDY_ASKED,
    WITHDRAWN,
)
from yizhan.network.stations.states import StationKind

MOST_FILES = 40


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving did: the application with every usable field, and the fields that could not be used, each with its reason."""

    application: Application
    refused: Mapping[str, Refusal]


@transaction.atomic
def draft(
    *,
    actor: Actor,
    kind: ApplicationKind,
    county: Organisation | None = None,
    station: Organisation | None = None,
    now: datetime,
) -> Application:
    """Begins an application of the actor's organisation, with what is known already filled in.

    For a station, the county is its own; a recognition may be drafted without one, for a place that is not registered yet.
    Refuses another's or a closed station, a closed county, and a county missing.
    """
    applicant = policy.require_apply(actor)
    today = day_of(now)
    if station is None and kind is not ApplicationKind.RECOGNITION:
        raise Refusal("请选择驿站", "choose a station", field="station")
    if station is not None:
        policy.require_own_station(actor, station, today)
        county = station.parent
    if county is None:
        raise Refusal("请选择所属县（市、区）人社部门", "choose a county bureau", field="county")
    policy.require_open_county(county, today)
    application = Application(
        kind=kind,
        county=county,
        applicant_id=applicant,
        station=station,
        created_by_id=actor.id,
        created_at=now,
    )
    prefill(application)
    application.save(force_insert=True)
    add_step(application, "", actor=actor, now=now)
    audit(DRAFTED, application, actor=actor, now=now, body={"kind": kind.value})
    return application


@transaction.atomic
def save(*, actor: Actor, application: Application, version: int, values: Mapping[str, object], now: datetime) -> Saved:
    """Stores whatever of the named fields can be used, and says of the others why not; other fields stay as they are.

    Only before submission and after a return. KeyError for a name that is no field.
    """
    held = _editable(actor, application, version)
    unknown = sorted(set(values) - fields())
    if unknown:
        raise KeyError(unknown[0])
    refused: dict[str, Refusal] = {}
    names = []
    term = held.effective_from, held.effective_until
    for name, value in values.items():
        try:
            setattr(held, stored_as(name), checked(name, value, today=day_of(now)))
        except Refusal as refusal:
            refused[name] = refusal
        else:
            names.append(stored_as(name))
    if held.effective_from and held.effective_until and held.effective_until < held.effective_from:
        refused["effective_until"] = Refusal(
            "结束日期不能早于开始日期", "ends before it starts", field="effective_until"
        )
        names = [name for name in names if name not in ("effective_from", "effective_until")]
        held.effective_from, held.effective_until = term
    if held.kind != ApplicationKind.CHANGE and held.change:
        refused["change"] = Refusal("只有变更申请填写变更事项", "only a change names what changes", field="change")
        held.change = ""
    written(held, *names)
    audit(SAVED, held, actor=actor, now=now, body={"fields": len(names)})
    return Saved(held, refused)


@transaction.atomic
def attach(
    *,
    actor: Actor,
    application: Application,
    version: int,
    material: Material,
    upload: "UploadedFile[bytes]",
    now: datetime,
) -> Attachment:
    """Adds a paper. The file is checked as every upload (Refusal with field `upload`)."""
    held = _editable(actor, application, version)
    if held.attachments.filter(removed_at__isnull=True).count() >= MOST_FILES:
        raise Refusal(f"最多上传{MOST_FILES}份材料", f"at most {MOST_FILES} files", field="upload")
    path = held.station.path if held.station is not None else held.applicant.path
    written(held)
    file = store(actor=actor, upload=upload, purpose=RULES[material].purpose, organisation_path=path, now=now)
    attached = Attachment.objects.create(
        application=held, file=file, material=material, added_by_id=actor.id, added_at=now
    )
    audit(ATTACHED, held, actor=actor, now=now, body={"material": material.value, "attachment": str(attached.pk)})
    return attached


@transaction.atomic
def detach(*, actor: Actor, attachment: Attachment, version: int, now: datetime) -> Application:
    """Takes a paper back. Its row stays. Refuses a second time."""
    held = _editable(actor, attachment.application, version)
    kept = Attachment.objects.select_for_update().get(pk=attachment.pk, application=held)
    if kept.removed_at is not None:
        raise Refusal("该材料已经撤下", "this paper was taken back already")
    kept.removed_at = now
    kept.save(update_fields=["removed_at"])
    written(held)
    audit(DETACHED, held, actor=actor, now=now, body={"material": kept.material, "attachment": str(kept.pk)})
    return held


@transaction.atomic
def ask_subsidy(
    *,
    actor: Actor,
    application: Application,
    version: int,
    bank_name: str,
    account: str,
    account_holder: str,
    now: datetime,
) -> SubsidyRequest:
    """Fills in annex 3 for the one-time subsidy of a recognition; again replaces it. The sum follows from the kind of place."""
    held = _editable(actor, application, version)
    if held.kind != ApplicationKind.RECOGNITION:
        raise Refusal("一次性运维补助随认定申请提出", "the one-time subsidy goes with a recognition")
    if not held.station_kind:
        raise Refusal("请先填写类型（零工市场或零工驿站）", "name the kind of place first", field="station_kind")
    request = SubsidyRequest.objects.filter(application=held).first() or SubsidyRequest(application=held)
    request.kind = SubsidyKind.ONE_TIME
    request.bank_name = _needed(bank_name, "开户银行", "bank_name")
    request.account_number = account_number(account)
    request.account_holder = _needed(account_holder, "户名", "account_holder")
    request.amount_fen = SUBSIDY_FEN[StationKind(held.station_kind)]
    request.requested_at = now
    request.save()
    written(held)
    audit(SUBSIDY_ASKED, held, actor=actor, now=now, body={"amount_fen": request.amount_fen})
    return request


@transaction.atomic
def submit(*, actor: Actor, application: Application, version: int, now: datetime) -> Application:
    """Hands it in. Incomplete, with the whole list, while anything is missing. The number is given the first time and stays.

    Refuses a closed county, a station that the applicant no longer runs, and a second open application for the same thing.
    """
    held = _editable(actor, application, version)
    policy.require_open_county(held.county, day_of(now))
    policy.require_still_runs(held)
    attached = held.attachments.filter(removed_at__isnull=True).values_list("material", flat=True)
    gaps = missing(held, attached)
    if gaps:
        raise Incomplete(gaps)
    year = day_of(now).year
    lock_numbers(held.county_id, held.year or year)
    _require_only_one(held)
    if held.serial is None:
        held.year, held.serial = year, last_serial(held.county_id, year) + 1
    _renew_amount(held)
    held.submitted_at = now
    move(held, ApplicationState.SUBMITTED, actor=actor, now=now, fields=("year", "serial", "submitted_at"))
    tell(held, "submitted", now=now)
    audit(SUBMITTED, held, actor=actor, now=now)
    return held


@transaction.atomic
def withdraw(*, actor: Actor, application: Application, version: int, reason: str, now: datetime) -> Application:
    """Takes it back before the decision; a draft is discarded. The number is not used again."""
    held = locked(actor, application.pk, version)
    policy.require_applicant(actor, held)
    note = said(reason, label="撤回理由", field="reason")
    held.ended_at = now
    move(held, ApplicationState.WITHDRAWN, actor=actor, now=now, note=note, fields=("ended_at",))
    tell(held, "withdrawn", now=now)
    audit(WITHDRAWN, held, actor=actor, now=now, reason=note)
    return held


def _editable(actor: Actor, application: Application, version: int) -> Application:
    held = locked(actor, application.pk, version)
    policy.require_applicant(actor, held)
    policy.require_editable(held)
    return held


def _needed(text: str, label: str, field: str) -> str:
    given = plain_text(text, label, 120, field)
    if not given:
        raise Refusal(f"请填写{label}", f"{field} is needed", field=field)
    return given


def _renew_amount(application: Application) -> None:
    """The kind of place may have been corrected after the sum was filled in."""
    if application.station_kind:
        amount = SUBSIDY_FEN[StationKind(application.station_kind)]
        SubsidyRequest.objects.filter(application=application).update(amount_fen=amount)


def _require_only_one(application: Application) -> None:
    same = Q(station=application.station_id, kind=application.kind) if application.station_id else Q(pk__in=())
    if application.kind == ApplicationKind.RECOGNITION:
        same |= Q(county=application.county_id, kind=application.kind, station_name=application.station_name)
    others = Application.objects.filter(same, state__in=OPEN, submitted_at__isnull=False)
    if others.exclude(pk=application.pk).exists():
        raise Refusal("该驿站已有一件同类申请正在办理，请勿重复提交", "the same is under way already")
