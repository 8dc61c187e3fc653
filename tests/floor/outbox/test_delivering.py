"""Exactly one effect for each event and consumer, whatever fails, and by real workers."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connections, transaction

from tests.floor.outbox.conftest import HAPPENED, NOW, Administrator, Consumers, traces
from yizhan.floor.outbox import actions, queries, tasks
from yizhan.floor.outbox.actions import publish
from yizhan.floor.outbox.delivering import WAITS, deliver
from yizhan.floor.outbox.models import Delivery, Event
from yizhan.floor.outbox.worker import work_once
from yizhan.kernel.errors import Refusal

PHONE = "13800138000"


def happened(number: int = 1) -> Event:
    with transaction.atomic():
        return publish(event=HAPPENED, ids={"number": str(number)}, now=NOW)


def first_of(event: Event) -> Delivery:
    return Delivery.objects.get(event=event, consumer="outbox.tell_first")


def crash(event: Event) -> None:
    raise RuntimeError(f"the number {PHONE} did not answer\0")


@pytest.mark.django_db
def test_an_effect_happens_once_however_often_it_is_delivered(consumers: Consumers) -> None:
    delivery = first_of(happened())
    assert [deliver(delivery.pk, now=NOW) for _ in range(5)] == [True, False, False, False, False]
    delivery.refresh_from_db()
    assert (traces("first"), delivery.done_at, delivery.attempts) == (["1"], NOW, 1)


@pytest.mark.django_db
def test_a_crash_after_the_effect_undoes_it_and_it_is_done_later(consumers: Consumers) -> None:
    consumers.first = crash
    delivery = first_of(happened())
    assert deliver(delivery.pk, now=NOW) is False
    delivery.refresh_from_db()
    assert traces("first") == []
    assert (delivery.attempts, delivery.done_at, delivery.due_at) == (1, None, NOW + timedelta(seconds=30))
    assert delivery.last_error.startswith("RuntimeError: the number ")
    assert PHONE not in delivery.last_error
    consumers.first = lambda event: None
    assert deliver(delivery.pk, now=delivery.due_at) is True
    assert traces("first") == ["1"]


@pytest.mark.django_db
def test_after_eight_attempts_it_is_given_up_shown_and_can_be_tried_again(consumers: Consumers) -> None:
    consumers.first = crash
    delivery, now = first_of(happened()), NOW
    for wait in WAITS:
        assert deliver(delivery.pk, now=now) is False
        delivery.refresh_from_db()
        assert delivery.due_at == now + wait
        now = delivery.due_at
    assert list(queries.stuck(Administrator())) == []
    deliver(delivery.pk, now=now)
    delivery.refresh_from_db()
    assert (delivery.attempts, delivery.given_up_at) == (8, now)
    assert list(queries.stuck(Administrator())) == [delivery]
    assert list(queries.stuck(Administrator(administers=False))) == []
    consumers.first = lambda event: None
    assert deliver(delivery.pk, now=now) is False
    with pytest.raises(Refusal, match="只有系统管理员"):
        actions.retry(actor=Administrator(administers=False), delivery=delivery, now=now)
    actions.retry(actor=Administrator(), delivery=delivery, now=now)
    assert deliver(delivery.pk, now=now) is True
    with pytest.raises(Refusal, match="只有已放弃的任务"):
        actions.retry(actor=Administrator(), delivery=delivery, now=now)


@pytest.mark.django_db
def test_a_consumer_that_is_gone_is_an_error_like_any_other(consumers: Consumers) -> None:
    event = happened()
    gone = Delivery.objects.create(event=event, consumer="outbox.gone", due_at=NOW)
    assert deliver(gone.pk, now=NOW) is False
    gone.refresh_from_db()
    assert gone.last_error == "KeyError: 'outbox.gone'"


@pytest.mark.django_db
def test_delivered_events_are_forgotten_after_ninety_days_and_open_ones_kept(consumers: Consumers) -> None:
    old, waiting = happened(1), happened(2)
    for delivery in old.deliveries.all():
        deliver(delivery.pk, now=NOW)
    assert tasks.forget_delivered(NOW + timedelta(days=90)) == 0
    assert tasks.forget_delivered(NOW + timedelta(days=90, seconds=1)) == 3
    assert list(Event.objects.all()) == [waiting]


@pytest.mark.usefixtures("empty_queue")
def test_a_real_worker_delivers_everything_once(consumers: Consumers) -> None:
    for number in range(10):
        happened(number)
    work_once(threads=2)
    assert sorted(map(int, traces("first"))) == list(range(10))
    assert sorted(map(int, traces("second"))) == list(range(10))
    work_once(threads=2)
    assert len(traces("first")) == 10
    assert not Delivery.objects.filter(done_at=None).exists()


@pytest.mark.usefixtures("empty_queue")
def test_one_consumer_that_fails_does_not_keep_the_other_waiting(consumers: Consumers) -> None:
    consumers.first = crash
    happened()
    work_once()
    assert (traces("first"), traces("second")) == ([], ["1"])


@pytest.mark.usefixtures("empty_queue")
def test_what_a_consumer_publishes_is_delivered_too(consumers: Consumers) -> None:
    def again(event: Event) -> None:
        if event.ids["number"] == "1":
            publish(event=HAPPENED, ids={"number": "2"}, now=NOW)

    consumers.first = again
    happened()
    work_once()
    assert sorted(traces("first")) == ["1", "2"]


@pytest.mark.usefixtures("empty_queue")
def test_two_workers_at_once_never_double_an_effect(consumers: Consumers) -> None:
    consumers.first = lambda event: time.sleep(0.01)
    numbers = [happened(number).ids["number"] for number in range(30)]
    # Each delivery has several jobs, as after a fault: both workers reach for the same ones.
    with transaction.atomic():
        assert tasks.resume_forgotten(NOW + timedelta(minutes=5)) == 60
    failures: list[BaseException] = []

    def work() -> None:
        try:
            work_once(threads=3)
        except BaseException as error:
            failures.append(error)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)
    assert failures == []
    assert sorted(traces("first")) == sorted(numbers)
    assert sorted(traces("second")) == sorted(numbers)


@pytest.mark.usefixtures("empty_queue")
def test_a_job_that_was_lost_is_queued_again_within_a_minute(consumers: Consumers) -> None:
    happened()
    with transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    assert tasks.resume_forgotten(NOW + timedelta(seconds=44)) == 0
    assert tasks.resume_forgotten(NOW + timedelta(seconds=46)) == 2
    work_once()
    assert (traces("first"), traces("second")) == (["1"], ["1"])


@pytest.mark.usefixtures("empty_queue")
def test_nobody_at_work_has_no_age() -> None:
    assert queries.worker_age(now=NOW) is None
    with connections["default"].cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [NOW])
    assert queries.worker_age(now=NOW + timedelta(seconds=7)) == timedelta(seconds=7)
