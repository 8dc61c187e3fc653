"""A visitor without a browser: fetches one page of each kind, and the first page of every one-click identity."""

import html
import re
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

PUBLIC = (
    ("/", "零工"),
    ("/stations/", "丰泽区零工市场"),
    ("/stations/map", "丰泽区零工市场"),
    ("/login/", "演示身份"),
    ("/privacy", "个人信息"),
    ("/sandbox/", "沙箱"),
)
ROLES = (
    "零工",
    "劳务带头人",
    "用工主体经办人",
    "驿站经办人员",
    "站长",
    "运营单位人员",
    "区县人社经办",
    "市级人社经办",
    "考核组成员",
    "财政人员",
    "系统管理员",
    "审计员",
)
_FORM = re.compile(r"<form[^>]*action=\"/login/demo\".*?</form>", re.S)
_INPUT = re.compile(r"name=\"(csrfmiddlewaretoken|membership)\"[^>]*value=\"([^\"]+)\"")
# The label of an identity begins with its role; the name follows.
_BUTTON = re.compile(r"<button[^>]*name=\"membership\"[^>]*value=\"([^\"]+)\"[^>]*>(.*?)</button>", re.S)
_TAGS = re.compile(r"<[^>]+>|\s+")


class Visitor:
    """Somebody with cookies of his own."""

    def __init__(self, site: str) -> None:
        self.site = site
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> tuple[int, str, str]:
        """Status, address after redirects, page."""
        return self._open(urllib.request.Request(self.site + path))

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, str, str]:
        """The same after sending a form."""
        body = urllib.parse.urlencode(fields).encode()
        return self._open(urllib.request.Request(self.site + path, body, {"Referer": f"{self.site}/login/"}))

    def _open(self, request: urllib.request.Request) -> tuple[int, str, str]:
        try:
            with self._opener.open(request, timeout=30) as answer:
                return answer.status, answer.url, answer.read().decode(errors="replace")
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.url or "", error.read().decode(errors="replace")


def ready(site: str, within: float, process: "subprocess.Popen[bytes]") -> bool:
    """Waits until the site says that it is ready. False when it has ended, or does not say so in time."""
    until = time.monotonic() + within
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{site}/readyz", timeout=5) as answer:
                if answer.status == 200:
                    return True
        except OSError:
            time.sleep(0.2)
    return False


def check(site: str) -> list[str]:
    """What is not as it should be, one line each; empty when all is well."""
    faults = [fault for path, words in PUBLIC if (fault := _fault(path, words, Visitor(site).get(path)))]
    identities = _identities(Visitor(site).get("/login/")[2])
    seen = set()
    for label in identities:
        visitor = Visitor(site)
        faults += _enter(visitor, label)
        seen.add(label.split()[0])
    missing = [role for role in ROLES if role not in seen]
    return faults + [f"登录页没有「{role}」的演示身份" for role in missing]


def _enter(visitor: Visitor, label: str) -> list[str]:
    page = visitor.get("/login/")[2]
    form = _FORM.search(page)
    token = dict(_INPUT.findall(form[0])) if form else {}
    membership = _identities(page).get(label, "")
    fields = {"membership": membership, "csrfmiddlewaretoken": token.get("csrfmiddlewaretoken", "")}
    answer = visitor.post("/login/demo", fields)
    print(f"  {label}：{urllib.parse.urlsplit(answer[1]).path}", flush=True)
    fault = _fault(f"{label}的首页", label.split()[1], answer)
    if urllib.parse.urlsplit(answer[1]).path.startswith("/login/"):
        fault = f"{label}：登录后没有离开登录页"
    return [fault] if fault else []


def _identities(page: str) -> dict[str, str]:
    return {_TAGS.sub(" ", html.unescape(text)).strip(): value for value, text in _BUTTON.findall(page)}


def _fault(what: str, words: str, answer: tuple[int, str, str]) -> str:
    status, _, page = answer
    if status != 200:
        return f"{what}：状态 {status}"
    return "" if words in page else f"{what}：没有「{words}」"
