"""Crews: a leader, and the workers who agreed to be led. 海口2024年版第6项：劳务带头人登记."""

import uuid

from django.db import models
from django.db.models import Q

from yizhan.floor.privacy.states import ConsentChannel
from yizhan.market.people.models.abilities import OfWorker
from yizhan.market.people.models.workers import ABOUT, RECORD, Worker
from yizhan.market.people.states import MemberState


class Crew(models.Model):
    """A crew under one leader."""

    PRIVACY = {**dict.fromkeys(("id", "created_at", "closed_at"), RECORD), **dict.fromkeys(("leader", "name"), ABOUT)}
    PRIVACY_SUBJECT = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    leader = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="crews_led")
    name = models.CharField(max_length=40)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "班组"
        constraints = [
            models.UniqueConstraint(fields=("leader", "name"), name="people_crew_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="people_crew_named"),
        ]

    @property
    def person_id(self) -> uuid.UUID:
        """Whom the row is about."""
        return self.leader.person_id

    def __str__(self) -> str:
        return str(self.id)


class CrewMember(OfWorker):
    """A worker asked to join a crew. `agreed_at` and `channel` are set by his own yes, on the phone or at the counter."""

    PRIVACY = {
        **dict.fromkeys(("id", "created_at"), RECORD),
        **dict.fromkeys(("crew", "worker", "state", "agreed_at", "channel", "ended_at"), ABOUT),
    }
    PRIVACY_SUBJECT = "person_id"

    crew = models.ForeignKey(Crew, on_delete=models.PROTECT, related_name="members")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="crew_places")
    state = models.CharField(max_length=12, choices=MemberState, default=MemberState.INVITED)
    agreed_at = models.DateTimeField(null=True)
    channel = models.CharField(max_length=16, choices=ConsentChannel, null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "班组成员"
        constraints = [
            models.UniqueConstraint(fields=("crew", "worker"), name="people_crew_place_once"),
            models.CheckConstraint(condition=Q(state__in=MemberState.values), name="people_member_state_known"),
            models.CheckConstraint(
                condition=Q(state=MemberState.INVITED, agreed_at=None, ended_at=None)
                | Q(state=MemberState.AGREED, agreed_at__isnull=False, channel__isnull=False, ended_at=None)
                | Q(state__in=(MemberState.DECLINED, MemberState.LEFT), ended_at__isnull=False),
                name="people_member_state_has_dates",
            ),
        ]

    def __str__(self) -> str:
        return self.state
