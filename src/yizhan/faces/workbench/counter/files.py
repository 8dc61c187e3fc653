"""A worker's file as its pages show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import Role
from yizhan.floor.privacy.masking import Masking, mask
from yizhan.floor.privacy.states import SENSITIVE_PURPOSES, ConsentPurpose
from yizhan.kernel.clock import SHANGHAI
from yizhan.market.people import availability, queries
from yizhan.market.people.actions.merging import UNDONE_WITHIN
from yizhan.market.people.ages import MINOR_LIMITS, age_on, is_minor
from yizhan.market.people.drafts import SkillDraft, WishDraft
from yizhan.market.people.forms import ASKED
from yizhan.market.people.models import Category, Certificate, Guardian, Merge, Registration, Wish, Worker
from yizhan.market.people.states import CategoryKind, PayForm, RegistrationState, SkillLevel, WorkKind
from yizhan.network.regions import queries as regions

_SOON = 30


@dataclass(frozen=True, slots=True)
class Secret:
    """A sealed value of a file: masked, or in full once it was asked for."""

    field: str
    label: str
    masked: str
    revealed: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """One purpose, and since when the person agrees to it; None where not."""

    purpose: ConsentPurpose
    since: datetime | None
    separate: bool


def mask_name(worker: Worker) -> str:
    """The surname."""
    return mask(worker.person.name, Masking.NAME)


def secrets(worker: Worker, guardian: Guardian | None, revealed: dict[str, str]) -> dict[str, Secret]:
    """The sealed values by name. Health and hardship are hidden whole."""
    values = {
        "document_number": ("证件号码", worker.document_number),
        "phone": ("手机号", worker.person.phone),
        "contact_phone": ("联系人电话", worker.contact_phone),
        "address": ("住址", worker.address),
        "health": ("健康状况", worker.health),
        "hardship": ("困难情况", worker.hardship),
        "guardian_phone": ("监护人电话", None if guardian is None else guardian.phone),
    }
    return {
        name: Secret(name, label, "" if value is None else value.masked, revealed.get(name, ""))
        for name, (label, value) in values.items()
    }


def wish_words(wish: Wish | None) -> list[tuple[str, str]]:
    """What is looked for, in words."""
    if wish is None:
        return [("想做的工种", ""), ("工作类型", ""), ("报酬", ""), ("可工作时间", "")]
    pay = (
        "" if wish.least_pay_fen is None else f"，不低于 {wish.least_pay_fen // 100}.{wish.least_pay_fen % 100:02d} 元"
    )
    week = availability.spoken(wish.availability)
    return [
        ("想做的工种", "、".join(wish.trades)),
        ("工作类型", "、".join(str(WorkKind(kind).label) for kind in wish.kinds)),
        ("报酬", f"{PayForm(wish.pay_form).label}{pay}"),
        ("可工作时间", "" if week == "未填" else week),
    ]


def wish_draft(wish: Wish | None) -> WishDraft:
    """A stored wish as a draft, for the form."""
    if wish is None:
        return WishDraft()
    return WishDraft(
        trades=tuple(wish.trades),
        kinds=tuple(WorkKind(kind) for kind in wish.kinds),
        pay_form=PayForm(wish.pay_form),
        least_pay_fen=wish.least_pay_fen,
        availability=wish.availability,
    )


def skill_drafts(worker: Worker) -> list[SkillDraft]:
    """The stored skills, for the form."""
    return [
        SkillDraft(trade=one.trade, level=SkillLevel(one.level))
        for one in worker.skills.order_by("created_at", "trade")
    ]


def agreements(actor: Actor, worker: Worker, today: date) -> list[Agreement]:
    """Every purpose that is asked for at the counter, agreed to or not."""
    held = {one.purpose: one.given_at for one in queries.consents(actor, worker, on=today) if one.ended_at is None}
    return [Agreement(each, held.get(each), each in SENSITIVE_PURPOSES) for each in ASKED]


def certificate_state(row: Certificate, today: date) -> tuple[str, str]:
    """How long a certificate is valid, in words and tone."""
    if row.expires_on is None:
        return "长期有效", "plain"
    left = (row.expires_on - today).days
    if left < 0:
        return "已过期", "danger"
    return (f"{left} 天后到期", "warning") if left <= _SOON else ("有效", "success")


def category_state(row: Category, today: date) -> tuple[str, str]:
    """Whether a category counts, in words and tone."""
    if row.until is not None and row.until < today:
        return "已终止", "plain"
    return ("已核实", "success") if row.verified_at is not None else ("待核实", "warning")


def rows_of_registrations(rows: Iterable[Registration]) -> list[tuple[Registration, str, bool]]:
    """Each registration with its tone, and whether it can still be corrected."""
    tones = {
        RegistrationState.VALID: "success",
        RegistrationState.SUPERSEDED: "plain",
        RegistrationState.WITHDRAWN: "plain",
    }
    return [(one, tones[RegistrationState(one.state)], one.state == RegistrationState.VALID) for one in rows]


def merge_rows(actor: Actor, worker: Worker, now: datetime) -> list[tuple[Merge, str]]:
    """The merges into this file, each with the address that undoes it, empty where that is over or not for this actor."""
    rows = queries.merges(actor).filter(kept=worker)
    head = actor.role is Role.STATION_HEAD
    return [
        (
            one,
            reverse("workbench:people_unmerge", args=[one.pk])
            if head and one.undone_at is None and now - one.merged_at <= UNDONE_WITHIN
            else "",
        )
        for one in rows
    ]


def page_of(actor: Actor, worker: Worker, *, now: datetime, today: date, revealed: dict[str, str]) -> dict[str, object]:
    """Everything on the page of a file."""
    guardian = getattr(worker, "guardian", None)
    wish = getattr(worker, "wish", None)
    places = regions.lines([code for code in (worker.home_region, worker.household_region) if code])
    born = worker.birth_date
    return {
        "worker": worker,
        "today": today,
        "name": worker.person.name,
        "secrets": secrets(worker, guardian, revealed),
        "guardian": guardian,
        "home": places.get(worker.home_region, ""),
        "household": places.get(worker.household_region, ""),
        "minor": born is not None and is_minor(born, today),
        "awaits_guardian": queries.awaits_guardian(worker, on=today),
        "limits": MINOR_LIMITS,
        "wish": wish_words(wish),
        "skills": worker.skills.order_by("created_at", "trade"),
        "certificates": [
            (one, *certificate_state(one, today)) for one in worker.certificates.order_by("created_at", "id")
        ],
        "categories": [(one, *category_state(one, today)) for one in worker.categories.order_by("-since", "kind")],
        "agreements": agreements(actor, worker, today),
        "registrations": rows_of_registrations(queries.history(actor, worker)),
        "merges": merge_rows(actor, worker, now),
        "is_head": actor.role is Role.STATION_HEAD,
        "led": worker.crews_led.order_by("name"),
        "places": worker.crew_places.select_related("crew__leader__person").order_by("created_at"),
    }


def sides(left: Worker, right: Worker, today: date) -> list[tuple[str, str, str, bool]]:
    """Two files compared: label, left, right, and whether they agree. What is masked is compared by its digest, not by its mask."""
    pairs = zip(_side(left, today), _side(right, today), strict=True)
    return [(label, a, b, one == other) for (label, a, one), (_, b, other) in pairs]


def _side(worker: Worker, today: date) -> list[tuple[str, str, object]]:
    """Label, what is shown, and what is compared."""
    born, number, phone = worker.birth_date, worker.document_number, worker.person.phone
    kinds = sorted(
        {str(one.get_kind_display()) for one in worker.registrations.all() if one.state == RegistrationState.VALID}
    )
    day = worker.created_at.astimezone(SHANGHAI)
    plain = [
        ("性别", str(worker.get_sex_display())),
        ("出生日期", "" if born is None else f"{born.year}年{born.month}月{born.day}日，{age_on(born, today)} 周岁"),
        ("联系人", worker.contact_name),
        ("登记", "、".join(kinds)),
        ("人员类别", "、".join(str(CategoryKind(one.kind).label) for one in worker.categories.all())),
        ("技能", "、".join(one.trade for one in worker.skills.all())),
        ("证书", "、".join(one.name for one in worker.certificates.all())),
        ("建档时间", f"{day.year}年{day.month}月{day.day}日"),
    ]
    return [
        ("姓名", mask_name(worker), worker.person.name),
        ("证件号码", "" if number is None else number.masked, worker.document_digest),
        ("手机号", "" if phone is None else phone.masked, worker.person.phone_digest),
        *((label, shown, shown) for label, shown in plain),
    ]
