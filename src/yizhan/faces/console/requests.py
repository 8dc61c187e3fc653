"""What an officer may do with a person's request now."""

from dataclasses import dataclass

from django.urls import reverse

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.privacy.states import ASSISTED_CHANNELS
from yizhan.floor.rights.actions import ANSWERED_IN_WORDS, CARRIED_OUT_AT_ONCE
from yizhan.floor.rights.models import Request
from yizhan.floor.rights.states import RequestKind, RequestState


@dataclass(frozen=True, slots=True)
class Next:
    """A button. `asks` opens as a question where scripts run."""

    label: str
    url: str
    kind: str = "plain"
    asks: bool = False


def next_steps(actor: Actor, request: Request, *, restricts: bool = False) -> list[Next]:
    """The buttons in this state; an erasure is confirmed by another person than who proposed it. `restricts` where the restriction
    that was asked for is in force."""

    def to(name: str) -> str:
        return reverse(f"console:rights_{name}", args=[request.pk])

    if restricts:
        return [Next("解除限制", to("lift"))]
    if request.state == RequestState.HANDED_IN:
        return [Next("开始办理", to("take_up"), "primary", asks=True)]
    if request.state == RequestState.ANSWERED and request.kind == RequestKind.CORRECTION:
        return [Next("已更正，办结", to("carry_out"), "primary", asks=True)]
    if request.state == RequestState.PROPOSED and request.proposed_by != actor.id:
        return [Next("确认删除", to("erase"), "danger", asks=True), Next("退回重新审核", to("send_back"))]
    if request.state != RequestState.IN_REVIEW:
        return []
    if not request.identity_check:
        counter = [Next("核对申请人身份", to("identity"), "primary")] if request.channel in ASSISTED_CHANNELS else []
        return [*counter, Next("不予办理", to("refuse"))]
    return [_grant(request, to("answer"), to("carry_out"), to("propose")), Next("不予办理", to("refuse"))]


def _grant(request: Request, answer: str, carry_out: str, propose: str) -> Next:
    kind = RequestKind(request.kind)
    if kind in ANSWERED_IN_WORDS:
        return Next("答复", answer, "primary")
    if kind in CARRIED_OUT_AT_ONCE:
        return Next("办结", carry_out, "primary", asks=True)
    return Next("提请删除", propose, "primary", asks=True)
