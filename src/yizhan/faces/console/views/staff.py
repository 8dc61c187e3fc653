"""The people of the area: who holds which role where, new accounts, first passwords, lost authenticators."""

from collections.abc import Callable
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from yizhan.faces.components import submissions
from yizhan.faces.components.access import actor_of
from yizhan.faces.components.outcomes import refusals
from yizhan.faces.components.paging import page
from yizhan.faces.components.steps import Step, data_of, shown
from yizhan.faces.console.areas import now_and_today
from yizhan.faces.console.forms.fields import ReasonForm
from yizhan.faces.console.forms.filters import StaffFilter
from yizhan.faces.console.forms.staff import AppointForm, EndMembershipForm, RoleForm, UsernameForm
from yizhan.faces.console.steps import step_page
from yizhan.floor.accounts import actions, passwords, queries, second_factor
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.appointing import appoint
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.policy import GRANTS
from yizhan.floor.accounts.states import STAFF_ROLES, AccountState, Role
from yizhan.floor.organisations import queries as organisations
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.states import OFFICIAL


def staff(request: HttpRequest) -> HttpResponse:
    """Who acts for whom today, by organisation."""
    actor = actor_of(request)
    _, today = now_and_today()
    form = StaffFilter(request.GET.dict())
    found = page(queries.staff(actor, on=today, role=form.chosen("role")), request, order=("path", "role", "pk"))
    return render(request, "console/staff.html", {"form": form, "page": found})


def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One of them: the roles in this area, and the account."""
    actor = actor_of(request)
    _, today = now_and_today()
    found = queries.staff_person(actor, pk)
    held = queries.staff(actor, person=found)
    context = {
        "person": found,
        "memberships": [(one, one.until is not None and one.until <= today) for one in held],
        "own": found.pk == actor.id,
        "administers": actor.administers,
        "suspended": found.state == AccountState.SUSPENDED,
    }
    return render(request, "console/person.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Appoints somebody; the first password is shown this once."""
    actor = actor_of(request)
    now, today = now_and_today()
    form = AppointForm(
        roles=_roles(actor), organisations=_places(actor), initial={"since": today.isoformat()}, **data_of(request)
    )
    before = submissions.answered(request)
    if before:
        return redirect(before)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        with refusals(form):
            given = {**said, "role": Role(said["role"])}
            made = appoint(actor=actor, now=now, **given)
            return _once(request, made.person, made.password)
    step = Step(
        "新建工作人员",
        reverse("console:staff"),
        "密码只显示一次；本人首次登录后自己更换并绑定动态码。",
        "新建",
        crumbs=(_up(),),
    )
    return shown(request, "console/step.html", {"form": form, "step": step}, form)


def grant(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another role."""
    actor, found = actor_of(request), queries.staff_person(actor_of(request), pk)
    now, today = now_and_today()
    form = RoleForm(
        roles=_roles(actor), organisations=_places(actor), initial={"since": today.isoformat()}, **data_of(request)
    )

    def act() -> None:
        said = dict(form.cleaned_data)
        given = {**said, "role": Role(said["role"])}
        actions.grant_membership(actor=actor, person=found, now=now, **given)

    return _about(request, found, form, act, "授予岗位", "岗位已授予")


def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ends a role."""
    actor = actor_of(request)
    now, today = now_and_today()
    membership = get_object_or_404(queries.staff(actor), pk=pk)
    form = EndMembershipForm(initial={"until": today.isoformat()}, **data_of(request))

    def act() -> None:
        actions.end_membership(actor=actor, membership=membership, now=now, **form.cleaned_data)

    place = membership.organisation.name if membership.organisation else ""
    facts = (("岗位", str(membership.get_role_display())), ("机构", place))
    return _about(request, membership.person, form, act, "结束岗位", "岗位已结束", facts=facts, danger=True)


def password(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Gives a new first password, shown this once."""
    actor, found = actor_of(request), queries.staff_person(actor_of(request), pk)
    form = UsernameForm(initial={"username": found.username or ""}, **data_of(request))
    before = submissions.answered(request)
    if before:
        return redirect(before)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            username = form.cleaned_data["username"]
            made = passwords.give_initial(actor=actor, person=found, username=username, now=now_and_today()[0])
            return _once(request, found, made)
    lead = "旧密码随即失效，已登录的会话都会退出。"
    step = Step("发放初始密码", _of(found), lead, "发放", crumbs=(_up(), (found.name, _of(found))))
    return shown(request, "console/step.html", {"form": form, "step": step}, form)


def factor(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Takes a lost authenticator away."""
    actor, found = actor_of(request), queries.staff_person(actor_of(request), pk)
    form = ReasonForm(**data_of(request))

    def act() -> None:
        second_factor.reset(actor=actor, person=found, now=now_and_today()[0], **form.cleaned_data)

    lead = "请先当面或电话核实是本人。重置后，本人下次登录时重新绑定；恢复码同时作废。"
    return _about(request, found, form, act, "重置动态码", "动态码已重置", lead=lead, danger=True)


def suspend(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Suspends the account."""
    actor, found = actor_of(request), queries.staff_person(actor_of(request), pk)
    form = ReasonForm(**data_of(request))

    def act() -> None:
        actions.suspend(actor=actor, person=found, now=now_and_today()[0], **form.cleaned_data)

    return _about(
        request, found, form, act, "停用账号", "账号已停用", lead="停用后不能登录，已登录的会话随即退出。", danger=True
    )


def reinstate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lets a suspended account sign in again."""
    actor, found = actor_of(request), queries.staff_person(actor_of(request), pk)
    form = ReasonForm(**data_of(request))

    def act() -> None:
        actions.reinstate(actor=actor, person=found, now=now_and_today()[0], **form.cleaned_data)

    return _about(request, found, form, act, "恢复账号", "账号已恢复")


def _once(request: HttpRequest, found: Person, made: str) -> HttpResponse:
    """The first password, on no page but this answer; the same form sent again leads to the person."""
    submissions.remember(request, _of(found))
    return render(request, "console/password.html", {"person": found, "password": made, "crumbs": (_up(),)})


def _about(
    request: HttpRequest,
    found: Person,
    form: Form,
    act: Callable[[], object],
    title: str,
    said: str,
    *,
    lead: str = "",
    facts: tuple[tuple[str, str], ...] = (),
    danger: bool = False,
) -> HttpResponse:
    crumbs = (_up(), (found.name, _of(found)))
    step = Step(title, _of(found), lead, danger=danger, facts=(("姓名", found.name), *facts), crumbs=crumbs)
    return step_page(request, form, act, step=step, said=said)


def _roles(actor: Actor) -> list[Role]:
    """The staff roles that the actor's role grants."""
    return [role for role in GRANTS.get(actor.role, ()) if role in STAFF_ROLES]


def _places(actor: Actor) -> list[Organisation]:
    """Open organisations in which he may grant something, operators of stations there included."""
    _, today = now_and_today()
    seen = list(organisations.organisations(actor, kinds=OFFICIAL))
    run = [one.operator for one in seen if one.operator is not None]
    every = {one.pk: one for one in (*seen, *run)}
    return [one for one in every.values() if one.closed_on is None or one.closed_on > today]


def _of(found: Person) -> str:
    return reverse("console:staff_person", args=[found.pk])


def _up() -> tuple[str, str]:
    return "人员", reverse("console:staff")
