"""A small site that does not withstand: one address for each thing that has to be found, and one that is as it ought to be."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone

from yizhan.floor.accounts.models import Person

_PAGE = '<form method="post"><input type="text" name="word" value="{}"><input type="hidden" name="version" value="1"></form>'
_ERRORS = "<div data-errors><ul><li>{}</li></ul></div>"


def _page(word: str = "", error: str = "", status: int = 422) -> HttpResponse:
    shown = (
        word.replace("&", "&amp;")
        .replace('"', "&quot;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#x27;")
    )
    return HttpResponse(_PAGE.format(shown) + (_ERRORS.format(error) if error else ""), status=status)


def _answer(request: HttpRequest, **refused: str | int) -> HttpResponse:
    word = request.POST.get("word", "")
    if request.method == "GET":
        return _page(status=200)
    return _page(**{"word": word, "error": "请改正填写的内容", **refused})  # type: ignore[arg-type]


def fine(request: HttpRequest) -> HttpResponse:
    """Refuses everything, in Chinese, and keeps it."""
    return _answer(request)


def breaking(request: HttpRequest) -> HttpResponse:
    """Breaks on a letter that needs four bytes, and on nothing else."""
    if "𠮷" in request.POST.get("word", ""):
        raise RuntimeError("three bytes were thought enough")
    return _answer(request)


def half_done(request: HttpRequest) -> HttpResponse:
    """Writes, and refuses afterwards."""
    if request.method == "POST":
        Person.objects.create(name="半个人", created_at=timezone.now())
    return _answer(request)


def forgetful(request: HttpRequest) -> HttpResponse:
    """Shows an empty field again."""
    return _answer(request, word="")


def foreign(request: HttpRequest) -> HttpResponse:
    """Says it in another language."""
    return _answer(request, error="This field is required.")


def pretending(request: HttpRequest) -> HttpResponse:
    """Refuses as if all were well."""
    return _answer(request, status=200)


def echoing(request: HttpRequest) -> HttpResponse:
    """Shows what was typed as it came."""
    return _answer(request, error=f"看不懂：{request.POST.get('word', '')}")


urlpatterns = [
    path(view.__name__, view) for view in (fine, breaking, half_done, forgetful, foreign, pretending, echoing)
]
handler400 = "yizhan.config.pages.bad_request"
handler404 = "yizhan.config.pages.not_found"
handler500 = "yizhan.config.pages.broken"
