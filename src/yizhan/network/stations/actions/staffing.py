"""Who works at a station. 海口考核标准1, 沙县2（5）, 泉州标准21."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from yizhan.floor.accounts.actions import enlist_person, grant_membership
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Membership, Person
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.actions import BodyValue, record
from yizhan.floor.organisations.scope import OutOfScope, within
from yizhan.kernel.errors import Refusal
from yizhan.network.stations.locking import locked
from yizhan.network.stations.models import DutyShift, StaffPost, Station
from yizhan.network.stations.policy import require_editor, require_not_closed
from yizhan.network.stations.verbs import POST_ENDED, POST_GIVEN


@transaction.atomic
def give_post(
    *,
    actor: Actor,
    station: Station,
    person: Person,
    full_time: bool,
    head: bool = False,
    since: date,
    until: date | None = None,
    now: datetime,
) -> StaffPost:
    """Gives a member of the station's staff a post. Refuses whoever is not a member then, two posts and two heads at a time."""
    held = locked(actor, station.id)
    require_editor(actor)
    require_not_closed(held.state)
    if until is not None and until <= since:
        raise Refusal("结束日期须晚于开始日期", "it ends after it begins", field="until")
    if not _is_member(held, person, since):
        raise Refusal("此人当时不是本驿站的工作人员，请先授予岗位", "not a member of the station then", field="person")
    overlapping = StaffPost.objects.filter(_meets(since, until), station=held)
    if overlapping.filter(person=person).exists():
        raise Refusal("此人在此期间已有岗位", "this person has a post in that time", field="person")
    if head and overlapping.filter(head=True).exists():
        raise Refusal("此期间已有站长，请先结束原站长的岗位", "there is a head in that time", field="head")
    post = StaffPost.objects.create(
        station=held, person=person, full_time=full_time, head=head, since=since, until=until
    )
    _audit(POST_GIVEN.code, actor, post, "", now)
    return post


@transaction.atomic
def enlist_staff(
    *, actor: Actor, station: Station, name: str, phone: str, full_time: bool, since: date, now: datetime
) -> StaffPost:
    """Takes somebody on: found by phone or enlisted, made a member of the station's staff, and given a post. All or nothing."""
    held = locked(actor, station.id)
    require_editor(actor)
    person = enlist_person(actor=actor, name=name, phone=phone, now=now)
    if not _is_member(held, person, since):
        grant_membership(
            actor=actor,
            person=person,
            role=Role.STATION_STAFF,
            organisation=held.organisation,
            since=since,
            now=now,
        )
    return give_post(actor=actor, station=held, person=person, full_time=full_time, since=since, now=now)


@transaction.atomic
def end_post(*, actor: Actor, post: StaffPost, until: date, reason: str, now: datetime) -> StaffPost:
    """Ends a post before a day. Refuses while the person is still on the roster from that day on."""
    held = (
        StaffPost.objects.select_for_update(of=("self",))
        .filter(within(actor, "station__organisation"), pk=post.pk)
        .first()
    )
    if held is None:
        raise OutOfScope(f"post {post.pk}")
    require_editor(actor)
    if until <= held.since or (held.until is not None and held.until <= until):
        raise Refusal("结束日期须在岗位期间之内", "the end lies within the post's time", field="until")
    if DutyShift.objects.filter(station=held.station_id, person=held.person_id, day__gte=until).exists():
        raise Refusal("此人在该日以后还有值班，请先取消", "still on the roster after that day", field="until")
    held.until = until
    held.save(update_fields=["until"])
    _audit(POST_ENDED.code, actor, held, reason, now)
    return held


def _is_member(station: Station, person: Person, on: date) -> bool:
    found = Membership.objects.filter(
        Q(until__isnull=True) | Q(until__gt=on),
        person=person,
        since__lte=on,
        role__in=(Role.STATION_STAFF, Role.STATION_HEAD),
        organisation=station.organisation_id,
    )
    return found.exists()


def _meets(since: date, until: date | None) -> Q:
    after = Q(until__isnull=True) | Q(until__gt=since)
    return after if until is None else after & Q(since__lt=until)


def _audit(verb: str, actor: Actor, post: StaffPost, reason: str, now: datetime) -> None:
    body: dict[str, BodyValue] = {
        "station": str(post.station_id),
        "person": str(post.person_id),
        "full_time": post.full_time,
        "head": post.head,
    }
    record(
        actor=actor,
        verb=verb,
        object_type="stations.post",
        object_id=str(post.id),
        body=body,
        reason=reason,
        now=now,
    )
