"""Many writers at once make one gapless chain."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction

from tests.floor.audit.conftest import opened
from yizhan.floor.audit.models import Entry
from yizhan.floor.audit.verification import verify_chain


@pytest.mark.django_db(transaction=True)
def test_eight_threads_with_twenty_five_acts_each_make_a_valid_chain_of_two_hundred() -> None:
    def work(worker: int) -> list[int]:
        try:
            return [opened(worker * 100 + number).sequence for number in range(25)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(work, range(8)))
    assert sorted(number for numbers in got for number in numbers) == list(range(1, 201))
    assert list(Entry.objects.order_by("sequence").values_list("sequence", flat=True)) == list(range(1, 201))
    verdict = verify_chain([], b"")
    assert (verdict.entries, verdict.fault) == (200, None)
    assert len(set(Entry.objects.values_list("object_id", flat=True))) == 200


@pytest.mark.django_db(transaction=True)
def test_rolled_back_acts_among_others_leave_no_gap() -> None:
    def work(worker: int) -> None:
        try:
            for number in range(10):
                with transaction.atomic():
                    opened(worker * 100 + number)
                    if number % 3 == worker % 3:
                        transaction.set_rollback(True)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    kept = sum(1 for worker in range(4) for number in range(10) if number % 3 != worker % 3)
    verdict = verify_chain([], b"")
    assert (verdict.entries, verdict.fault) == (kept, None)
    assert connection.in_atomic_block is False
