"""Every address, every role, every relation: what the table says against what the site answers."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.faces.access.scene import Scene
from tests.faces.access.subjects import Subject, bodies
from yizhan.faces.components.access import Access, Reach
from yizhan.floor.accounts.actors import PUBLIC, Actor
from yizhan.floor.accounts.states import Role

# Neither what is not there, nor what is forbidden, nor what broke.
_NOT_ANSWERED = (403, 404, 405)


def addresses(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """The name of every address of the site; the pattern itself in angle brackets where it has none."""
    resolver = resolver or get_resolver()
    space = f"{prefix}{resolver.namespace}:" if resolver.namespace else prefix
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry, space)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}" if entry.name else f"<{space}{entry.pattern}>"


def faults(name: str, row: Access, scene: Scene, subjects: Mapping[str, Subject]) -> list[str]:
    """Every cell of a row in which the site answers otherwise than the table says, as a sentence. Empty when all agree."""
    if row.subject and row.subject not in subjects:
        return [f"{name}: no factory for the subject {row.subject!r} in tests/faces/<face>/subjects.py"]
    found = []
    for method in row.methods:
        found += _faults_of_strangers(name, row, method, scene, subjects)
        for role, actor in scene.actors.items():
            for relation in _relations(row, role):
                expected = _expected(row, role, relation)
                answer = _ask(name, row, method, scene, actor, relation, subjects)
                if expected != _answers(answer):
                    found.append(_sentence(name, method, role.label, relation, answer, expected=expected))
    return found


def _expected(row: Access, role: Role, relation: Reach) -> bool:
    if not row.allows(role):
        return False
    reach = row.reach.get(role, row.reach.get(Role.PUBLIC, Reach.ANY))
    return not row.subject or relation <= reach


def _relations(row: Access, role: Role) -> tuple[Reach, ...]:
    """A role that is refused is refused whatever the object: one relation shows it."""
    return tuple(Reach) if row.subject and row.allows(role) else (Reach.OWN,)


def _faults_of_strangers(
    name: str, row: Access, method: str, scene: Scene, subjects: Mapping[str, Subject]
) -> list[str]:
    answer = _ask(name, row, method, scene, PUBLIC, Reach.ANY, subjects)
    if Role.PUBLIC in row.reach:
        return [] if _answers(answer) else [_sentence(name, method, "未登录", Reach.ANY, answer, expected=True)]
    to_login = answer.status_code == 302 and answer.headers["Location"].startswith(resolve_url(settings.LOGIN_URL))
    return [] if to_login else [_sentence(name, method, "未登录", Reach.ANY, answer, expected=False)]


def _ask(
    name: str,
    row: Access,
    method: str,
    scene: Scene,
    actor: Actor,
    relation: Reach,
    subjects: Mapping[str, Subject],
) -> HttpResponse:
    """Asks in a transaction that is rolled back, so that no cell sees what another has done."""
    client = scene.client(actor)
    block = transaction.atomic()
    # As that of a test case: what the site commits for good inside counts as committed.
    block._from_testcase = True
    with block:
        wanted = subjects[row.subject](scene, actor, relation) if row.subject else {}
        body = bodies().get(name, {}) if method != "GET" else {}
        answer = client.generic(
            method,
            reverse(name, kwargs=dict(wanted)),
            urlencode(body),
            content_type="application/x-www-form-urlencoded",
        )
        if answer.streaming:
            # Read to its end, a file is closed.
            answer.getvalue()  # type: ignore[attr-defined]
        transaction.set_rollback(True)
    return answer  # type: ignore[return-value]


def _answers(answer: HttpResponse) -> bool:
    return answer.status_code not in _NOT_ANSWERED and answer.status_code < 500


def _sentence(name: str, method: str, who: str, relation: Reach, answer: HttpResponse, *, expected: bool) -> str:
    wanted = "is to answer" if expected else "is to refuse"
    return f"{method} {name} {wanted} {who} for an object in relation {relation.name}, but says {answer.status_code}"
