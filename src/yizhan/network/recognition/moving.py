"""Getting hold of an application and moving it on: scoped, locked, in the version that was seen, with its step and its news."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Membership
from yizhan.floor.accounts.queries import in_force
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.actions import BodyValue, record
from yizhan.floor.audit.verbs import Verb
from yizhan.floor.notices.actions import notify
from yizhan.floor.notices.links import link_to
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.floor.outbox.actions import publish
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal
from yizhan.network.recognition.models import Application, Step
from yizhan.network.recognition.notice_kinds import MOVED, SUBMITTED
from yizhan.network.recognition.queries import visible
from yizhan.network.recognition.states import ApplicationState, may_move

_RELATED = ("county", "applicant", "station", "new_operator")
LONGEST_NOTE = 1000
_OBJECT = "recognition.application"


def day_of(now: datetime) -> date:
    """The date in China."""
    return now.astimezone(SHANGHAI).date()


def locked(actor: Actor, pk: UUID, version: int) -> Application:
    """The application, locked until the end of the transaction. OutOfScope where it is not in the actor's area; Refusal for
    another version than the one that was seen: nothing is written."""
    found = Application.objects.select_for_update(of=("self",)).select_related(*_RELATED)
    application = found.filter(visible(actor), pk=pk).first()
    if application is None:
        raise OutOfScope(f"application {pk}")
    if application.version != version:
        raise Refusal(
            "您打开页面后，这份申请已被他人办理或修改，本次操作没有生效。请刷新后再办",
            f"the application is at version {application.version}, not {version}; nothing was written",
        )
    return application


def written(application: Application, *names: str) -> Application:
    """Saves these fields and counts the version."""
    application.version += 1
    application.save(update_fields=[*names, "version"])
    return application


def move(
    application: Application,
    target: ApplicationState,
    *,
    actor: Actor,
    now: datetime,
    note: str = "",
    fields: Sequence[str] = (),
) -> Application:
    """Moves it if the table allows, and writes the step. `fields` are saved with the state."""
    source = application.state
    if not may_move(source, target):
        raise Refusal(
            f"申请现为「{application.get_state_display()}」，不能办理「{target.label}」",
            f"an application that is {source} does not become {target.value}",
        )
    application.state = target
    written(application, "state", *fields)
    add_step(application, source, actor=actor, now=now, note=note)
    return application


def add_step(application: Application, source: str, *, actor: Actor, now: datetime, note: str = "") -> Step:
    """One line of what happened. The application is locked, so the position is free."""
    position = Step.objects.filter(application=application).count() + 1
    return Step.objects.create(
        application=application,
        position=position,
        source=source,
        target=application.state,
        person_id=actor.id,
        at=now,
        note=note,
    )


def tell(application: Application, event: str, *, now: datetime) -> None:
    """Publishes `recognition.application.<event>` and tells who waits for it: the county when submitted, else the drafter."""
    ids = {"application": str(application.pk), "county": str(application.county_id)}
    if application.station_id is not None:
        ids["station"] = str(application.station_id)
    publish(event=f"recognition.application.{event}", ids=ids, now=now)
    words = {"kind": application.get_kind_display(), "number": application.number}
    if event == "submitted":
        officers = Membership.objects.filter(
            in_force(day_of(now)), role=Role.COUNTY_OFFICER, organisation=application.county_id
        )
        for person_id in officers.order_by("person_id").values_list("person_id", flat=True).distinct():
            notify(
                person_id=person_id,
                kind=SUBMITTED.code,
                words={**words, "applicant": application.applicant.name},
                link=link_to(_OBJECT, application.pk, Role.COUNTY_OFFICER),
                key=f"{application.pk}:{application.version}",
                now=now,
            )
    elif application.number:
        notify(
            person_id=application.created_by_id,
            kind=MOVED.code,
            words={**words, "state": application.get_state_display()},
            # Every role at a station opens it at the same address.
            link=link_to(_OBJECT, application.pk, Role.STATION_HEAD),
            key=f"{application.pk}:{application.version}",
            now=now,
        )


def audit(
    verb: Verb,
    application: Application,
    *,
    actor: Actor,
    now: datetime,
    body: Mapping[str, BodyValue] | None = None,
    reason: str = "",
) -> None:
    """The entry of the act; call it last."""
    record(
        actor=actor,
        verb=verb.code,
        object_type=_OBJECT,
        object_id=str(application.pk),
        body={"number": application.number, "state": application.state, **(body or {})},
        reason=reason,
        now=now,
    )


def lock_numbers(county_id: UUID, year: int) -> None:
    """Two submissions to one county wait for each other, so that numbers have no gaps and no name is submitted twice."""
    with transaction.get_connection().cursor() as cursor:
        key = f"recognition.number:{county_id}:{year}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def said(text: str, *, label: str, field: str, longest: int = 500, needed: bool = True) -> str:
    """A note that a person typed: printable, not too long, and there where it must be."""
    given = text.strip()
    if needed and len(given) < 2:
        raise Refusal(f"请写明{label}", f"{field} is needed", field=field)
    if len(given) > longest:
        raise Refusal(f"{label}最多{longest}个字", f"{field} has at most {longest} characters", field=field)
    if not all(mark.isprintable() or mark == "\n" for mark in given.replace("\r\n", "\n")):
        raise Refusal(f"{label}中有不能使用的字符，请重新填写", f"{field} holds control characters", field=field)
    return given.replace("\r\n", "\n")
