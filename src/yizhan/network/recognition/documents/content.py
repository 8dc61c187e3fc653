"""What stands in the cells of a form: of an application, or nothing for a form to be filled in by hand."""

from datetime import datetime
from decimal import Decimal

from yizhan.floor.privacy.masking import Masking, mask
from yizhan.floor.privacy.sealed import Sealed, SystemPurpose
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.money import yuan
from yizhan.network.recognition.documents.layout import CHECKED, EMPTY_DATE, UNCHECKED, Form
from yizhan.network.recognition.models import Application, SubsidyRequest
from yizhan.network.recognition.states import DecisionResult, SubsidyKind
from yizhan.network.stations.states import StationKind

_FEN_PER_WAN = 1_000_000
_BOXES = {"market_box", "station_box", "one_time_box", "performance_box"}
_DATES = {"filed_on", "unit_date", "opinion_date"}


def empty(form: Form) -> dict[str, str]:
    """The values of an empty form: open boxes and dates to be written by hand."""
    return {
        name: UNCHECKED if name in _BOXES else EMPTY_DATE if name in _DATES and name != "filed_on" else ""
        for name in form.fields
    }


def of(application: Application, form: Form, *, full: bool) -> dict[str, str]:
    """The values of an application. Unless `full`, names, phone, identity number and account are masked.

    Signatures and seals are left for the hand; the opinion is dated only when the county has approved.
    """
    values = empty(form) | _unit(application, full) | _place(application, full) | _dates(application)
    subsidy = SubsidyRequest.objects.filter(application=application).first()
    if subsidy is not None:
        values |= _subsidy(subsidy, full)
    return {name: values[name] for name in form.fields}


def _unit(application: Application, full: bool) -> dict[str, str]:
    return {
        "unit": application.applicant_name,
        "applicant_name": application.applicant_name,
        "legal_representative": _name(application.legal_representative, full),
        "credit_code": application.credit_code,
        "registered_address": application.registered_address,
        "contact_phone": _sealed(application.contact_phone, full),
    }


def _place(application: Application, full: bool) -> dict[str, str]:
    kind = application.station_kind
    return {
        "station_name": application.station_name,
        "market_box": CHECKED if kind == StationKind.MARKET else UNCHECKED,
        "station_box": CHECKED if kind == StationKind.STATION else UNCHECKED,
        "county_name": application.county_name,
        "station_address": application.station_address,
        "manager_name": _name(application.manager_name, full),
        "manager_identity_number": _sealed(application.manager_identity_number, full),
        "floor_area": _plain(application.floor_area),
        "investment": "" if application.investment_fen is None else wan(application.investment_fen),
        "posts_offered": _plain(application.posts_offered),
        "people_placed": _plain(application.people_placed),
        "uses_platform": "" if application.uses_platform is None else "是" if application.uses_platform else "否",
    }


def _dates(application: Application) -> dict[str, str]:
    decision = application.decision
    approved = decision is not None and decision.result == DecisionResult.APPROVED
    return {
        "filed_on": _day(application.submitted_at) if application.submitted_at else "",
        "unit_date": _day(application.submitted_at),
        "opinion_date": _day(decision.decided_at if decision is not None and approved else None),
    }


def _subsidy(request: SubsidyRequest, full: bool) -> dict[str, str]:
    return {
        "bank_name": request.bank_name,
        "account_number": _sealed(request.account_number, full),
        "account_holder": request.account_holder,
        "amount": f"{yuan(request.amount_fen)}元",
        "one_time_box": CHECKED if request.kind == SubsidyKind.ONE_TIME else UNCHECKED,
        "performance_box": CHECKED if request.kind == SubsidyKind.PERFORMANCE else UNCHECKED,
    }


def wan(fen: int) -> str:
    """An amount in 万元 without needless zeros: 128,000 yuan is 12.8."""
    return _plain(Decimal(fen) / _FEN_PER_WAN)


def _plain(number: Decimal | int | None) -> str:
    if number is None:
        return ""
    said = f"{number:f}"
    return said.rstrip("0").rstrip(".") if "." in said else said


def _day(at: datetime | None) -> str:
    if at is None:
        return EMPTY_DATE
    day = at.astimezone(SHANGHAI)
    return f"{day.year}年{day.month}月{day.day}日"


def _name(name: str, full: bool) -> str:
    return name if full or not name else mask(name, Masking.NAME)


def _sealed(value: "Sealed | str | None", full: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        raise TypeError("a form is made of a stored application")
    return value.open_for(SystemPurpose.DOCUMENT) if full else value.masked
