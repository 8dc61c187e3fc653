"""What becomes of refusals, of what is not there, and of a form that is sent twice."""

import pytest
from django import forms
from django.contrib.sessions.backends.cache import SessionStore
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from yizhan.faces.components.destinations import same_site
from yizhan.faces.components.outcomes import PlainAnswers, refusals
from yizhan.faces.components.submissions import answered, new_number, remember
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.kernel.errors import Refusal


class Form(forms.Form):
    phone = forms.CharField(required=False)


def form() -> Form:
    made = Form({})
    assert made.is_valid()
    return made


@pytest.mark.parametrize(("field", "shown_at"), [("phone", "phone"), ("", "__all__"), ("elsewhere", "__all__")])
def test_a_refusal_becomes_an_error_at_the_field_that_it_names(field: str, shown_at: str) -> None:
    made = form()
    with refusals(made):
        raise Refusal("手机号应为11位数字", "eleven digits", field=field)
    assert made.errors == {shown_at: ["手机号应为11位数字"]}


def test_other_exceptions_are_left_alone() -> None:
    with pytest.raises(KeyError), refusals(form()):
        raise KeyError
    assert PlainAnswers(lambda _: HttpResponse()).process_exception(HttpRequest(), KeyError()) is None


def test_what_is_out_of_scope_is_not_there() -> None:
    with pytest.raises(Http404):
        PlainAnswers(lambda _: HttpResponse()).process_exception(HttpRequest(), OutOfScope())


def test_a_refusal_that_no_view_caught_is_a_page_that_says_it() -> None:
    request = RequestFactory().get("/")
    request.resolver_match = None
    answer = PlainAnswers(lambda _: HttpResponse()).process_exception(request, Refusal("这一期已经封存", "sealed"))
    assert answer is not None
    assert answer.status_code == 400
    assert "这一期已经封存" in answer.content.decode()


def posted(number: str, session: SessionStore) -> HttpRequest:
    request = RequestFactory().post("/", {"submission": number})
    request.session = session
    return request


def test_the_same_submission_is_answered_by_the_same_address() -> None:
    session, number = SessionStore(), new_number()
    assert answered(posted(number, session)) is None
    assert remember(posted(number, session), "/people/1") == "/people/1"
    assert answered(posted(number, session)) == "/people/1"
    assert answered(posted(new_number(), session)) is None


def test_only_the_last_twenty_submissions_are_remembered() -> None:
    session = SessionStore()
    numbers = [new_number() for _ in range(21)]
    for number in numbers:
        remember(posted(number, session), f"/{number}")
    assert answered(posted(numbers[0], session)) is None
    assert answered(posted(numbers[1], session)) == f"/{numbers[1]}"


@pytest.mark.parametrize("number", ["", "x", "<script>", "a" * 33, "é" * 31])
def test_a_number_that_no_form_gave_out_is_not_kept(number: str) -> None:
    session = SessionStore()
    remember(posted(number, session), "/people/1")
    assert answered(posted(number, session)) is None


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", "/" + "a" * 2001],
)
def test_nobody_is_sent_to_another_site(address: str) -> None:
    assert same_site(RequestFactory().get("/"), address) == "/"


@pytest.mark.parametrize("address", ["/stations/?open=on", "/", "stations/"])
def test_an_address_of_this_site_is_followed(address: str) -> None:
    assert same_site(RequestFactory().get("/"), address) == address
