"""Who may use which address of this face: signing in is for everybody, the own account for whoever has signed in."""

from yizhan.faces.components.access import Access, Reach, everybody, whoever_signed_in
from yizhan.floor.accounts.states import Role

_PERSONS = tuple(role for role in Role if role not in (Role.PUBLIC, Role.SYSTEM))
_FORM = ("GET", "POST")

ACCESS: dict[str, Access] = {
    "entrance:login": everybody(*_FORM),
    "entrance:code": everybody(*_FORM),
    "entrance:code_again": everybody("POST"),
    "entrance:staff": everybody(*_FORM),
    "entrance:wechat": everybody(),
    "entrance:wechat_back": everybody(),
    "entrance:demo": everybody("POST"),
    "entrance:start": whoever_signed_in(),
    "entrance:name": whoever_signed_in(*_FORM),
    "entrance:leave": whoever_signed_in("POST"),
    "entrance:memberships": whoever_signed_in(*_FORM),
    "entrance:account": whoever_signed_in(),
    "entrance:account_type": whoever_signed_in("POST"),
    "entrance:account_end_session": Access(
        dict.fromkeys(_PERSONS, Reach.OWN), subject="sign_in", methods=("POST",), signed_in=True
    ),
    "entrance:account_release_wechat": whoever_signed_in(*_FORM),
    "entrance:account_notices": whoever_signed_in(*_FORM),
    "entrance:account_phone": whoever_signed_in(*_FORM),
    "entrance:account_phone_code": whoever_signed_in(*_FORM),
    "entrance:account_phone_again": whoever_signed_in("POST"),
    "entrance:account_password": whoever_signed_in(*_FORM),
    "entrance:account_factor": whoever_signed_in(*_FORM),
    "entrance:account_factor_begin": whoever_signed_in("POST"),
    "entrance:account_factor_recovery": whoever_signed_in(*_FORM),
}
