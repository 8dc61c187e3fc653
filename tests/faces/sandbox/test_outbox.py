"""The page of what was not sent, and the page that stands for WeChat's."""

import re
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.faces.sandbox.factories import a_code, a_notice
from yizhan.floor.notices.states import Channel

pytestmark = pytest.mark.django_db
BANNER = "沙箱：这里显示本应发出的短信和微信消息"


def texts(answer: object) -> list[str]:
    page: str = answer.content.decode()  # type: ignore[attr-defined]
    return [re.sub(r"<[^>]+>", "", found).strip() for found in re.findall(r"<p>(.*?)</p>\n</li>", page)]


def test_codes_and_notices_are_shown_together_latest_first(client: Client) -> None:
    now = timezone.now()
    a_code("13800138000", "604218", now - timedelta(minutes=3))
    a_notice(Channel.WECHAT, "open-id-1", "您有新的岗位推荐", now - timedelta(minutes=1))
    a_notice(Channel.SMS, "13900139000", "培训明天开始", now - timedelta(minutes=2))
    answer = client.get("/sandbox/")
    assert BANNER in answer.content.decode()
    assert texts(answer) == [
        "【通知】您有新的岗位推荐",
        "【通知】培训明天开始",
        "【驿站】验证码604218，5分钟内有效。请勿告诉他人。",
    ]
    assert re.findall(r"data-code>([0-9]+)<", answer.content.decode()) == ["604218"]


def test_numbers_are_masked(client: Client) -> None:
    a_code("13800138000", "604218", timezone.now())
    page = client.get("/sandbox/").content.decode()
    assert "138****8000" in page
    assert "13800138000" not in page


@pytest.mark.parametrize(
    ("channel", "shown"),
    [
        ("sms", ["【通知】短信来了", "【驿站】验证码604218，5分钟内有效。请勿告诉他人。"]),
        ("wechat", ["【通知】微信来了"]),
    ],
)
def test_one_channel_alone_is_shown(client: Client, channel: str, shown: list[str]) -> None:
    now = timezone.now()
    a_code("13800138000", "604218", now - timedelta(minutes=3))
    a_notice(Channel.WECHAT, "open-id-1", "微信来了", now)
    a_notice(Channel.SMS, "13900139000", "短信来了", now)
    answer = client.get("/sandbox/", {"channel": channel})
    assert texts(answer) == shown
    assert answer.content.decode().count('aria-current="page"') >= 1


@pytest.mark.parametrize("channel", ["", "inbox", "pigeon", "𠮷", "sms'"])
def test_an_unknown_channel_shows_all(client: Client, channel: str) -> None:
    a_code("13800138000", "604218", timezone.now())
    assert len(texts(client.get("/sandbox/", {"channel": channel}))) == 1


def test_what_was_sent_is_shown_as_text(client: Client) -> None:
    a_notice(Channel.SMS, "13900139000", "<script>alert(1)</script>", timezone.now())
    page = client.get("/sandbox/").content.decode()
    assert "&lt;script&gt;alert(1)" in page


def test_an_empty_page_says_what_to_do(client: Client) -> None:
    assert "还没有消息" in client.get("/sandbox/").content.decode()


def test_the_page_is_asked_for_again_every_five_seconds_and_by_a_link(client: Client) -> None:
    page = client.get("/sandbox/?channel=sms").content.decode()
    assert 'hx-get="/sandbox/?channel=sms" hx-trigger="every 5s"' in page
    assert 'href="/sandbox/?channel=sms"' in page
    assert "no-store" in client.get("/sandbox/").headers["Cache-Control"]


def test_thirty_messages_cost_as_many_queries_as_one(client: Client) -> None:
    counts = []
    for number in (1, 30):
        for _ in range(number):
            a_code("13800138000", "604218", timezone.now())
            a_notice(Channel.SMS, "13900139000", "培训明天开始", timezone.now())
        with CaptureQueriesContext(connection) as queries:
            client.get("/sandbox/")
        counts.append(len(queries))
    assert counts == [2, 2]


def test_the_page_of_wechat_leads_back_to_this_site_alone(client: Client) -> None:
    page = client.get("/sandbox/wechat", {"state": 'a"&b', "back": "https://evil.example"}).content.decode()
    assert "evil" not in re.sub(r'name="next" value="[^"]*"', "", page)
    assert re.findall(r'href="(/login/wechat/back[^"]*)"', page)[0] == (
        "/login/wechat/back?code=demo-1&amp;state=a%22%26b"
    )


def test_whoever_comes_there_by_accident_is_told_where_to_begin(client: Client) -> None:
    assert "请从登录页进来" in client.get("/sandbox/wechat").content.decode()


def test_in_production_there_is_no_sandbox() -> None:
    code = (
        "import os, base64, django;"
        "key = base64.b64encode(b'k' * 32).decode();"
        "os.environ.update(YIZHAN_MODE='production', DATABASE_URL='postgresql://u:p@localhost/x', YIZHAN_HOSTS='example.org',"
        " YIZHAN_SECRET_KEY=''.join(map(chr, range(48, 122))), YIZHAN_AUDIT_KEY=key, YIZHAN_KEYS='a:' + key, YIZHAN_LOOKUP_KEY=key,"
        " DJANGO_SETTINGS_MODULE='yizhan.config.settings');"
        "django.setup();"
        "from django.urls import resolve, Resolver404\n"
        "for path in ('/sandbox/', '/sandbox/wechat', '/components/'):\n"
        "    try: resolve(path); print('found', path)\n"
        "    except Resolver404: print('none')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout.split(), done.stderr) == (["none"] * 3, "")
