"""Sends what nobody honest sends to one address, and says in sentences where the site does not withstand it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from itertools import islice
from traceback import extract_tb
from urllib.parse import quote, unquote_to_bytes

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from tests.faces.hostile.pages import Control, Form, forms
from tests.faces.hostile.values import DATES, GARBAGE, IDENTITIES, NUMBERS, TEXTS, Value, a_picture, files

ALLOWED = frozenset({200, 302, 303, 400, 403, 404, 405, 409, 413, 415, 422, 429})
_REFUSED = frozenset({400, 403, 404, 409, 413, 415, 422, 429})
# What a refusal may leave behind: the session's own row, and the count of tries.
_COUNTS = frozenset({"django_session", "accounts_attempt", "accounts_namelock", "accounts_onetimecode", "audit_head"})
_BOUNDARY = "----hostile"
_WRITING = re.compile(r"\s*(INSERT|UPDATE|DELETE)(?! (INTO |FROM )?\"?(django_session|accounts_attempt))")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")
_ERRORS = re.compile(r'data-errors>(.*?)</ul>|class="field__error[^>]*>(.*?)</p>', re.DOTALL)
# What an honest finger types, by the kind of the field, then by a part of its name.
_OF_KIND = {"number": "5", "date": "2026-01-05", "time": "09:00", "datetime-local": "2026-01-05T09:00"}
_NAMED = {
    "phone": "13800001234",
    "credit_code": "91350500MA0000100Y",
    "birth_date": "",
    "identity": "11010519491231002X",
    "document_number": "11010519491231002X",
    "card": "11010519491231002X",
    "latitude": "24.9",
    "longitude": "118.6",
    "account": "6222020200001234567",
    "code": "FZ-09",
    "username": "lin.ashui",
    "count": "5",
    "km": "5",
    "pay": "150",
    "area": "80",
    "complaint": "市人社局 0595-12333",
    "name": "林阿水",
}
_SECRETS = frozenset({"code", "second", "old", "new", "again", "password"})
_OURS = "/src/yizhan/"
# How many values are tried in one field where all others are as they should be.
_NEAREST = 2

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """One request: fields as sent, percent-encoded; `typed` is what a refused page has to show again, by field."""

    name: str
    pairs: tuple[Pair, ...] = ()
    uploads: tuple[tuple[str, SimpleUploadedFile], ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict)
    raw: tuple[bytes, str] | None = None
    method: str = "POST"


class _Writes:
    """Sees whether anything was written at all: only then the rows need to be compared."""

    def __init__(self) -> None:
        self.seen = False

    def __call__(self, execute: Callable[..., object], sql: str, *given: object) -> object:
        self.seen = self.seen or bool(_WRITING.match(sql))
        return execute(sql, *given)


@contextmanager
def undone() -> Iterator[None]:
    """A transaction that is taken back, in which what the site commits for good counts as committed."""
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]
    with block:
        yield
        transaction.set_rollback(True)


def cases(form: Form, turn: int = 0) -> Iterator[Case]:
    """Every field with every value of its kind, many at a time; then one field alone; then broken requests, other ones by `turn`."""
    fields = [one for one in form.controls.values() if one.name != "csrfmiddlewaretoken"]
    good = honest(fields)
    yield Case("honest", tuple(good.items()), _uploads(fields))
    for is_hidden in (False, True):
        plain = [one for one in fields if not one.is_file and (one.kind == "hidden") is is_hidden]
        # Every form has the number of its submission: one in ten shows what becomes of it.
        plain = [one for one in plain if one.name != "submission" or turn % 20 == 0]
        # Every other round, by turns: what one address is spared, the next is not.
        yield from islice(_rounds(plain, good, fields), turn % 2, None, 2)
    yield from _alone(fields, good)
    for number, upload in enumerate(files() if any(one.is_file for one in fields) else ()):
        sent = tuple((one.name, files()[number]) for one in fields if one.is_file)
        yield Case(f"file {upload.name!r}"[:60], tuple(good.items()), sent)
    yield from _broken(good, fields, turn)


def questions(names: Sequence[str]) -> Iterator[Case]:
    """What may stand behind the question mark: everything in each of these parameters, and what no page knows."""
    corpus = (*IDENTITIES, *NUMBERS, *DATES, *TEXTS[1:], *GARBAGE)
    for turn in range(len(corpus)):
        pairs = tuple((name, corpus[(place * 11 + turn) % len(corpus)].sent) for place, name in enumerate(names))
        yield Case(f"question {turn}: {corpus[turn].name}", pairs, method="GET")
    yield Case("each twice", tuple((name, "1") for name in (*names, *names)), method="GET")
    yield Case("ten thousand characters", tuple((name, "%E5%AD%97" * 3300) for name in names[:1]), method="GET")


def honest(fields: Sequence[Control]) -> dict[str, str]:
    """What an honest finger might send, percent-encoded: what stands in the field, else the first choice, else something of the kind."""
    return {one.name: quote(_honest(one), safe="") for one in fields if not one.is_file and _is_sent(one)}


def faults(client: Callable[[], Client], address: str, case: Case, before: str) -> list[str]:
    """What is wrong with the answer to this case, as sentences. `before` is `fingerprint()` without it."""
    with undone(), connection.execute_wrapper(writes := _Writes()):
        try:
            answer = _send(client(), address, case)
        except Exception as error:
            # What the site raises, of whatever kind, is what is looked for.
            return [_raised(error)]
        found = _of_status(answer)
        if answer.status_code in _REFUSED and writes.seen and fingerprint() != before:
            found.append(f"refuses with {answer.status_code}, and has written")
        if not answer.streaming:
            found += _of_page(answer, case)
        else:
            answer.getvalue()
    return found


def fingerprint() -> str:
    """Changes when any row of any table is added, changed or removed."""
    tables = [name for name in connection.introspection.table_names() if name not in _COUNTS]
    counts = " UNION ALL ".join(
        f"SELECT '{name}', count(*), coalesce(sum(xmin::text::bigint), 0) FROM \"{name}\"" for name in _watched(tables)
    )
    with connection.cursor() as cursor:
        cursor.execute(counts)
        return repr(sorted(cursor.fetchall()))


def _watched(tables: list[str]) -> list[str]:
    """Without those that hold no row at all outside of migrations."""
    return [name for name in tables if not name.startswith(("django_", "auth_", "procrastinate_"))]


def _rounds(plain: list[Control], good: Mapping[str, str], fields: list[Control]) -> Iterator[Case]:
    """As many as the longest corpus has values: in each, every field has another value."""
    corpora = {one.name: _corpus(one) for one in plain}
    for turn in range(max(map(len, corpora.values()), default=0)):
        given = {name: corpus[(place * 5 + turn) % len(corpus)] for place, (name, corpus) in enumerate(corpora.items())}
        yield _case(f"{'hidden' if plain[0].kind == 'hidden' else 'round'} {turn}", given, good, fields)


def _alone(fields: list[Control], good: Mapping[str, str]) -> Iterator[Case]:
    for one in fields:
        for value in _corpus(one)[:_NEAREST] if one.is_written else ():
            yield _case(f"{one.name} = {value.name}"[:80], {one.name: value}, good, fields)


def _corpus(one: Control) -> tuple[Value, ...]:
    """What is tried in a field of this kind: first what comes nearest to passing."""
    if one.kind == "number":
        return (*NUMBERS, *TEXTS[-4:])
    if one.kind in ("date", "time", "datetime-local", "month"):
        return (*DATES, *TEXTS[-4:])
    if one.kind == "hidden" or not one.is_written:
        return (*IDENTITIES, *NUMBERS[-2:], *TEXTS[-4:])
    return (*TEXTS, NUMBERS[0], NUMBERS[1], NUMBERS[5], NUMBERS[8], DATES[0])


def _case(name: str, given: Mapping[str, Value], good: Mapping[str, str], fields: list[Control]) -> Case:
    sent = {**good, **{field: value.sent for field, value in given.items()}}
    written = {one.name for one in fields if one.is_written and one.name not in _SECRETS}
    typed = {
        field: value.kept for field, value in given.items() if field in written and value.kept and len(value.kept) < 300
    }
    return Case(name, tuple(sent.items()), _uploads(fields), typed)


def _uploads(fields: Sequence[Control]) -> tuple[tuple[str, SimpleUploadedFile], ...]:
    return tuple((one.name, a_picture()) for one in fields if one.is_file)


def _broken(good: Mapping[str, str], fields: list[Control], turn: int) -> Iterator[Case]:
    pairs = tuple(good.items())
    yield Case("empty")
    yield Case("every field twice", (*pairs, *((name, quote("另一个", safe="")) for name, _ in pairs)))
    for half in (0, 1):
        yield Case(f"without {'every other' if half else 'the first'}", pairs[half::2], _uploads(fields))
    extra = (("actor", "1"), ("role", "administrator"), ("pk", "1"), ("id", "1"), ("__proto__", "1"), ("a[]", "1"))
    yield Case("unknown fields", (*pairs, *extra))
    yield Case("1100 fields", tuple((f"f{number}", "1") for number in range(1100)))
    kinds = (
        ("multipart/form-data; boundary=----x", b"------x\r\nContent-Disposition: form-data; name="),
        ("multipart/form-data", b"nothing"),
        ("multipart/form-data; boundary=" + "x" * 300, b"x"),
        ("application/json", b'{"a":' * 2000),
        ("application/x-www-form-urlencoded; charset=utf-7", b"a=+AGE-"),
        ("application/x-www-form-urlencoded; charset=nonsense", b"a=b"),
        ("text/plain", b"\xff\xfe"),
        ("application/x-www-form-urlencoded", b"&&&=&%&%zz=%u1234&;;"),
    )
    for kind, body in (kinds[turn % len(kinds)], kinds[(turn + 3) % len(kinds)]):
        yield Case(f"content type {kind[:50]}", raw=(body, kind))


def _is_sent(one: Control) -> bool:
    if one.is_disabled:
        return False
    return one.kind != "button" or bool(one.choices)


def _honest(one: Control) -> str:
    if one.values and one.values[0]:
        return one.values[0]
    if one.choices or one.kind == "select":
        return next((choice for choice in one.choices if choice), "")
    if one.kind == "hidden":
        return ""
    named = next((value for part, value in _NAMED.items() if part in one.name), "某某街道一号")
    return named if one.kind not in _OF_KIND or named == "" else _OF_KIND[one.kind]


def _send(client: Client, address: str, case: Case) -> HttpResponse:
    client.raise_request_exception = True
    query = "&".join(f"{quote(name, safe='[]')}={value}" for name, value in case.pairs)
    if case.method == "GET":
        return client.generic("GET", address, QUERY_STRING=query)  # type: ignore[return-value]
    if case.raw is not None:
        body, kind = case.raw
    elif case.uploads:
        body, kind = _multipart(case), f"multipart/form-data; boundary={_BOUNDARY}"
    else:
        body, kind = query.encode(), "application/x-www-form-urlencoded"
    return client.generic("POST", address, body, content_type=kind)  # type: ignore[return-value]


def _multipart(case: Case) -> bytes:
    parts = [
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + unquote_to_bytes(value)
        for name, value in case.pairs
    ]
    for name, upload in case.uploads:
        upload.seek(0)
        shown = str(upload.name).replace('"', "%22")
        head = (
            f'Content-Disposition: form-data; name="{name}"; filename="{shown}"\r\nContent-Type: {upload.content_type}'
        )
        parts.append(f"--{_BOUNDARY}\r\n{head}\r\n\r\n".encode() + upload.read())
    return b"\r\n".join([*parts, f"--{_BOUNDARY}--\r\n".encode()])


def _of_status(answer: HttpResponse) -> list[str]:
    return [] if answer.status_code in ALLOWED else [f"answers {answer.status_code}"]


def _of_page(answer: HttpResponse, case: Case) -> list[str]:
    if "html" not in answer.headers.get("Content-Type", "") or answer.status_code not in (200, 400, 422):
        return []
    page = answer.content.decode()
    said = ["".join(found) for found in _ERRORS.findall(page)]
    found = []
    if answer.status_code == 200 and said and case.method == "POST":
        found.append("shows errors, and answers 200")
    if answer.status_code in (400, 422) and not _CHINESE.search(page):
        found.append(f"answers {answer.status_code} without a sentence in Chinese")
    if "<script>alert(1)" in page:
        found.append("shows markup as markup")
    found += [f"says {one[:80]!r}" for one in said if not _CHINESE.search(one)]
    if answer.status_code == 422 and case.typed:
        found += _lost(page, case.typed)
    return found


def _lost(page: str, typed: Mapping[str, str]) -> list[str]:
    """The fields are read only where a value is nowhere on the page: that is slow."""
    shown: dict[str, list[str]] = {}
    if all(escape(value.strip()) in page for value in typed.values()):
        return []
    for form in forms(page):
        for control in form.controls.values():
            shown.setdefault(control.name, []).extend(control.values)
    return [
        f"has lost what was typed into {name}"
        for name, value in typed.items()
        if value.strip() not in [one.strip() for one in shown.get(name, [])]
    ]


def _raised(error: BaseException) -> str:
    ours = [frame for frame in extract_tb(error.__traceback__) if _OURS in frame.filename]
    place = f"{ours[-1].filename.partition(_OURS)[2]}:{ours[-1].lineno}" if ours else "outside of the site"
    return f"raises {type(error).__name__} ({str(error)[:100]}) at {place}"
