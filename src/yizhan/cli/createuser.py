"""`yizhan createuser`: somebody of the staff, with password and second factor, from the server's own terminal."""

import getpass
import sys
from datetime import UTC, datetime
from typing import Annotated

import typer
from django.db import transaction

from yizhan.cli import site
from yizhan.cli.options import Lang
from yizhan.cli.speech import SPEECH
from yizhan.floor.accounts.actions import enlist_person, grant_membership
from yizhan.floor.accounts.actors import SYSTEM
from yizhan.floor.accounts.passwords import plain_username, require_good, set_first
from yizhan.floor.accounts.second_factor import Enrolment, enrol
from yizhan.floor.accounts.states import ORGANISATION_OF, STAFF_ROLES, Role
from yizhan.floor.organisations.actions import found
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.queries import organisations
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal
from yizhan.kernel.texts import Text

PLATFORM = "platform"
app = typer.Typer(name="createuser", help="创建工作人员账号", add_completion=False, rich_markup_mode=None)


@app.command()
def createuser_command(
    username: Annotated[str, typer.Argument(metavar="登录名", help="3至40位小写字母、数字和 . _ -，以字母开头")],
    name: Annotated[str, typer.Option("--name", help="姓名")],
    role: Annotated[str, typer.Option("--role", help=f"岗位：{'、'.join(STAFF_ROLES)}")] = Role.ADMINISTRATOR.value,
    organisation: Annotated[
        str | None, typer.Option("--organisation", help="机构代码，有重复时写完整路径；管理员和审计员可省略")
    ] = None,
    password_stdin: Annotated[bool, typer.Option("--password-stdin", help="从标准输入读取一行作为密码")] = False,
    lang: Lang = "zh",
) -> None:
    """创建一个用密码和动态码登录的账号，并输出动态码的绑定地址（只显示一次）。"""
    given, chosen = plain_username(username), _role(role)
    password = _password(password_stdin)
    require_good(password, username=given, name=name)
    with site.database():
        place, enrolment = _create(given, name, chosen, organisation, password)
    SPEECH.say(
        Text(
            f"已创建{chosen.label}账号 {given}（{place.name}）",
            f"created {chosen.value} {given} of {place.code}",
        )
    )
    SPEECH.say(Text("请用身份验证器添加以下地址，首次登录时填写它给出的6位动态码：", "add this to an authenticator:"))
    SPEECH.say(Text(enrolment.uri, enrolment.uri))


@transaction.atomic
def _create(username: str, name: str, role: Role, code: str | None, password: str) -> tuple[Organisation, Enrolment]:
    now = datetime.now(UTC)
    place = _place(role, code, now)
    person = enlist_person(actor=SYSTEM, name=name, now=now)
    set_first(actor=SYSTEM, person=person, username=username, password=password, now=now)
    today = now.astimezone(SHANGHAI).date()
    grant_membership(actor=SYSTEM, person=person, role=role, organisation=place, since=today, now=now)
    return place, enrol(actor=SYSTEM, person=person, now=now)


def _role(text: str) -> Role:
    if text not in STAFF_ROLES:
        listed = "、".join(f"{role.value}（{role.label}）" for role in STAFF_ROLES)
        raise Refusal(f"没有岗位「{text}」，可用：{listed}", f"roles are {', '.join(STAFF_ROLES)}")
    return Role(text)


def _place(role: Role, code: str | None, now: datetime) -> Organisation:
    """The organisation with this code or path; the platform for its own roles, founded by the first of them."""
    if code is None and OrganisationKind.PLATFORM in ORGANISATION_OF[role]:
        known = organisations(SYSTEM).filter(kind=OrganisationKind.PLATFORM).first()
        return known or found(actor=SYSTEM, kind=OrganisationKind.PLATFORM, code=PLATFORM, name="平台", now=now)
    if code is None:
        raise Refusal(f"请用 --organisation 写明「{role.label}」所在机构的代码", f"{role.value} needs --organisation")
    everything = organisations(SYSTEM)
    by_path = everything.filter(path=code if code.endswith("/") else f"{code}/")
    matching = list(by_path or everything.filter(code=code))
    if not matching:
        raise Refusal(f"没有代码为「{code}」的机构", f"no organisation {code!r}")
    if len(matching) > 1:
        listed = "、".join(one.path for one in matching)
        raise Refusal(f"代码「{code}」有多个机构，请写完整路径：{listed}", f"give the whole path: {listed}")
    return matching[0]


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise Refusal("没有终端可输入密码，请加 --password-stdin", "no terminal: use --password-stdin")
    first = getpass.getpass("密码（至少12个字符）：")
    if getpass.getpass("再次输入密码：") != first:
        raise Refusal("两次输入的密码不同", "the two passwords differ")
    return first
