"""Who may use which address of the counter half."""

from yizhan.faces.components.access import Access, Reach
from yizhan.floor.accounts.states import STATION_ROLES, Role

_DESK = dict.fromkeys(STATION_ROLES, Reach.STATION)
_HEAD = {Role.STATION_HEAD: Reach.STATION}
_READ, _SEND, _BOTH = ("GET",), ("POST",), ("GET", "POST")


def _pages(subject: str, methods: tuple[str, ...], *names: str) -> dict[str, Access]:
    return {f"workbench:{name}": Access(_DESK, subject, methods) for name in names}


ACCESS: dict[str, Access] = {
    **_pages("", _READ, "today", "register_notice", "crews"),
    **_pages("", _BOTH, "register", "register_form", "people", "employers", "employers_register"),
    **_pages("", _SEND, "register_adopt", "employers_register_form", "employers_register_adopt"),
    **_pages("worker", _READ, "register_done", "people_file", "people_print", "people_guardian_form"),
    **_pages("worker", _SEND, "people_reveal"),
    **_pages("worker", _BOTH, "people_contact", "people_phone", "people_document", "people_identity", "people_wish"),
    **_pages("worker", _BOTH, "people_skills", "people_category", "people_certificate", "people_register"),
    **_pages("worker", _BOTH, "crews_new", "people_guardian"),
    **_pages("worker_with_guardian_paper", _READ, "people_guardian_paper"),
    **_pages("worker_consent", _BOTH, "people_consent"),
    **_pages("worker_category", _BOTH, "people_category_verify", "people_category_end"),
    **_pages("worker_category_with_proof", _READ, "people_category_proof"),
    **_pages("worker_certificate", _BOTH, "people_certificate_remove"),
    **_pages("worker_certificate_with_scan", _READ, "people_certificate_scan"),
    **_pages("registration", _BOTH, "people_registration_correct", "people_registration_withdraw"),
    **_pages("registration", _BOTH, "people_registration_publish"),
    "workbench:people_merge": Access(_HEAD, "worker", _BOTH),
    "workbench:people_merge_compare": Access(_HEAD, "worker_pair", _BOTH),
    "workbench:people_unmerge": Access(_HEAD, "worker_merge", _BOTH),
    **_pages("crew", _BOTH, "crews_crew"),
    **_pages("crew_member", _BOTH, "crews_answer", "crews_leave"),
    **_pages("employer_file", _READ, "employers_file"),
    **_pages("employer_file", _SEND, "employers_reveal"),
    **_pages("employer_file", _BOTH, "employers_amend", "employers_licence", "employers_again", "employers_needs"),
    **_pages("employer_file", _BOTH, "employers_mandate", "employers_propose"),
    "workbench:employers_merge": Access(_HEAD, "employer_file", _BOTH),
    "workbench:employers_merge_compare": Access(_HEAD, "employer_pair", _BOTH),
    "workbench:employers_unmerge": Access(_HEAD, "employer_merge", _BOTH),
    "workbench:employers_close": Access(_HEAD, "employer_file", _BOTH),
    "workbench:employers_reopen": Access(_HEAD, "employer_file", _BOTH),
    **_pages("employer_with_licence", _READ, "employers_licence_scan"),
    **_pages("employer_mandate", _BOTH, "employers_mandate_end"),
    **_pages("employer_mandate", _READ, "employers_mandate_paper"),
}
