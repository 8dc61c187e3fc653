"""Founding, renaming and closing organisations, and handing stations to operators."""

import re
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Q

from yizhan.floor.audit.actions import BodyValue, record
from yizhan.floor.audit.verbs import Verb
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.policy import Steward, require_change, require_visible
from yizhan.floor.organisations.states import PARENTS, OrganisationKind
from yizhan.floor.organisations.verbs import CLOSED, FOUNDED, OPERATOR_ASSIGNED, RENAMED
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal

LONGEST_CODE = 40
LONGEST_NAME = 120
_CODE = re.compile(r"[A-Za-z0-9-]+")
_REGION = re.compile(r"([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9})?")


@transaction.atomic
def found(
    *,
    actor: Steward,
    kind: OrganisationKind,
    code: str,
    name: str,
    region: str = "",
    parent: Organisation | None = None,
    operator: Organisation | None = None,
    now: datetime,
) -> Organisation:
    """Founds an organisation under its parent and gives it its path, the codes from the top.

    Refuses a code that is taken beside it, a parent of the wrong kind or closed, an operator that is none or closed, and
    whoever may not. OutOfScope outside the actor's area.
    """
    kind = OrganisationKind(kind)
    code = _plain_code(code)
    parent = None if parent is None else _locked(parent)
    path = f"{parent.path if parent else ''}{code}/"
    require_change(actor, kind, path)
    _require_parent(kind, parent, _day(now))
    if not _REGION.fullmatch(region):
        raise Refusal("行政区划代码应为2、4、6或9位数字", "a region code has 2, 4, 6 or 9 digits", field="region")
    if operator is not None:
        operator = _operator_for(kind, operator, _day(now))
    _lock_path(path)
    if Organisation.objects.filter(path=path).exists():
        raise Refusal("该机构代码已被使用", "this code is taken", field="code")
    founded = Organisation.objects.create(
        kind=kind,
        code=code,
        name=_plain_name(name),
        region=region,
        parent=parent,
        path=path,
        operator=operator,
        created_at=now,
    )
    _audit(actor, FOUNDED, founded, {"kind": kind.value, "parent": _key(parent)}, now)
    return founded


@transaction.atomic
def rename(*, actor: Steward, organisation: Organisation, name: str, now: datetime) -> Organisation:
    """Gives an open organisation another name. The same name changes nothing and is not recorded."""
    kept = _changeable(actor, organisation, _day(now))
    given = _plain_name(name)
    if given == kept.name:
        return kept
    kept.name = given
    kept.save(update_fields=["name"])
    _audit(actor, RENAMED, kept, {}, now)
    return kept


@transaction.atomic
def assign_operator(
    *, actor: Steward, organisation: Organisation, operator: Organisation | None, now: datetime
) -> Organisation:
    """Hands a station to an operator, or takes it back with None. From now on that operator's staff see the station."""
    kept = _changeable(actor, organisation, _day(now))
    chosen = None if operator is None else _operator_for(OrganisationKind(kept.kind), operator, _day(now))
    before = kept.operator
    if before == chosen:
        return kept
    kept.operator = chosen
    kept.save(update_fields=["operator"])
    body: dict[str, BodyValue] = {"before": _key(before), "operator": _key(chosen)}
    _audit(actor, OPERATOR_ASSIGNED, kept, body, now)
    return kept


@transaction.atomic
def close(*, actor: Steward, organisation: Organisation, on: date, reason: str, now: datetime) -> Organisation:
    """Closes an organisation from the day `on`. From that day nobody acts for it any more; its records stay.

    Refuses a day in the past, and an organisation under which, or operated by which, something is open that day.
    """
    kept = _changeable(actor, organisation, _day(now))
    if on < _day(now):
        raise Refusal("撤销日期不能早于今天", "it cannot close in the past", field="on")
    open_then = Q(closed_on__isnull=True) | Q(closed_on__gt=on)
    if Organisation.objects.filter(Q(parent=kept) | Q(operator=kept), open_then).exists():
        raise Refusal("请先撤销下级机构、收回运营的驿站", "organisations under it or operated by it are still open")
    kept.closed_on = on
    kept.save(update_fields=["closed_on"])
    _audit(actor, CLOSED, kept, {"on": on.isoformat()}, now, reason)
    return kept


def is_open(organisation: Organisation, on: date) -> bool:
    """Whether it is open on this day."""
    return organisation.closed_on is None or organisation.closed_on > on


def _key(organisation: Organisation | None) -> str | None:
    return None if organisation is None else str(organisation.id)


def _day(now: datetime) -> date:
    return now.astimezone(SHANGHAI).date()


def _locked(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)


def _changeable(actor: Steward, organisation: Organisation, today: date) -> Organisation:
    kept = _locked(organisation)
    require_visible(actor, kept)
    require_change(actor, OrganisationKind(kept.kind), kept.path)
    if not is_open(kept, today):
        raise Refusal("该机构已撤销", "this organisation is closed")
    return kept


def _require_parent(kind: OrganisationKind, parent: Organisation | None, today: date) -> None:
    due = PARENTS[kind]
    if due is None and parent is not None:
        raise Refusal(f"{kind.label}不能有上级机构", f"a {kind.value} has no parent", field="parent")
    if due is not None and (parent is None or parent.kind != due):
        raise Refusal(f"{kind.label}的上级应为{due.label}", f"the parent is a {due.value}", field="parent")
    if parent is not None and not is_open(parent, today):
        raise Refusal("上级机构已撤销", "the parent is closed", field="parent")


def _operator_for(kind: OrganisationKind, operator: Organisation, today: date) -> Organisation:
    if kind is not OrganisationKind.STATION:
        raise Refusal("只有驿站可以指定运营单位", "only stations are operated", field="operator")
    chosen = _locked(operator)
    if chosen.kind != OrganisationKind.OPERATOR or not is_open(chosen, today):
        raise Refusal("请选择未撤销的运营单位", "choose an open operator", field="operator")
    return chosen


def _plain_code(code: str) -> str:
    given = code.strip()
    if not _CODE.fullmatch(given) or len(given) > LONGEST_CODE:
        raise Refusal(
            f"机构代码只能用字母、数字和短横线，不超过{LONGEST_CODE}个",
            "a code is letters, digits, hyphens",
            field="code",
        )
    return given


def _plain_name(name: str) -> str:
    given = name.strip()
    if not given or len(given) > LONGEST_NAME or not given.isprintable():
        raise Refusal(f"请填写机构名称，不超过{LONGEST_NAME}个字", "a name of up to 120 characters", field="name")
    return given


def _lock_path(path: str) -> None:
    """Two that found the same at once wait for each other, so that the second is refused in words."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"organisations.path:{path}"])


def _audit(
    actor: Steward, verb: Verb, done: Organisation, body: dict[str, BodyValue], now: datetime, reason: str = ""
) -> None:
    record(
        actor=actor,
        verb=verb.code,
        object_type="organisations.organisation",
        object_id=str(done.id),
        body=body,
        reason=reason,
        now=now,
    )
