"""An event and its deliveries are part of what happened: all of it or none of it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.floor.outbox.conftest import HAPPENED, NOW, Consumers
from yizhan.floor.outbox.actions import publish
from yizhan.floor.outbox.models import Delivery, Event

IDS = {"number": "1"}


@pytest.mark.django_db
def test_an_event_has_a_delivery_and_a_job_for_each_consumer(consumers: Consumers) -> None:
    event = publish(event=HAPPENED, ids=IDS, now=NOW)
    deliveries = Delivery.objects.filter(event=event).order_by("consumer")
    assert [delivery.consumer for delivery in deliveries] == ["outbox.tell_first", "outbox.tell_second"]
    wanted = {str(delivery.pk) for delivery in deliveries}
    jobs = ProcrastinateJob.objects.filter(args__delivery_id__in=wanted)
    assert [(job.task_name, job.status) for job in jobs] == [("outbox.deliver", "todo")] * 2


@pytest.mark.django_db
def test_what_is_rolled_back_was_never_published(consumers: Consumers) -> None:
    before = ProcrastinateJob.objects.count()
    with transaction.atomic():
        publish(event=HAPPENED, ids=IDS, now=NOW)
        transaction.set_rollback(True)
    assert (Event.objects.count(), Delivery.objects.count()) == (0, 0)
    assert ProcrastinateJob.objects.count() == before


@pytest.mark.django_db
def test_an_event_without_consumers_is_kept(consumers: Consumers) -> None:
    publish(event="outbox.test.nobody_cares", ids={}, now=NOW)
    assert (Event.objects.count(), Delivery.objects.count()) == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_publishing_outside_a_transaction_is_refused() -> None:
    with pytest.raises(ValueError, match="inside the transaction"):
        publish(event=HAPPENED, ids=IDS, now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["", "happened", "Happened.Now", "a.b\n", "a..b", "a." + "b" * 80])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not the name"):
        publish(event=name, ids=IDS, now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["", "张三", "13800138000", "350500199001010015", "a b", "a\0", "x" * 201])
def test_an_event_holds_ids_and_no_personal_data(value: str) -> None:
    with pytest.raises(ValueError, match="ids only"):
        publish(event=HAPPENED, ids={"worker": value}, now=NOW)


@pytest.mark.django_db
def test_the_database_refuses_a_second_delivery_to_one_consumer(consumers: Consumers) -> None:
    event = publish(event=HAPPENED, ids=IDS, now=NOW)
    with pytest.raises(IntegrityError, match="outbox_once_for_each_consumer"), transaction.atomic():
        Delivery.objects.create(event=event, consumer="outbox.tell_first", due_at=NOW + timedelta(days=1))


@pytest.mark.django_db
def test_publishing_costs_the_same_whatever_was_published_before(consumers: Consumers) -> None:
    counts = set()
    for _ in range(3):
        before = len(connection.queries_log)
        connection.force_debug_cursor = True
        publish(event=HAPPENED, ids=IDS, now=NOW)
        counts.add(len(connection.queries_log) - before)
        connection.force_debug_cursor = False
    assert len(counts) == 1
