"""Consents: each by itself, given and taken back by a button."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.steps import now
from yizhan.faces.worker.forms.rights import ConsentForm
from yizhan.floor.privacy import actions, queries
from yizhan.floor.privacy.models import Consent
from yizhan.floor.privacy.states import SENSITIVE_PURPOSES, ConsentChannel, ConsentPurpose
from yizhan.kernel.errors import Refusal
from yizhan.market.people.actions import withdraw_consent
from yizhan.market.people.forms import NOTICE_VERSION

# What the notice says, in the words of the public page 隐私说明.
_NOTICES = {
    ConsentPurpose.EMPLOYMENT_SERVICE: (
        "驿站用您的资料给您介绍工作、回访。",
        "撤回后，驿站不再为您推荐工作，档案还在。",
    ),
    ConsentPurpose.MESSAGES: ("有合适的活，用短信或微信告诉您。", "撤回后，只在网站里看消息。"),
    ConsentPurpose.MATCHING: ("系统按您的意愿自动挑活。", "撤回后，由您自己找，或请工作人员推荐。"),
    ConsentPurpose.SHOW_TO_EMPLOYER: ("推荐时把您的手机号给招人的单位。", "撤回后，由驿站转告您。"),
    ConsentPurpose.IDENTITY_CHECK: ("核对身份证号码，确认是您本人。", "撤回后不再核验；要删号码，请提交删除申请。"),
    ConsentPurpose.BANK_CARD: ("用银行卡结算工资。", "撤回后，工资改用其他办法结算。"),
    ConsentPurpose.LOCATION: ("记下大致住处（约1公里），找附近的活。", "撤回后，立即删除已记下的位置。"),
    ConsentPurpose.HEALTH: ("登记身体情况、残疾，避开不合适的活。", "撤回后，立即删除这些内容。"),
    ConsentPurpose.HARDSHIP: ("登记困难情况，帮您申请援助。", "撤回后，立即删除这些内容。"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One purpose: what it is for, what follows when it is taken back, and the consent in force, if there is one."""

    purpose: ConsentPurpose
    notice: str
    consequence: str
    sensitive: bool
    given: Consent | None


def consents(request: HttpRequest) -> HttpResponse:
    """Every purpose. A button gives, another takes back; the same again changes nothing."""
    actor = actor_of(request)
    if request.method == "POST":
        return _changed(request)
    every = list(queries.own_consents(actor, person_id=actor.id))
    held = {one.purpose: one for one in every if one.ended_at is None}
    rows = [
        Row(purpose, *_NOTICES[purpose], purpose in SENSITIVE_PURPOSES, held.get(purpose)) for purpose in ConsentPurpose
    ]
    return render(
        request, "worker/rights/consents.html", {"rows": rows, "ended": [one for one in every if one.ended_at]}
    )


def _changed(request: HttpRequest) -> HttpResponse:
    actor, form = actor_of(request), ConsentForm(request.POST)
    if not form.is_valid():
        raise Refusal("请从列表中选择", "no such purpose")
    purpose = ConsentPurpose(form.cleaned_data["purpose"])
    held = queries.has_consent(actor.id, purpose, at=now())
    if request.POST.get("give") == "1":
        actions.give(
            actor=actor,
            person_id=actor.id,
            purpose=purpose,
            notice_version=NOTICE_VERSION,
            channel=ConsentChannel.ONLINE,
            separate=True,
            now=now(),
        )
        messages.success(request, f"已同意：{purpose.label}。")
    elif held:
        withdraw_consent(actor=actor, purpose=purpose, now=now())
        messages.success(request, f"已撤回：{purpose.label}。")
    return redirect("worker:rights_consents")
