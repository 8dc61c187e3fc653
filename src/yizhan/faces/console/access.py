"""Who may use which address of this face: each role its own pages only."""

from collections.abc import Mapping

from yizhan.faces.components.access import Access, Reach
from yizhan.floor.accounts.states import ASSESSMENT_ROLES, Role

_COUNTY = {Role.COUNTY_OFFICER: Reach.COUNTY}
_CITY = {Role.CITY_OFFICER: Reach.CITY}
_BUREAUS = {**_COUNTY, **_CITY}
_ADMINISTRATOR = {Role.ADMINISTRATOR: Reach.ANY}
_AUDITOR = {Role.AUDITOR: Reach.ANY}
_KEEPERS = {**_BUREAUS, **_ADMINISTRATOR}
_ASSESSORS = dict.fromkeys(ASSESSMENT_ROLES, Reach.CITY)
_ALL = {**_KEEPERS, **_AUDITOR, **_ASSESSORS}
_EVERY_YEAR = dict.fromkeys(_KEEPERS, Reach.ANY)
_FORM, _SENT = ("GET", "POST"), ("POST",)


def _rows(
    names: str, reach: Mapping[Role, Reach], subject: str = "", methods: tuple[str, ...] = ("GET",)
) -> dict[str, Access]:
    return {f"console:{name}": Access(reach, subject, methods) for name in names.split()}


ACCESS: dict[str, Access] = {
    **_rows("home", _ALL),
    **_rows("inbox", _ALL, methods=_FORM),
    **_rows("inbox_notice", dict.fromkeys(_ALL, Reach.OWN), "console_notice"),
    **_rows("recognised", _ASSESSORS),
    **_rows("stations stations_export", _BUREAUS),
    **_rows("stations_new", _COUNTY, methods=_FORM),
    **_rows("stations_file", _BUREAUS, "console_station"),
    **_rows("stations_phone", _BUREAUS, "console_station", _SENT),
    **_rows("stations_basics stations_premises stations_area", _BUREAUS, "console_station", _FORM),
    **_rows("stations_operator stations_rectify stations_suspend", _COUNTY, "console_station", _FORM),
    **_rows("stations_area_end", _BUREAUS, "console_area", _FORM),
    **_rows("stations_measure stations_cancel", _COUNTY, "console_measure", _FORM),
    **_rows("applications", _BUREAUS),
    **_rows("applications_export", _BUREAUS, methods=_SENT),
    **_rows("applications_file", _BUREAUS, "console_application"),
    **_rows("applications_form", _BUREAUS, "console_application", _SENT),
    **_rows("applications_reveal", _COUNTY, "console_application", _SENT),
    **_rows("applications_paper", _BUREAUS, "console_paper"),
    **_rows("applications_photo", _BUREAUS, "console_photo"),
    **_rows(
        "applications_accept applications_return applications_link applications_schedule applications_record"
        " applications_add_photo applications_decide applications_publicise applications_publicity"
        " applications_open applications_carry_out",
        _COUNTY,
        "console_application",
        _FORM,
    ),
    **_rows("coverage", _BUREAUS),
    **_rows("coverage_plan", _CITY, methods=_FORM),
    **_rows("blacklist", _BUREAUS),
    **_rows("blacklist_new", _BUREAUS, methods=_FORM),
    **_rows("blacklist_propose", _BUREAUS, "console_employer", _FORM),
    **_rows("blacklist_case blacklist_evidence", _BUREAUS, "console_case"),
    **_rows("blacklist_confirm blacklist_reject blacklist_settle blacklist_lift", _BUREAUS, "console_case", _FORM),
    **_rows("rights", _COUNTY),
    **_rows("rights_file", _COUNTY, "console_request"),
    **_rows("rights_reveal", _COUNTY, "console_request", _SENT),
    **_rows(
        "rights_take_up rights_identity rights_answer rights_carry_out rights_refuse rights_propose rights_send_back"
        " rights_erase rights_lift",
        _COUNTY,
        "console_request",
        _FORM,
    ),
    **_rows("extracts", _BUREAUS),
    **_rows("extracts_new", _BUREAUS, methods=_FORM),
    **_rows("extracts_file", _BUREAUS, "console_extract"),
    **_rows("extracts_release extracts_refuse extracts_withdraw", _BUREAUS, "console_extract", _FORM),
    **_rows("extracts_fetch", _BUREAUS, "console_extract", _SENT),
    **_rows("staff", _KEEPERS),
    **_rows("staff_new", _KEEPERS, methods=_FORM),
    **_rows("staff_person", _KEEPERS, "console_person"),
    **_rows("staff_grant staff_password staff_factor", _KEEPERS, "console_person", _FORM),
    **_rows("staff_end", _KEEPERS, "console_membership", _FORM),
    **_rows("staff_suspend staff_reinstate", _ADMINISTRATOR, "console_person", _FORM),
    **_rows("organisations", _KEEPERS),
    **_rows("organisations_file", _KEEPERS, "console_organisation"),
    **_rows("organisations_new", _ADMINISTRATOR, methods=_FORM),
    **_rows("organisations_rename organisations_close", _ADMINISTRATOR, "console_organisation", _FORM),
    **_rows("calendar", _KEEPERS),
    **_rows("calendar_year", _EVERY_YEAR, "console_year"),
    **_rows(
        "calendar_publish calendar_day",
        dict.fromkeys((Role.CITY_OFFICER, Role.ADMINISTRATOR), Reach.ANY),
        "console_year",
        _FORM,
    ),
    **_rows("jobs", _ADMINISTRATOR),
    **_rows("jobs_retry", _ADMINISTRATOR, "console_delivery", _FORM),
    **_rows("retention", _ADMINISTRATOR),
    **_rows("retention_remove", _ADMINISTRATOR, "console_retention", _FORM),
    **_rows("audit", _AUDITOR),
    **_rows("audit_verify", _AUDITOR, methods=_FORM),
    **_rows("audit_head", _AUDITOR, methods=_SENT),
}
