"""Error pages: plain Chinese, complete in themselves, without the database, the session or a static file."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

from yizhan.config.headers import ERROR_STYLE


@requires_csrf_token
def bad_request(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400"""
    return _page(400, "这个请求无法处理", "请返回上一页，检查填写的内容后再试。")


@requires_csrf_token
def forbidden(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403"""
    return _page(403, "您没有权限做这件事", "如果工作需要，请联系本单位管理员。")


@requires_csrf_token
def not_found(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404"""
    return _page(404, "没有找到这个页面", "请检查网址，或回到首页重新查找。")


@requires_csrf_token
def broken(_request: HttpRequest) -> HttpResponse:
    """500"""
    return _page(500, "系统出了问题", "问题已经记录，您填写的内容可能没有保存。请稍后再试，或到驿站柜台办理。")


def stale_form(_request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token does not fit; `reason` is for the log only."""
    return _page(403, "页面已经过期", "请回到上一页，刷新后重新提交。")


def _page(status: int, title: str, advice: str) -> HttpResponse:
    words = {"title": title, "advice": advice, "status": status, "style": ERROR_STYLE}
    return HttpResponse(render_to_string("error.html", words), status=status)
