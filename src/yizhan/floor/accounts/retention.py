"""How long sign-ins are kept, and what is left of accounts that were erased."""

from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from yizhan.floor.accounts.models import Membership, SignIn
from yizhan.floor.accounts.states import AccountState
from yizhan.floor.privacy.retention import Retention


def _over() -> "QuerySet[SignIn]":
    """Those whose session does not last."""
    return SignIn.objects.exclude(session_key__in=Session.objects.values("session_key"))


def _of_erased() -> "QuerySet[Membership]":
    """What the erasure of an account left: role, organisation and days, without a name."""
    return Membership.objects.filter(person__state=AccountState.ERASED, until__isnull=False)


RETENTIONS = (
    Retention(
        "accounts.sign_in",
        "登录记录",
        6,
        "at",
        "登录之日起6个月",
        "网络安全法第二十一条：网络日志不少于六个月",
        _over,
    ),
    Retention(
        "accounts.membership",
        "已注销账号的任职起止",
        36,
        "until",
        "任职终止之日起3年",
        "人力资源市场暂行条例第三十三条：服务台账至少保存二年；诉讼时效三年，待核实",
        _of_erased,
        asks=True,
    ),
)
