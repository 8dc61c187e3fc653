"""A child of the benchmark, on one register: how long each kind of search takes, how the database found it, queries of each page.

Prints JSON. Nothing is written.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import django
from pypinyin import lazy_pinyin

django.setup()

import town  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.backends.utils import CursorWrapper  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from population import NOW, person  # noqa: E402

from yizhan.floor.accounts.actors import Actor  # noqa: E402
from yizhan.floor.accounts.models import Membership  # noqa: E402
from yizhan.floor.accounts.queries import as_actor  # noqa: E402
from yizhan.market.people.search import search  # noqa: E402

TODAY = NOW.date()
KINDS = ("two characters", "initials", "phone tail", "number", "whole phone")
ACTORS = {"clerk": town.CLERK, "operator": town.OPERATOR, "county": town.COUNTY_OFFICER, "city": town.CITY_OFFICER}
# Tables that grow with the register; reading one of them whole is what an index is there to prevent.
LARGE = ("people_worker", "people_registration", "accounts_person", "accounts_membership", "privacy_consent")


def texts(kind: str, places: Sequence[int]) -> list[str]:
    """What somebody types to find the people at these places."""
    people = [person(place) for place in places]
    if kind == "two characters":
        return [one.name[:2] for one in people]
    if kind == "initials":
        return [initials(one.name) for one in people]
    if kind == "phone tail":
        return [one.phone[-4:] for one in people]
    return [one.number if kind == "number" else one.phone for one in people]


def initials(name: str) -> str:
    """The first letters of the syllables of a name."""
    return "".join(syllable[0] for syllable in lazy_pinyin(name))


def timed(actor: Actor, asked: Sequence[str], times: int) -> dict[str, float]:
    """Milliseconds of a search, the best of some runs for each text: median and slowest over the texts."""
    best = []
    for text in asked:
        runs = []
        for _ in range(times):
            begun = time.perf_counter()
            search(actor, text, today=TODAY)
            runs.append((time.perf_counter() - begun) * 1000)
        best.append(min(runs))
    return {"median": round(statistics.median(best), 2), "slowest": round(max(best), 2)}


@contextmanager
def statements() -> Iterator[list[tuple[str, Any]]]:
    """The SQL that is sent meanwhile, with its parameters."""
    seen: list[tuple[str, Any]] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        seen.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen


def plan(cursor: CursorWrapper, sql: str, params: Any) -> dict[str, Any]:
    """How the database ran a statement."""
    cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)
    found = cursor.fetchone()[0]
    return dict((json.loads(found) if isinstance(found, str) else found)[0]["Plan"])


def scans(node: dict[str, Any]) -> Iterator[tuple[str, str, int]]:
    """Kind of scan, index or table, and rows that were looked at, of every scan of a plan."""
    if "Scan" in node["Node Type"] and node["Node Type"] != "Bitmap Heap Scan":
        rows = (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
        yield node["Node Type"], str(node.get("Index Name") or node.get("Relation Name") or ""), int(rows)
    for below in node.get("Plans", ()):
        yield from scans(below)


def explained(actor: Actor, text: str) -> dict[str, Any]:
    """The indexes that a search used, and the large tables that it read whole."""
    with statements() as seen:
        search(actor, text, today=TODAY)
    indexes: dict[str, int] = {}
    whole: list[str] = []
    with connection.cursor() as cursor:
        for sql, params in seen:
            for kind, name, rows in scans(plan(cursor, sql, params)):
                if kind == "Seq Scan" and name in LARGE:
                    whole.append(name)
                elif kind != "Seq Scan":
                    indexes[name] = max(indexes.get(name, 0), rows)
    return {"statements": len(seen), "indexes": indexes, "read whole": whole}


def queries_of(pages: dict[str, tuple[str, str]], host: str) -> dict[str, int]:
    """Database queries of each page, by name: (session key, path)."""
    counts = {}
    for name, (session, path) in pages.items():
        client = Client(headers={"host": host, "x-forwarded-proto": "https"})
        client.cookies["__Host-session"] = session
        client.get(path)
        with CaptureQueriesContext(connection) as seen:
            answer = client.get(path)
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}")
        counts[name] = len(seen)
    return counts


def main() -> None:
    """Measures."""
    asked = json.loads(sys.stdin.readline())
    people, times = asked["people"], asked["times"]
    places = [people * part // 13 for part in range(1, 13)]
    found: dict[str, Any] = {"latency": {}, "plans": {}}
    for role, staff in ACTORS.items():
        actor = as_actor(
            (
                held := Membership.objects.select_related("person", "organisation").get(
                    pk=town.row_id("member", staff.name)
                )
            ).person,
            held,
        )
        for kind in KINDS:
            wanted = texts(kind, places)
            found["latency"][f"{role}: {kind}"] = timed(actor, wanted, times)
            found["plans"][f"{role}: {kind}"] = explained(actor, wanted[0])
    if asked.get("pages"):
        found["queries"] = queries_of({name: tuple(page) for name, page in asked["pages"].items()}, asked["host"])
    print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main()
