"""What apps declare: each code once, under the label of its app."""

from dataclasses import dataclass

import pytest

from yizhan.kernel import declarations
from yizhan.kernel.declarations import enter, modules


@dataclass(frozen=True)
class Thing:
    code: str
    label: str = ""


def test_what_an_app_declares_is_kept_by_its_code() -> None:
    known: dict[str, Thing] = {}
    enter(known, "people", [Thing("people.one"), Thing("people.two")], "thing")
    assert known == {"people.one": Thing("people.one"), "people.two": Thing("people.two")}


def test_the_same_declared_twice_is_once() -> None:
    known = {"people.one": Thing("people.one")}
    enter(known, "people", [Thing("people.one")], "thing")
    assert known == {"people.one": Thing("people.one")}


def test_a_code_of_another_app_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^the thing people\.one of app market must start with market\.$"):
        enter({}, "market", [Thing("people.one")], "thing")


def test_a_code_that_another_one_has_is_refused_and_the_first_stays() -> None:
    known = {"people.one": Thing("people.one")}
    with pytest.raises(ValueError, match=r"^another thing is called people\.one$"):
        enter(known, "people", [Thing("people.one", "else")], "thing")
    assert known == {"people.one": Thing("people.one")}


def test_apps_without_the_module_are_passed_over() -> None:
    apps = [("kernel", "yizhan.kernel"), ("rules", "yizhan.rules")]
    assert list(modules(apps, "declarations")) == [("kernel", declarations)]
