"""Two at once: an export is decided once and fetched once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.floor.extracts.factories import LATER, a_county, asked, released
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.audit.models import Entry
from yizhan.floor.extracts import actions
from yizhan.floor.extracts.models import Extract
from yizhan.floor.extracts.states import ExtractState
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db(transaction=True)


def told(act: Callable[[], object]) -> str:
    """What came of it."""
    try:
        act()
    except Refusal as refusal:
        return refusal.say()
    finally:
        connection.close()
    return "done"


def test_of_two_who_fetch_at_once_one_gets_the_file() -> None:
    county = a_county()
    extract = released(county)
    with ThreadPoolExecutor(3) as pool:
        said = list(
            pool.map(lambda _: told(lambda: actions.fetch(actor=county.asker, extract=extract, now=LATER)), range(3))
        )
    assert sorted(said, key=len)[0] == "done"
    assert [one[:10] for one in said if one != "done"] == ["这份名册已经取走，只"] * 2
    assert Entry.objects.filter(verb="extracts.line.revealed").count() == 2


def test_of_two_who_decide_at_once_one_counts() -> None:
    county = a_county()
    extract = asked(county)

    def decide(actor: Actor) -> str:
        if actor is county.second:
            return told(lambda: actions.release(actor=actor, extract=extract, now=LATER))
        return told(lambda: actions.refuse(actor=actor, extract=extract, words="用遮盖的名单就够", now=LATER))

    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(decide, (county.second, county.mayor)))
    assert said.count("done") == 1
    state = Extract.objects.get().state
    assert state == (ExtractState.RELEASED if said[0] == "done" else ExtractState.REFUSED)


def test_the_same_asked_for_twice_at_once_is_one_request() -> None:
    county = a_county()
    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(lambda _: told(lambda: asked(county)), range(2)))
    assert sorted(said, key=len) == ["done", "您已申请同一份名册，正在等批准或等您取走"]
    assert Extract.objects.count() == 1
