"""What looks for flaws first has to find those that were planted."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.faces.hostile import assault
from tests.faces.hostile.pages import forms
from tests.faces.hostile.values import SURROGATE, files

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _planted(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.faces.hostile.planted"
    ours = "yizhan.faces.components.access_middleware.DeclaredAccess"
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if one != ours]


def found(view: str) -> set[str]:
    """The faults of a planted page."""
    (form,) = forms(Client().get(f"/{view}").content.decode())
    before = assault.fingerprint()
    return {fault for case in assault.cases(form) for fault in assault.faults(Client, f"/{view}", case, before)}


def test_a_page_that_withstands_has_no_fault() -> None:
    assert found("fine") == set()


def test_a_page_that_breaks_on_one_letter_is_found() -> None:
    assert found("breaking") == {"raises RuntimeError (three bytes were thought enough) at outside of the site"}


def test_a_page_that_writes_before_it_refuses_is_found() -> None:
    assert found("half_done") == {"refuses with 422, and has written", "refuses with 400, and has written"}


def test_a_page_that_forgets_what_was_typed_is_found() -> None:
    assert found("forgetful") == {"has lost what was typed into word"}


def test_a_page_that_does_not_speak_chinese_is_found() -> None:
    assert found("foreign") == {
        "answers 422 without a sentence in Chinese",
        "says '<ul><li>This field is required.</li>'",
    }


def test_a_page_that_refuses_as_if_all_were_well_is_found() -> None:
    assert found("pretending") == {"shows errors, and answers 200"}


def test_a_page_that_shows_markup_is_found() -> None:
    assert "shows markup as markup" in found("echoing")


def test_a_form_is_read_as_a_browser_reads_it() -> None:
    page = """<form method="POST" action="/x"><input name="a" value="1&amp;2"><textarea name="b">
两
行</textarea><select name="c"><option value="">无</option><option value="1" selected>一</option></select>
<input type="checkbox" name="d" value="1" checked><input type="checkbox" name="d" value="2"><input type="file" name="e">
<input type="submit" value="好"></form><input name="outside">"""
    (form,) = forms(page)
    read = {one.name: (one.kind, one.values, one.choices) for one in form.controls.values()}
    assert (form.method, form.action) == ("post", "/x")
    assert read == {
        "a": ("text", ["1&2"], []),
        "b": ("textarea", ["两\n行"], []),
        "c": ("select", ["1"], ["", "1"]),
        "d": ("checkbox", ["1"], ["1", "2"]),
        "e": ("file", [], []),
    }


def test_the_corpus_holds_what_no_python_text_can_be_sent_as() -> None:
    sent = [
        value
        for turn in (0, 1)
        for case in assault.cases(forms('<form method="post"><input name="a"></form>')[0], turn)
        for _, value in case.pairs
    ]
    assert any(SURROGATE in value for value in sent)
    assert any("%00" in value for value in sent)
    assert max(map(len, sent)) > 100_000
    assert all(len(file) < 100_000 for file in files())
