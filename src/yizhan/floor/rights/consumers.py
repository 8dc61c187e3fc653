"""What follows from this app's own news: the person is told, unless the erasure has just left nobody to tell."""

from collections.abc import Callable
from uuid import UUID

from yizhan.floor.accounts.states import Role
from yizhan.floor.notices.actions import notify
from yizhan.floor.notices.links import link_to
from yizhan.floor.outbox.models import Event
from yizhan.floor.rights.models import Request
from yizhan.floor.rights.states import RequestKind


def tell_the_person(event: Event) -> None:
    """One notice for each event. It leads to the request, where a face has a page of it."""
    request = Request.objects.get(pk=UUID(event.ids["request"]))
    if event.name == "rights.request.carried_out" and request.kind == RequestKind.ERASURE:
        return
    words = {"kind": str(request.get_kind_display())}
    if event.name == "rights.request.handed_in":
        day = request.due_on
        words["due"] = (
            "办理期限待节假日安排公布后确定" if day is None else f"将在{day.year}年{day.month}月{day.day}日前答复"
        )
    # A person opens the own request at the same address in whatever role.
    link = link_to("rights.request", request.pk, Role.WORKER)
    notify(person_id=request.person_id, kind=event.name, words=words, link=link, key=str(event.pk), now=event.at)


CONSUMERS: dict[str, tuple[Callable[[Event], None], ...]] = {
    "rights.request.handed_in": (tell_the_person,),
    "rights.request.answered": (tell_the_person,),
    "rights.request.carried_out": (tell_the_person,),
    "rights.request.refused": (tell_the_person,),
    "rights.request.lifted": (tell_the_person,),
}
