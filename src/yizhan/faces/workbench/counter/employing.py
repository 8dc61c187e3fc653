"""An employer's file as its pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.privacy.masking import Masking, mask
from yizhan.kernel.errors import Refusal
from yizhan.kernel.identity import resident_number
from yizhan.market.employers import queries
from yizhan.market.employers.credit_codes import credit_code, masked_code
from yizhan.market.employers.models import Employer
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


def page_of(actor: Actor, employer: Employer, *, today: date, revealed: dict[str, str]) -> dict[str, object]:
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
        "is_open": employer.state in (EmployerState.DRAFT, EmployerState.ACTIVE),
    }


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
