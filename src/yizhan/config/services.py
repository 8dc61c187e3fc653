"""Services outside, and what is promised to persons: settings that the rooms read by these names."""

from yizhan.config.environment import environment

_GIVEN = environment()

YIZHAN_FILES = _GIVEN.data / "files"
YIZHAN_HEADS = _GIVEN.data / "heads"
YIZHAN_SITE = _GIVEN.site
YIZHAN_TRUSTED_PROXIES = _GIVEN.trusted_proxies
_SMS, _WECHAT = _GIVEN.sms, _GIVEN.wechat
_ACCOUNT = {name: getattr(_SMS, name) for name in ("key_id", "key_secret", "signature", "host")} if _SMS else None
YIZHAN_SMS = None if _SMS is None or _ACCOUNT is None else {**_ACCOUNT, "template": _SMS.code_template}
YIZHAN_NOTICE_SMS = None if _SMS is None or _ACCOUNT is None else {**_ACCOUNT, "template": _SMS.notice_template}
YIZHAN_WECHAT = None if _WECHAT is None else {"app_id": _WECHAT.app_id, "app_secret": _WECHAT.app_secret}
YIZHAN_NOTICE_WECHAT = (
    None
    if _WECHAT is None
    else {
        "app_id": _WECHAT.app_id,
        "secret": _WECHAT.app_secret,
        "template": _WECHAT.notice_template,
        "site": _GIVEN.site,
    }
)
YIZHAN_DAILY_MESSAGES = {"sms": _GIVEN.daily_sms, "wechat": _GIVEN.daily_wechat}
YIZHAN_RIGHTS_WORKING_DAYS = _GIVEN.rights_days
