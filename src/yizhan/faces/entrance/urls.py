"""The addresses of signing in and of one's own account."""

from django.urls import path

from yizhan.faces.entrance.views import (
    account,
    codes,
    demo,
    factor,
    memberships,
    notices,
    passwords,
    phones,
    staff,
    start,
    wechat,
)

app_name = "entrance"
urlpatterns = [
    path("", codes.login, name="login"),
    path("code", codes.code, name="code"),
    path("code/again", codes.code_again, name="code_again"),
    path("staff", staff.staff, name="staff"),
    path("wechat", wechat.leave_for_wechat, name="wechat"),
    path("wechat/back", wechat.back_from_wechat, name="wechat_back"),
    path("demo", demo.demo, name="demo"),
    path("start", start.start, name="start"),
    path("name", start.name, name="name"),
    path("leave", start.leave, name="leave"),
    path("memberships", memberships.memberships, name="memberships"),
    path("account", account.account, name="account"),
    path("account/type", account.type_size, name="account_type"),
    path("account/sessions/<uuid:pk>/end", account.end_session, name="account_end_session"),
    path("account/wechat/release", account.release_wechat, name="account_release_wechat"),
    path("account/notices", notices.notices, name="account_notices"),
    path("account/phone", phones.phone, name="account_phone"),
    path("account/phone/code", phones.phone_code, name="account_phone_code"),
    path("account/phone/again", phones.phone_again, name="account_phone_again"),
    path("account/password", passwords.password, name="account_password"),
    path("account/factor", factor.factor, name="account_factor"),
    path("account/factor/begin", factor.begin, name="account_factor_begin"),
    path("account/factor/recovery", factor.recovery, name="account_factor_recovery"),
]
