"""Headers, error pages, health and metrics of the running site."""

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import URLPattern, path

from tests.config.test_environment import PRODUCTION
from yizhan.config import health, pages
from yizhan.config.urls import handler400, handler403, handler404, handler500, urlpatterns
from yizhan.faces.components import access_middleware


def breaks(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a fault on purpose")


def forbids(_request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


class Faulty:
    """Addresses that go wrong."""

    handler400, handler403, handler404, handler500 = handler400, handler403, handler404, handler500
    urlpatterns = [*urlpatterns, path("breaks", breaks, name="breaks"), path("forbids", forbids, name="forbids")]


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(access_middleware, "SYSTEM_PAGES", access_middleware.SYSTEM_PAGES | {"breaks", "forbids"})
    return Client(raise_request_exception=False)


def said(response: HttpResponse) -> str:
    return response.content.decode()


def test_the_process_says_that_it_lives_without_a_database(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, said(response)) == (200, "正常\n")
    assert client.post("/healthz").status_code == 405


@pytest.mark.django_db
def test_ready_when_the_database_answers_and_is_migrated(client: Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, said(response)) == (200, "就绪\n")


@pytest.mark.django_db
def test_not_ready_before_the_migrations(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health._Applied, "known", False)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'audit'")
    assert health.pending_migrations() == ["audit.0001_initial"]
    response = client.get("/readyz")
    assert (response.status_code, said(response)) == (503, "数据库尚未升级，请运行 yizhan migrate\n")


def test_not_ready_without_a_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise OperationalError("no route")

    monkeypatch.setattr(connection, "cursor", gone)
    response = client.get("/readyz")
    assert (response.status_code, said(response)) == (503, "数据库没有应答\n")


def test_metrics_count_requests_by_route(client: Client) -> None:
    client.get("/healthz")
    client.get("/no/13800138000")
    text = said(client.get("/metrics"))
    assert 'yizhan_requests_total{method="GET",route="healthz",status="200"}' in text
    assert 'route="unmatched",status="404"' in text
    assert "13800138000" not in text


@pytest.mark.parametrize(
    "extra",
    [
        {"REMOTE_ADDR": "10.0.0.7"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"REMOTE_ADDR": "::ffff:10.0.0.7"},
    ],
)
def test_metrics_are_for_this_machine_only(client: Client, extra: dict[str, str]) -> None:
    assert client.get("/metrics", **extra).status_code == 404  # type: ignore[arg-type]


def test_every_answer_has_the_strict_headers(client: Client) -> None:
    for address in ("/healthz", "/nothing"):
        headers = client.get(address).headers
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; ")
        assert "unsafe" not in policy
        assert "http" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["X-Frame-Options"] == "DENY"


@override_settings(ROOT_URLCONF=Faulty)
@pytest.mark.parametrize(
    ("address", "status", "title"),
    [
        ("/nothing", 404, "没有找到这个页面"),
        ("/forbids", 403, "您没有权限做这件事"),
        ("/breaks", 500, "系统出了问题"),
    ],
)
def test_error_pages_are_plain_chinese_and_complete(faulty: Client, address: str, status: int, title: str) -> None:
    response = faulty.get(address)
    text = said(response)
    assert response.status_code == status
    assert f"<h1>{title}</h1>" in text
    assert re.findall(r"(?:src|href)=\"([^\"]*)\"", text) == ["/"]
    assert not re.search(r"style=|<script| on[a-z]+=|Traceback|RuntimeError", text)


@override_settings(ROOT_URLCONF=Faulty)
def test_the_style_of_an_error_page_is_the_one_the_policy_allows(faulty: Client) -> None:
    response = faulty.get("/breaks")
    style = re.search(r"<style>(.*?)</style>", said(response), re.S)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in response.headers["Content-Security-Policy"]


def test_a_strange_host_is_refused(client: Client) -> None:
    assert client.get("/nothing", headers={"host": "evil.example"}).status_code == 400


def test_a_stale_form_says_what_to_do() -> None:
    response = pages.stale_form(RequestFactory().get("/"), "CSRF token missing")
    assert response.status_code == 403
    assert "刷新后重新提交" in said(response)
    assert "CSRF" not in said(response)


def test_only_the_pages_for_machines_belong_to_no_face() -> None:
    own = {route.name for route in urlpatterns if isinstance(route, URLPattern)}
    assert own == access_middleware.SYSTEM_PAGES


def test_production_has_secure_cookies_and_passes_the_deployment_check(tmp_path: Path) -> None:
    code = (
        "import django, json; django.setup();"
        "from django.conf import settings as s; from django.core.checks import run_checks;"
        "print(json.dumps([[m.id for m in run_checks(include_deployment_checks=True)],"
        " s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_NAME, s.SECURE_HSTS_SECONDS,"
        " s.SECURE_SSL_REDIRECT, s.DEBUG]))"
    )
    outside = PRODUCTION | {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "yizhan.config.settings",
        "YIZHAN_DATA": str(tmp_path),
    }
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=outside)
    assert json.loads(done.stdout) == [[], True, True, "__Host-session", 31536000, True, False]
    assert list(tmp_path.iterdir()) == []
