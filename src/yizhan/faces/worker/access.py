"""Who may use which address of this face: workers their own file; whoever has signed in registers, and has the rights of a person."""

from yizhan.faces.components.access import Access, Reach, whoever_signed_in
from yizhan.floor.accounts.states import Role

_FORM = ("GET", "POST")
_WORKERS = dict.fromkeys((Role.WORKER, Role.CREW_LEADER), Reach.OWN)
_PERSONS = tuple(role for role in Role if role not in (Role.PUBLIC, Role.SYSTEM))
_OWN = Access(_WORKERS)
_OWN_FORM = Access(_WORKERS, methods=_FORM)


def _of(subject: str, *methods: str) -> Access:
    return Access(_WORKERS, subject=subject, methods=methods or ("GET",))


def _persons(subject: str, *methods: str) -> Access:
    return Access(dict.fromkeys(_PERSONS, Reach.OWN), subject=subject, methods=methods or ("GET",), signed_in=True)


ACCESS: dict[str, Access] = {
    "worker:home": _OWN,
    "worker:register": whoever_signed_in(),
    **{
        f"worker:register_{code}": whoever_signed_in(*_FORM)
        for code in ("who", "guardian", "wish", "time", "place", "agree")
    },
    "worker:register_done": whoever_signed_in(),
    "worker:file": _OWN,
    "worker:file_print": _OWN,
    **{
        f"worker:file_{name}": _OWN_FORM
        for name in (
            "contact",
            "place",
            "care",
            "guardian",
            "guardian_paper",
            "wish",
            "time",
            "skills",
            "certificate",
            "category",
        )
    },
    "worker:file_guardian_form": _OWN,
    "worker:file_guardian_scan": _of("own_guardian_paper"),
    "worker:file_certificate_scan": _of("own_certificate"),
    "worker:file_certificate_remove": _of("own_certificate", *_FORM),
    "worker:file_category_end": _of("own_category", *_FORM),
    "worker:registrations": _OWN,
    "worker:crew": _OWN,
    "worker:crew_new": _OWN_FORM,
    "worker:crew_answer": _of("own_invitation", "POST"),
    "worker:crew_leave": _of("own_crew_place", *_FORM),
    "worker:crew_invite": _of("own_crew", *_FORM),
    "worker:rights": whoever_signed_in(),
    "worker:rights_seen": whoever_signed_in(),
    "worker:rights_consents": whoever_signed_in(*_FORM),
    **{
        f"worker:rights_{kind}": whoever_signed_in(*_FORM)
        for kind in ("copy", "correction", "restriction", "erasure", "explanation")
    },
    "worker:rights_request": _persons("own_rights_request"),
    "worker:rights_request_withdraw": _persons("own_rights_request", *_FORM),
    "worker:rights_request_file": _persons("own_answered_copy"),
    "worker:erased": Access({Role.PUBLIC: Reach.ANY}, subject="erasure_receipt"),
    "worker:inbox": whoever_signed_in(*_FORM),
    "worker:inbox_notice": _persons("own_notice"),
}
