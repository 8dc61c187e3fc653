"""Who may use which address of this face: whoever has signed in registers; an agent keeps the file of the own employer."""

from yizhan.faces.components.access import Access, Reach, whoever_signed_in
from yizhan.floor.accounts.states import Role

_FORM = ("GET", "POST")
_AGENTS = {Role.EMPLOYER_AGENT: Reach.OWN}
_OWN = Access(_AGENTS)
_OWN_FORM = Access(_AGENTS, methods=_FORM)


def _of(subject: str, *methods: str) -> Access:
    return Access(_AGENTS, subject=subject, methods=methods or ("GET",))


ACCESS: dict[str, Access] = {
    "employer:home": _OWN,
    "employer:register": whoever_signed_in(),
    **{f"employer:register_{code}": whoever_signed_in(*_FORM) for code in ("kind", "identity", "details", "place")},
    "employer:register_licence": _OWN_FORM,
    "employer:register_mandate": _OWN_FORM,
    "employer:register_done": _OWN,
    "employer:file": _OWN,
    "employer:file_edit": _OWN_FORM,
    "employer:file_licence": _OWN_FORM,
    "employer:file_licence_scan": _OWN,
    "employer:records": _OWN,
    "employer:agents": _OWN,
    "employer:agents_invite": _OWN_FORM,
    "employer:agents_form": _OWN,
    "employer:agents_mandate": _OWN_FORM,
    "employer:agents_end": _of("own_mandate", *_FORM),
    "employer:appeal": _of("own_blacklisting", *_FORM),
    "employer:inbox": Access(_AGENTS, methods=_FORM),
    "employer:inbox_notice": _of("own_notice_of_agent"),
}
