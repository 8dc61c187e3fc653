"""How many notices stand where is told to whoever keeps the platform running."""

import pytest

from tests.floor.accounts.factories import NOW, a_city, a_member, a_person
from yizhan.floor.accounts.states import Role
from yizhan.floor.notices.models import Dispatch, Notice
from yizhan.floor.notices.queries import dispatch_counts
from yizhan.floor.notices.states import Channel, DispatchState, Why

pytestmark = pytest.mark.django_db


def test_dispatches_are_counted_by_channel_state_and_reason() -> None:
    person = a_person()
    for number, (state, why) in enumerate([(DispatchState.WAITING, ""), (DispatchState.FAILED, Why.GATEWAY)] * 2):
        notice = Notice.objects.create(
            person=person, kind="a.b.c", key=str(number), title="题", text="文", in_inbox=True, created_at=NOW
        )
        Dispatch.objects.create(
            notice=notice, person=person, channel=Channel.SMS, state=state, why=why, dispatch_after=NOW
        )
    city = a_city()
    assert dispatch_counts(a_member(Role.ADMINISTRATOR, city.platform)) == [
        (Channel.SMS, DispatchState.FAILED, Why.GATEWAY, 2),
        (Channel.SMS, DispatchState.WAITING, Why.NONE, 2),
    ]
    assert dispatch_counts(a_member(Role.COUNTY_OFFICER, city.county)) == []
