"""A child of these tests: what the database of a site holds, judged; and first, whether the judge finds planted flaws.

Reads {}, prints {"undelivered": n}; or reads {"sent": [[key, number, name, file], …]}, prints {"missed": […flaws not found], "faults": […], "registered": n}.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yizhan.config.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402

from tests.crash.verdict import Rows, Sent, faults  # noqa: E402
from yizhan.floor.accounts.models import Membership  # noqa: E402
from yizhan.floor.accounts.states import Role  # noqa: E402
from yizhan.floor.audit.exports import own_public_key  # noqa: E402
from yizhan.floor.audit.models import Entry  # noqa: E402
from yizhan.floor.audit.verification import verify_chain  # noqa: E402
from yizhan.floor.notices.models import Notice  # noqa: E402
from yizhan.floor.outbox.models import Delivery, Event  # noqa: E402
from yizhan.floor.privacy.lookups import resident_number_digest  # noqa: E402
from yizhan.market.people.models import HandedIn, Registration, Worker  # noqa: E402
from yizhan.market.people.notice_kinds import REGISTERED as TOLD  # noqa: E402
from yizhan.market.people.verbs import REGISTERED  # noqa: E402

# One flaw each, planted with the triggers switched off and rolled back after it was looked for.
FLAWS: dict[str, str] = {
    "a registration is gone": "DELETE FROM people_registration WHERE worker_id = '{worker}'",
    "a form is gone": "DELETE FROM people_handedin WHERE worker_id = '{worker}'",
    "a person is another": "UPDATE accounts_person SET name = '另一人' WHERE id = (SELECT person_id FROM people_worker WHERE id = '{worker}')",
    "a registration counts twice": (
        "INSERT INTO people_registration SELECT (jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid(), 'day',"
        " '2001-01-01'))).* FROM people_registration one WHERE worker_id = '{worker}'"
    ),
    "an audit entry is gone": "DELETE FROM audit_entry WHERE object_id = '{worker}'",
    "an event is gone": "DELETE FROM outbox_event WHERE ids->>'worker' = '{worker}'",
    "an event waits": "UPDATE outbox_delivery SET done_at = NULL WHERE id = (SELECT min(id::text)::uuid FROM outbox_delivery)",
}


def main() -> None:
    """Judges."""
    given = json.loads(sys.stdin.read())
    if "sent" not in given:
        print(json.dumps({"undelivered": Delivery.objects.filter(done_at=None).count()}))
        return
    sent = [
        Sent(key, resident_number_digest(number, today=date.today()), name, worker)  # noqa: DTZ011
        for key, number, name, worker in given["sent"]
    ]
    victim = next((one.worker for one in sent if one.worker), "")
    missed = [flaw for flaw, statement in FLAWS.items() if not _is_found(sent, statement.format(worker=victim))]
    rows = read()
    print(
        json.dumps({"missed": missed, "faults": faults(sent, rows), "registered": len(rows.files)}, ensure_ascii=False)
    )


def read() -> Rows:
    """The rows of every worker, and what is counted beside them."""
    files = list(Worker.objects.select_related("person"))
    file_of = {one.person_id: str(one.pk) for one in files}
    registered = Event.objects.filter(name="people.worker.registered")
    told = Notice.objects.filter(kind=TOLD.code).values_list("person_id", flat=True)
    roles = Membership.objects.filter(role=Role.WORKER).values_list("person_id", flat=True)
    verdict = verify_chain([], own_public_key())
    return Rows(
        files=[(str(one.pk), one.document_digest or "", one.person.name) for one in files],
        forms=[(one.key, str(one.worker_id)) for one in HandedIn.objects.all()],
        parts={
            "form": _counted(HandedIn.objects.values_list("worker_id", flat=True)),
            "registration": _counted(Registration.objects.values_list("worker_id", flat=True)),
            "entry": _counted(Entry.objects.filter(verb=REGISTERED.code).values_list("object_id", flat=True)),
            "event": _counted(one.ids["worker"] for one in registered),
            "role": _counted(file_of.get(person, "") for person in roles),
            "notice": _counted(file_of.get(person, "") for person in told),
        },
        undelivered=Delivery.objects.filter(done_at=None).count(),
        chain="" if verdict.fault is None else verdict.fault.said.en,
    )


def _counted(values: "object") -> dict[str, int]:
    return dict(Counter(map(str, values)))  # type: ignore[call-overload]


def _is_found(sent: list[Sent], statement: str) -> bool:
    found: list[str] = []
    look: Callable[[], None] = lambda: found.extend(faults(sent, read()))  # noqa: E731
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL session_replication_role = replica")
                cursor.execute(statement)
                if cursor.rowcount < 1:
                    raise AssertionError(f"nothing was planted: {statement}")
            look()
            raise _Undo
    except _Undo:
        return bool(found)


class _Undo(Exception):
    pass


if __name__ == "__main__":
    main()
