"""What a station writes down about an employer: another registration, a needs survey."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.audit.actions import BodyValue
from yizhan.floor.organisations.models import Organisation
from yizhan.kernel.errors import Refusal
from yizhan.market.employers import verbs
from yizhan.market.employers.actions.trace import day_of, locked, told
from yizhan.market.employers.details import words
from yizhan.market.employers.models import Employer, HiringRegistration, Need, NeedsSurvey
from yizhan.market.employers.policy import require_at_station
from yizhan.market.employers.states import Channel, EmployerState, PayUnit, WorkKind

EARLIEST = date(2000, 1, 1)
MOST_LINES = 50
LARGEST_NEED = 10_000
LARGEST_PAY_FEN = 100_000_00
LONGEST_NOTE, LONGEST_TRADE, LONGEST_NUMBER = 500, 40, 64


@dataclass(frozen=True, slots=True)
class Wanted:
    """One line of a survey. `pay_fen` is whole fen per `pay_unit`; None and "" where nothing was said."""

    trade: str
    work_kind: str
    headcount: int
    pay_fen: int | None = None
    pay_unit: str = ""


@transaction.atomic
def register(
    *,
    actor: Actor,
    employer: Employer,
    station: Organisation,
    channel: Channel = Channel.COUNTER,
    day: date | None = None,
    number: str = "",
    note: str = "",
    now: datetime,
) -> HiringRegistration:
    """Registers an employer that the actor sees once more at the station. Once a day: the same day again is refused."""
    require_at_station(actor, station)
    kept = locked(actor, employer)
    row = registered(actor, kept, station, channel=channel, day=day, number=number, note=note, now=now)
    ids = {"employer": str(kept.id), "station": str(station.id), "registration": str(row.id)}
    body = {"day": row.day.isoformat(), "channel": row.channel}
    told(actor, verbs.REGISTRATION_MADE, row.id, ids=ids, body=body, now=now, object_type="employers.registration")
    return row


@transaction.atomic
def survey_needs(
    *,
    actor: Actor,
    employer: Employer,
    station: Organisation,
    day: date,
    first: date,
    last: date,
    wanted: Sequence[Wanted],
    notes: str = "",
    now: datetime,
) -> NeedsSurvey:
    """Writes down what an employer will need from `first` to `last`, both included. Refuses a survey without lines."""
    require_at_station(actor, station)
    kept = locked(actor, employer)
    _require_day(day, now)
    if last < first:
        raise Refusal("需求结束日期不能早于开始日期", "the period ends before it begins", field="last")
    if not EARLIEST <= first <= last <= date(day.year + 3, 12, 31):
        raise Refusal("需求期间应在三年以内", "the period lies within three years", field="first")
    if not 0 < len(wanted) <= MOST_LINES:
        raise Refusal(f"请填写1至{MOST_LINES}项用工需求", "one to fifty lines", field="wanted")
    survey = NeedsSurvey.objects.create(
        employer=kept,
        station=station,
        clerk_id=actor.id,
        day=day,
        first=first,
        last=last,
        notes=words(notes, "notes", "备注", LONGEST_NOTE),
        created_at=now,
    )
    Need.objects.bulk_create([_line(survey, at, line) for at, line in enumerate(wanted, 1)])
    ids = {"employer": str(kept.id), "station": str(station.id), "survey": str(survey.id)}
    body: dict[str, BodyValue] = {
        "day": day.isoformat(),
        "lines": len(wanted),
        "headcount": sum(line.headcount for line in wanted),
    }
    told(actor, verbs.NEEDS_SURVEYED, survey.id, ids=ids, body=body, now=now, object_type="employers.needs")
    return survey


def registered(
    actor: Actor,
    employer: Employer,
    station: Organisation,
    *,
    channel: Channel,
    day: date | None = None,
    number: str = "",
    note: str = "",
    now: datetime,
) -> HiringRegistration:
    """The row, written inside an action that has checked who may."""
    on = day or day_of(now)
    _require_day(on, now)
    if employer.state in (EmployerState.CLOSED, EmployerState.RESTRICTED):
        raise Refusal("该用工主体档案已停用或限制使用，请先恢复", "the file is closed or restricted")
    if station.closed_on is not None and on >= station.closed_on:
        raise Refusal("该驿站已撤销", "the station is closed")
    if HiringRegistration.objects.filter(employer=employer, station=station, day=on).exists():
        raise Refusal("该用工主体当天已在本站登记过", "it is registered here on this day already", field="day")
    return HiringRegistration.objects.create(
        employer=employer,
        station=station,
        clerk_id=None if channel == Channel.ONLINE else actor.id,
        day=on,
        channel=channel,
        number=words(number, "number", "记录编号", LONGEST_NUMBER),
        note=words(note, "note", "备注", LONGEST_NOTE),
        created_at=now,
    )


def _require_day(day: date, now: datetime) -> None:
    if not EARLIEST <= day <= day_of(now):
        raise Refusal("登记日期不能晚于今天", "the day is not in the future", field="day")


def _line(survey: NeedsSurvey, position: int, line: Wanted) -> Need:
    trade = words(line.trade, "wanted", "工种", LONGEST_TRADE)
    if not trade:
        raise Refusal(f"第{position}项没有填写工种", "a line names its trade", field="wanted")
    if line.work_kind not in WorkKind.values:
        raise Refusal(f"第{position}项请选择用工形式", "a line names its kind of work", field="wanted")
    if not 0 < line.headcount <= LARGEST_NEED:
        raise Refusal(f"第{position}项人数应为1至{LARGEST_NEED}", "a headcount from 1 to 10,000", field="wanted")
    if (line.pay_fen is None) != (line.pay_unit == ""):
        raise Refusal(f"第{position}项的报酬应写明金额和计算单位", "pay has a sum and a unit", field="wanted")
    if line.pay_fen is not None and (not 0 < line.pay_fen <= LARGEST_PAY_FEN or line.pay_unit not in PayUnit.values):
        raise Refusal(
            f"第{position}项的报酬应大于0、不超过10万元", "pay above 0 and up to 100,000 yuan", field="wanted"
        )
    return Need(
        survey=survey,
        position=position,
        trade=trade,
        work_kind=line.work_kind,
        headcount=line.headcount,
        pay_fen=line.pay_fen,
        pay_unit=line.pay_unit,
    )
