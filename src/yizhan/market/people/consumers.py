"""What follows from this app's own events."""

from uuid import UUID

from yizhan.floor.notices.actions import notify
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.outbox.models import Event
from yizhan.market.people.models import CrewMember, Worker
from yizhan.market.people.notice_kinds import INVITED, REGISTERED
from yizhan.market.people.states import WorkerState


def confirm_registration(event: Event) -> None:
    """Tells the person that he is registered, where, and that it is free."""
    worker = Worker.objects.filter(pk=UUID(event.ids["worker"]), state=WorkerState.ACTIVE).first()
    if worker is not None:
        station = Organisation.objects.get(pk=UUID(event.ids["station"]))
        words = {"station": station.name}
        notify(person_id=worker.person_id, kind=REGISTERED.code, words=words, key=str(event.pk), now=event.at)


def ask_member(event: Event) -> None:
    """Tells the worker that a crew waits for his answer."""
    place = CrewMember.objects.filter(pk=UUID(event.ids["member"])).select_related("worker").first()
    if place is not None and place.worker.state == WorkerState.ACTIVE:
        notify(person_id=place.worker.person_id, kind=INVITED.code, words={}, key=str(event.pk), now=event.at)


CONSUMERS = {"people.worker.registered": (confirm_registration,), "people.crew.invited": (ask_member,)}
