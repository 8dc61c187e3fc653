"""What becomes of a refusal: a sentence at the field, a plain page, or 404 for what is not there for this actor."""

from collections.abc import Callable, Mapping
from types import TracebackType

from django.core.exceptions import ObjectDoesNotExist
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from yizhan.kernel.errors import Refusal


class refusals:
    """Turns a Refusal raised inside into an error of the form, at the field that it names, or on top.

    if form.is_valid():
        with refusals(form):
            actions.register(...)
            return redirect(...)
    return render(...)

    `moved` gives the form's name of a field that the action calls otherwise.
    """

    def __init__(self, form: BaseForm, moved: Mapping[str, str] | None = None) -> None:
        self._form, self._moved = form, moved or {}

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(raised, Refusal):
            return False
        named = self._moved.get(raised.field, raised.field)
        self._form.add_error(named if named in self._form.fields else None, raised.say())
        return True


class PlainAnswers:
    """Middleware for what a view did not catch: an object out of scope is 404; a refusal is a page that says it, 400."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Raises Http404, answers, or leaves the exception alone."""
        if isinstance(exception, ObjectDoesNotExist):
            raise Http404 from exception
        if isinstance(exception, Refusal):
            return render(request, "access/impossible.html", {"sentence": exception.say()}, status=400)
        return None
