"""Every case that ships with a standard holds, and each standard has enough of them."""

import pytest

from yizhan.appraisal import catalogue
from yizhan.rules.cases import Example, differences, read_cases
from yizhan.rules.scheme import Scheme


def _examples() -> list[tuple[str, Example]]:
    found = []
    for name in catalogue.names():
        for file, text in catalogue.case_files(catalogue.SHELF / name):
            found += [(name, example) for example in read_cases(text, f"{name}/{file}")]
    return found


EXAMPLES = _examples()
SCHEMES: dict[str, Scheme] = {}


def _scheme(name: str) -> Scheme:
    if name not in SCHEMES:
        SCHEMES[name] = catalogue.scheme(name)
    return SCHEMES[name]


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{name}-{one.sentence}" for name, one in EXAMPLES])
def test_case_holds(name: str, example: Example) -> None:
    assert differences(_scheme(name), example) == []


@pytest.mark.parametrize("name", catalogue.names())
def test_standard_passes_every_load_time_check(name: str) -> None:
    assert catalogue.scheme(name, trusted=False).hash == _scheme(name).hash


@pytest.mark.parametrize("name", catalogue.names())
def test_standard_has_at_least_twenty_five_cases_with_different_sentences(name: str) -> None:
    sentences = [example.sentence for owner, example in EXAMPLES if owner == name]
    assert len(sentences) >= 25
    assert len(set(sentences)) == len(sentences)
