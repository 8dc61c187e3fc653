"""Two at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from tests.floor.accounts.factories import NOW, a_city
from yizhan.floor.accounts.actors import SYSTEM
from yizhan.floor.organisations.actions import found
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.kernel.errors import Refusal


@pytest.mark.django_db(transaction=True)
def test_of_four_that_found_the_same_station_at_once_three_are_refused_in_words() -> None:
    county, gate = a_city().county, Barrier(4)

    def act(number: int) -> str:
        try:
            gate.wait(10)
            found(actor=SYSTEM, kind=OrganisationKind.STATION, code="FZ-09", name=f"站{number}", parent=county, now=NOW)
        except Refusal as refused:
            return str(refused)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(4) as pool:
        said = sorted(pool.map(act, range(4)))
    assert said == ["", *["该机构代码已被使用"] * 3]
    assert Organisation.objects.filter(code="FZ-09").count() == 1
