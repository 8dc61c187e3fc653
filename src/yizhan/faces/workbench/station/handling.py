"""What may be done with a person's request now, step by step: the form of each, the words, and the action."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django import forms

from yizhan.faces.workbench.station.request_forms import AnswerForm, CheckForm, RefuseForm, SendBackForm
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.rights import actions, erasure
from yizhan.floor.rights.actions import ANSWERED_IN_WORDS, CARRIED_OUT_AT_ONCE
from yizhan.floor.rights.models import Request
from yizhan.floor.rights.states import DECIDERS, IdentityCheck, RefusalBasis, RequestKind, RequestState


@dataclass(frozen=True, slots=True)
class Handling:
    """One step: label of its button, what it means, and what was done. `danger` where it cannot be undone or goes against the person."""

    label: str
    lead: str
    said: str
    form: type[forms.Form] = forms.Form
    danger: bool = False


STEPS = {
    "take_up": Handling("受理", "受理后由您办理，请在期限内答复。", "已受理。"),
    "check": Handling("核对身份", "看原件，不留复印件。", "身份核对已登记。", CheckForm),
    "answer": Handling("答复", "写清结果。查阅、复制的副本随答复自动备好，只有本人能下载。", "已答复。", AnswerForm),
    "carry_out": Handling("办结", "确认已经办好：更正已改在档案里；限制、撤回同意立即生效。", "已办结。"),
    "propose": Handling("提出删除", "身份已核对，没有未了结的事项。由站长或区县经办复核后执行。", "已提交复核。"),
    "confirm": Handling(
        "复核并删除", "立即删除，不能恢复。依法须保存的部分不再使用。", "已删除，结果见下。", danger=True
    ),
    "send_back": Handling("退回", "退回经办人重新核实。", "已退回。", SendBackForm),
    "refuse": Handling("不予办理", "只能依据下列理由之一，并告知本人。", "已登记不予办理。", RefuseForm, danger=True),
}


def open_steps(actor: Actor, request: Request) -> list[str]:
    """The steps that the state and the role allow; what else stands against one is said when it is taken."""
    decides = actor.role in DECIDERS
    if request.state == RequestState.HANDED_IN:
        return ["take_up"]
    if request.state == RequestState.PROPOSED:
        return ["confirm", "send_back"] if decides else []
    if request.state == RequestState.ANSWERED:
        return ["carry_out"] if request.kind == RequestKind.CORRECTION else []
    if request.state != RequestState.IN_REVIEW:
        return []
    found = [] if request.identity_check else ["check"]
    if request.identity_check:
        found += ["answer"] if request.kind in ANSWERED_IN_WORDS else []
        found += ["carry_out"] if request.kind in CARRIED_OUT_AT_ONCE else []
        found += ["propose"] if request.kind == RequestKind.ERASURE else []
    return [*found, "refuse"] if decides else found


def take(step: str, *, actor: Actor, request: Request, form: forms.Form, now: datetime) -> object:
    """Takes the step with what the form says. Refusal as the actions give it. KeyError for no step."""
    data = form.cleaned_data
    acts: dict[str, Callable[[], object]] = {
        "take_up": lambda: actions.take_up(actor=actor, request=request, now=now),
        "check": lambda: actions.check_identity(
            actor=actor, request=request, means=IdentityCheck(data["identity_check"]), now=now
        ),
        "answer": lambda: actions.answer(actor=actor, request=request, words=data["words"], now=now),
        "carry_out": lambda: actions.carry_out(actor=actor, request=request, now=now),
        "propose": lambda: erasure.propose_erasure(actor=actor, request=request, now=now),
        "confirm": lambda: erasure.carry_out_erasure(actor=actor, request=request, now=now),
        "send_back": lambda: erasure.send_back(actor=actor, request=request, reason=data["reason"], now=now),
        "refuse": lambda: actions.refuse(
            actor=actor, request=request, basis=RefusalBasis(data["basis"]), words=data["words"], now=now
        ),
    }
    return acts[step]()
