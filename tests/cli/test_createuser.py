"""`yizhan createuser` as an operator runs it, on an embedded server of its own."""

import json
import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Said

PASSWORD = "蓝色的卡车过桥去了42次"
ENTRY = "from yizhan.cli import entry; entry.main()"
WHO = """
import django; django.setup()
from yizhan.floor.accounts.models import Membership, Person, SecondFactor
for one in Membership.objects.select_related('person', 'organisation').order_by('person__username'):
    print(one.person.username, one.role, one.organisation.path, one.person.password_is_initial, one.person.password[:6])
print(Person.objects.count(), SecondFactor.objects.filter(confirmed_at=None).count())
"""


class Site:
    """A data folder and the commands on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.outside = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "COLUMNS": "200",
            "YIZHAN_MODE": "demo",
            "YIZHAN_DATA": str(folder / "var"),
            "DJANGO_SETTINGS_MODULE": "yizhan.config.settings",
        }

    def python(self, code: str, *arguments: str, said: str = "") -> Said:
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            input=said,
            capture_output=True,
            text=True,
            check=False,
            cwd=self.folder,
            env=self.outside,
            timeout=120,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    def create(self, *arguments: str, password: str = PASSWORD) -> Said:
        return self.python(ENTRY, "createuser", *arguments, "--password-stdin", said=f"{password}\n")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    made = Site(tmp_path_factory.mktemp("site"))
    assert made.python(ENTRY, "migrate").status == 0
    return made


def test_the_first_administrator_founds_the_platform_and_gets_an_authenticator(site: Site) -> None:
    done = site.create("admin.chen", "--name", "陈静")
    assert done.status == 0
    first, _, uri = done.out.splitlines()
    assert first == "已创建系统管理员账号 admin.chen（平台）"
    assert uri.startswith("otpauth://totp/%E9%A9%BF%E7%AB%99:admin.chen?secret=")
    assert site.create("audit.lin", "--name", "林涛", "--role", "auditor").status == 0
    assert PASSWORD not in done.out + done.err
    assert site.python(WHO).out.splitlines() == [
        "admin.chen administrator platform/ False scrypt",
        "audit.lin auditor platform/ False scrypt",
        "2 2",
    ]


REFUSED = [
    (["admin.chen", "--name", "陈静"], PASSWORD, "该登录名已被使用"),
    (["Chen Jing", "--name", "陈静"], PASSWORD, "登录名为3至40位，以字母开头，只能用小写字母、数字和 . _ -"),
    (["chen.jing", "--name", "陈静"], "short", "密码至少12个字符"),
    (["chen.jing", "--name", "陈静"], "", "密码至少12个字符"),
    (["chen.jing", "--name", ""], PASSWORD, "请填写姓名，不超过60个字"),
    (["chen.jing", "--name", "陈静", "--role", "worker"], PASSWORD, "没有岗位「worker」，可用："),
    (
        ["chen.jing", "--name", "陈静", "--role", "finance"],
        PASSWORD,
        "请用 --organisation 写明「财政人员」所在机构的代码",
    ),
    (["chen.jing", "--name", "陈静", "--role", "finance", "--organisation", "x"], PASSWORD, "没有代码为「x」的机构"),
    (
        ["chen.jing", "--name", "陈静", "--role", "finance", "--organisation", "platform"],
        PASSWORD,
        "「财政人员」不能设在该机构",
    ),
]
# All of them in one process: each begins as a command of its own.
IN_TURN = """
import io, json, sys
from yizhan.cli import entry
for arguments, password in json.loads(sys.argv[1]):
    sys.stdin = io.StringIO(password + chr(10))
    print(entry.run(['createuser', *arguments, '--password-stdin']), file=sys.stderr, flush=True)
"""


def test_what_cannot_be_used_is_one_clear_line_and_leaves_nothing(site: Site) -> None:
    site.create("admin.chen", "--name", "陈静")
    before = site.python(WHO).out
    done = site.python(IN_TURN, json.dumps([(arguments, password) for arguments, password, _ in REFUSED]))
    said = done.err.splitlines()[-2 * len(REFUSED) :]
    assert said[1::2] == ["2"] * len(REFUSED)
    for line, (_, _, expected) in zip(said[::2], REFUSED, strict=True):
        assert line[: len(expected)] == expected
    assert done.out == ""
    assert site.python(WHO).out == before


def test_without_a_terminal_the_password_is_not_guessed(site: Site) -> None:
    done = site.python(ENTRY, "createuser", "chen.jing", "--name", "陈静")
    assert (done.status, done.err.splitlines()[-1]) == (2, "没有终端可输入密码，请加 --password-stdin")


@pytest.mark.parametrize(
    ("second", "status", "end"), [(PASSWORD, 0, "already"), ("another one 123", 2, "两次输入的密码不同")]
)
def test_on_a_terminal_the_password_is_asked_twice_and_not_echoed(
    site: Site, second: str, status: int, end: str
) -> None:
    child, terminal = pty.fork()
    if child == 0:
        username = f"tty.user{status}"
        os.chdir(site.folder)
        os.execve(sys.executable, [sys.executable, "-c", ENTRY, "createuser", username, "--name", "陈静"], site.outside)
    seen = b""
    for prompts, answer in enumerate((PASSWORD, second), 1):
        while seen.count("：".encode()) < prompts:
            assert select.select([terminal], [], [], 60)[0], "no prompt within a minute"
            seen += os.read(terminal, 4096)
        os.write(terminal, f"{answer}\n".encode())
    try:
        while more := os.read(terminal, 4096):
            seen += more
    except OSError:
        pass
    _, left = os.waitpid(child, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(left) == status
    text = seen.decode()
    assert PASSWORD not in text
    assert ("otpauth://" in text) if end == "already" else (end in text)
