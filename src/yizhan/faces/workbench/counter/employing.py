"""An employer's file as its pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import Role
from yizhan.floor.privacy.masking import Masking, mask
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal
from yizhan.kernel.identity import resident_number
from yizhan.market.employers import queries
from yizhan.market.employers.actions.merging import UNDONE_WITHIN
from yizhan.market.employers.credit_codes import credit_code, masked_code
from yizhan.market.employers.models import Employer, EmployerMerge
from yizhan.market.employers.queries import Known
from yizhan.market.employers.states import EmployerKind, EmployerState, MandateState
from yizhan.network.regions import queries as regions

TONES = {
    EmployerState.DRAFT: "warning",
    EmployerState.ACTIVE: "success",
    EmployerState.RESTRICTED: "danger",
    EmployerState.MERGED: "plain",
    EmployerState.CLOSED: "plain",
}
_SMALL = {True: "是", None: "不能确定", False: "否"}
# The first two characters say who issued the code and to whom: GB 32100-2015.
_SOLE_TRADER, _FIRM = "92", "91"
# No identity number begins like the first; like the others begin those of Beijing, Tianjin, Hebei, Sichuan, Guizhou, Yunnan.
_OF_MARKETS, _OF_BOTH = ("91", "92", "93"), ("11", "12", "13", "51", "52", "53")


@dataclass(frozen=True, slots=True)
class Identified:
    """What a typed number is: a credit code, or the identity number of a resident. `known` is None where it has no file."""

    code: str
    number: str
    known: Known | None

    @property
    def kind(self) -> EmployerKind:
        """Who it probably is; the clerk may say otherwise."""
        if not self.code:
            return EmployerKind.RESIDENT
        guesses = {_FIRM: EmployerKind.FIRM, _SOLE_TRADER: EmployerKind.SOLE_TRADER}
        return guesses.get(self.code[:2], EmployerKind.PUBLIC_BODY)

    @property
    def shown(self) -> str:
        """The code, or the masked number."""
        return self.code or mask(self.number, Masking.IDENTITY_NUMBER)


def identified(actor: Actor, text: str, reads_as: str, today: date) -> Identified:
    """Reads a number as what it can be. Refuses one that can be neither, in the words of what it looks like."""
    code, number = _read(text, reads_as, today)
    return Identified(code, number, queries.find_duplicate(actor, code=code, identity_number=number, today=today))


def page_of(
    actor: Actor, employer: Employer, *, now: datetime, today: date, revealed: dict[str, str]
) -> dict[str, object]:
    """Everything on the page of a file."""
    resident = employer.kind == EmployerKind.RESIDENT
    region = regions.line(employer.region) if employer.region else ""
    labels = (("contact_phone", "联系电话"), ("address", "地址"), ("identity_number", "身份证号码"))
    sealed = {name: (label, getattr(employer, name)) for name, label in labels}
    mandates = list(queries.mandates(actor).filter(employer=employer))
    return {
        "employer": employer,
        "resident": resident,
        "today": today,
        "tone": TONES[EmployerState(employer.state)],
        "region": region or employer.region,
        "code": employer.credit_code or "",
        "small": _SMALL[employer.is_small],
        "secrets": {
            name: {
                "field": name,
                "label": label,
                "masked": "" if value is None else value.masked,
                "revealed": revealed.get(name, ""),
            }
            for name, (label, value) in sealed.items()
        },
        "mandates": [
            (one, one.state == MandateState.ACTIVE and (one.until is None or one.until >= today)) for one in mandates
        ],
        "registrations": list(queries.registrations(actor).filter(employer=employer)[:20]),
        "needs": list(queries.needs(actor).filter(employer=employer)[:10]),
        "cases": list(queries.blacklistings(actor).filter(employer=employer)),
        "listed": queries.is_blacklisted(employer, today),
        "merges": merge_rows(actor, employer, now),
        "is_head": actor.role is Role.STATION_HEAD,
        "is_open": employer.state in (EmployerState.DRAFT, EmployerState.ACTIVE),
    }


def merge_rows(actor: Actor, employer: Employer, now: datetime) -> list[tuple[EmployerMerge, str, str]]:
    """The merges into this file: the name of the other, and the address that undoes it, empty where that is over or not for this
    actor."""
    head = actor.role is Role.STATION_HEAD
    return [
        (
            one,
            queries.shown_name(one.other),
            reverse("workbench:employers_unmerge", args=[one.pk])
            if head and one.undone_at is None and now - one.merged_at <= UNDONE_WITHIN
            else "",
        )
        for one in queries.merges(actor).filter(kept=employer)
    ]


def sides(left: Employer, right: Employer) -> list[tuple[str, str, str, bool]]:
    """Two files compared: label, left, right, and whether they agree. What is masked is compared by its digest, not by its mask."""
    pairs = zip(_side(left), _side(right), strict=True)
    return [(label, a, b, one == other) for (label, a, one), (_, b, other) in pairs if a or b]


def _side(employer: Employer) -> list[tuple[str, str, object]]:
    """Label, what is shown, and what is compared."""
    phone, number = employer.contact_phone, employer.identity_number
    agents = sorted({mask(one.person.name, Masking.NAME) for one in employer.mandates.select_related("person")})
    day = employer.created_at.astimezone(SHANGHAI)
    plain = [
        ("类型", str(employer.get_kind_display())),
        ("信用代码", employer.credit_code or ""),
        ("行业", str(employer.get_industry_display()) if employer.industry else ""),
        ("所在地", regions.line(employer.region) if employer.region else ""),
        ("联系人", employer.contact_name),
        ("经办人", "、".join(agents)),
        ("用工登记", f"{employer.registrations.count()} 次"),
        ("状态", str(employer.get_state_display())),
        ("建档时间", f"{day.year}年{day.month}月{day.day}日"),
    ]
    return [
        ("名称", queries.shown_name(employer), employer.legal_name),
        ("身份证号码", "" if number is None else number.masked, employer.identity_digest),
        ("联系电话", "" if phone is None else phone.masked, employer.phone_digest),
        *((label, shown, shown) for label, shown in plain),
    ]


def lines(rows: Sequence[Employer]) -> list[tuple[Employer, str, str, str]]:
    """Files as a list shows them: with the name as it may be shown, the code, and the tone of the state."""
    return [
        (
            one,
            queries.shown_name(one),
            masked_code(one.credit_code) if one.credit_code else "",
            TONES[EmployerState(one.state)],
        )
        for one in rows
    ]


def _read(text: str, reads_as: str, today: date) -> tuple[str, str]:
    """Code and number, one of them empty. One in thirty identity numbers passes for a credit code too."""
    if reads_as == "resident":
        return "", _resident(text, today)
    try:
        code = credit_code(text)
    except Refusal as refusal:
        if reads_as == "code":
            raise Refusal(*refusal.text, field="number") from refusal
        return "", _resident_or(Refusal(*refusal.text, field="number"), text, today)
    if reads_as == "code" or code.startswith(_OF_MARKETS) or not _is_resident(text, today):
        return code, ""
    if not code.startswith(_OF_BOTH):
        return "", _resident(text, today)
    words = "这个号码两种都可能是，请选择是信用代码还是身份证号码"
    raise Refusal(words, "right both as a code and as an identity number", field="reads_as")


def _is_resident(text: str, today: date) -> bool:
    try:
        return bool(_resident(text, today))
    except Refusal:
        return False


def _resident_or(wrong: Refusal, text: str, today: date) -> str:
    """The identity number; refused in its own words where the text looks like one, else in those of the code."""
    try:
        return _resident(text, today)
    except Refusal as refusal:
        digits = "".join(sign for sign in text if sign.isdigit() or sign in "xX")
        looks_personal = len(digits) == 18 and digits[:17].isdigit() and digits[6:8] in ("19", "20")
        raise (refusal if looks_personal else wrong) from None


def _resident(text: str, today: date) -> str:
    try:
        return resident_number(text, today=today)
    except Refusal as refusal:
        raise Refusal(*refusal.text, field="number") from refusal
