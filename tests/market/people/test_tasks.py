from datetime import timedelta
from types import SimpleNamespace

from tests.floor.accounts.factories import NOW
from tests.market.people.factories import a_worker
from yizhan.market.people.models import HandedIn
from yizhan.market.people.tasks import forget_forms


def test_forms_are_forgotten_after_ninety_days(town: SimpleNamespace) -> None:
    a_worker(town.clerk, town.station)
    assert forget_forms(NOW + timedelta(days=90)) == 0
    assert forget_forms(NOW + timedelta(days=90, seconds=1)) == 1
    assert not HandedIn.objects.exists()
