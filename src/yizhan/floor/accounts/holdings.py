"""What this app holds about a person: the account with its memberships, and the sign-ins."""

from datetime import date, datetime
from uuid import UUID

from yizhan.floor.accounts import second_factor, sessions
from yizhan.floor.accounts.models import Membership, OneTimeCode, Person, SignIn
from yizhan.floor.accounts.states import AccountState
from yizhan.floor.privacy.holdings import Holding, Outcome
from yizhan.floor.privacy.sealed import SystemPurpose
from yizhan.kernel.clock import SHANGHAI

_BASIS = "任职起止（无姓名）保存至终止后3年（诉讼时效；人力资源市场暂行条例第三十三条）"
_SIGN_IN_BASIS = "登录记录保存6个月（网络安全法第二十一条：网络日志不少于六个月）"


def _copy_account(person_id: UUID) -> list[dict[str, str]]:
    return [
        {
            "姓名": person.name,
            "登录名": person.username or "",
            "手机号": "" if person.phone is None else person.phone.open_for(SystemPurpose.DOCUMENT),
            "已绑定微信": "是" if person.wechat_digest else "否",
            "状态": person.get_state_display(),
            "大字显示": "是" if person.large_type else "否",
            "登记时间": _moment(person.created_at),
        }
        for person in Person.objects.filter(pk=person_id)
    ]


def _copy_memberships(person_id: UUID) -> list[dict[str, str]]:
    held = Membership.objects.filter(person_id=person_id).select_related("organisation").order_by("since", "role")
    return [
        {
            "岗位": one.get_role_display(),
            "机构": one.organisation.name if one.organisation else "",
            "开始日期": one.since.isoformat(),
            "结束日期": one.until.isoformat() if one.until else "",
        }
        for one in held
    ]


def _copy_sign_ins(person_id: UUID) -> list[dict[str, str]]:
    return [
        {
            "登录时间": _moment(one.at),
            "方式": one.get_method_display(),
            "设备": one.device,
            "网络地址段": one.address_range,
            "结束时间": _moment(one.ended_at) if one.ended_at else "",
        }
        for one in SignIn.objects.filter(person_id=person_id).order_by("at")
    ]


def _erase_account(person_id: UUID, now: datetime) -> Outcome:
    """Name, phone, login name, password, second factor and WeChat go; the empty row stays, because records point to it."""
    person = Person.objects.select_for_update().filter(pk=person_id).exclude(state=AccountState.ERASED).first()
    if person is None:
        return Outcome(0, 0, "")
    sessions.end_all(person_id, now)
    removed = second_factor.remove(person_id)
    if person.phone_digest is not None:
        codes, _ = OneTimeCode.objects.filter(phone_digest=person.phone_digest).delete()
        removed += codes
    person.name, person.state = "", AccountState.ERASED
    person.phone = person.phone_digest = person.wechat_digest = person.username = None
    person.password_is_initial = person.large_type = False
    person.set_unusable_password()
    person.save()
    return Outcome(erased=removed + 1, restricted=0, basis="")


def _erase_memberships(person_id: UUID, now: datetime) -> Outcome:
    """Those that run end today; those that have not begun go; what was stays, without a name."""
    today = now.astimezone(SHANGHAI).date()
    held = Membership.objects.select_for_update().filter(person_id=person_id)
    gone, _ = held.filter(since__gte=today).delete()
    for one in held:
        _end_today(one, today)
    kept = held.count()
    return Outcome(erased=gone, restricted=kept, basis=_BASIS if kept else "")


def _end_today(one: Membership, today: date) -> None:
    if one.until is None or one.until > today:
        one.until = today
        one.save(update_fields=["until"])


def _erase_sign_ins(person_id: UUID, now: datetime) -> Outcome:
    """All sessions end; device and address range are blanked."""
    sessions.end_all(person_id, now)
    kept = SignIn.objects.filter(person_id=person_id)
    kept.update(device="", address_range="")
    count = kept.count()
    return Outcome(erased=0, restricted=count, basis=_SIGN_IN_BASIS if count else "")


def _moment(at: datetime) -> str:
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


HOLDINGS = (
    Holding("accounts.account", "账号", _copy_account, _erase_account),
    Holding("accounts.membership", "岗位", _copy_memberships, _erase_memberships),
    Holding("accounts.sign_in", "登录记录", _copy_sign_ins, _erase_sign_ins),
)
