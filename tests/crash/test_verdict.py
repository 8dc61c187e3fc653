"""The checker finds what it is there to find."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.crash.verdict import PARTS, Rows, Sent, faults

SENT = [Sent(f"key-{one}", f"digest-{one}", f"某{one}", f"file-{one}") for one in range(4)] + [
    Sent("key-4", "digest-4", "某4")
]


def rows(*files: int) -> Rows:
    return Rows(
        files=[(f"file-{one}", f"digest-{one}", f"某{one}") for one in files],
        forms=[(f"key-{one}", f"file-{one}") for one in files],
        parts={part: {f"file-{one}": 1 for one in files} for part in PARTS},
    )


WHOLE = rows(0, 1, 2, 3)


def without(part: str) -> Rows:
    return replace(WHOLE, parts={**WHOLE.parts, part: {"file-0": 1, "file-1": 1, "file-2": 1}})


@pytest.mark.parametrize("there", [WHOLE, rows(0, 1, 2, 3, 4)])
def test_all_that_was_acknowledged_is_there_and_what_was_not_may_be(there: Rows) -> None:
    assert faults(SENT, there) == []


@pytest.mark.parametrize(
    ("there", "said"),
    [
        (rows(0, 1, 2), ["lost: key-3", "the form leads elsewhere: key-3"]),
        (replace(WHOLE, files=[*WHOLE.files[:3], ("file-3", "digest-3", "另一人")]), ["altered: key-3"]),
        (replace(WHOLE, forms=[*WHOLE.forms, ("key-3", "file-3")]), ["doubled by form: key-3"]),
        (replace(WHOLE, forms=[*WHOLE.forms[:3], ("key-3", "file-0")]), ["the form leads elsewhere: key-3"]),
        (replace(WHOLE, forms=[*WHOLE.forms, ("key-9", "file-3")]), ["a form that nobody sent"]),
        (replace(WHOLE, undelivered=2), ["not delivered: 2"]),
        (replace(WHOLE, chain="broken at 7"), ["audit chain: broken at 7"]),
        *[(without(part), [f"0 of {part}: file-3"]) for part in PARTS],
        (replace(WHOLE, parts={**WHOLE.parts, "event": {**WHOLE.parts["event"], "file-1": 2}}), ["2 of event: file-1"]),
        (replace(WHOLE, parts={**WHOLE.parts, "event": {**WHOLE.parts["event"], "x": 1}}), ["event without a file: 1"]),
    ],
)
def test_each_broken_promise_is_named(there: Rows, said: list[str]) -> None:
    assert faults(SENT, there) == said


def test_a_second_file_for_a_number_is_found() -> None:
    there = rows(0, 1, 2, 3)
    doubled = replace(there, files=[*there.files, ("file-9", "digest-1", "某1")])
    assert "doubled by number: key-1" in faults(SENT, doubled)


def test_a_file_that_nobody_sent_is_found() -> None:
    assert faults(SENT, rows(0, 1, 2, 3, 7)) == ["nobody sent it: file-7", "a form that nobody sent"]


def test_rows_survive_being_sent_as_json() -> None:
    assert Rows.read(WHOLE.said()) == WHOLE


@pytest.mark.parametrize(
    "spoil", [lambda one: replace(one, digest="other"), lambda one: replace(one, form_key="other")]
)
def test_no_acknowledgement_is_taken_on_trust(spoil: Callable[[Sent], Sent]) -> None:
    assert faults([spoil(SENT[0]), *SENT[1:]], WHOLE) != []
