"""Who may use which address of the station half."""

from yizhan.faces.components.access import Access, Reach
from yizhan.faces.workbench.station.handling import STEPS
from yizhan.faces.workbench.station.sections import SECTIONS
from yizhan.floor.accounts.states import STATION_ROLES, Role
from yizhan.floor.rights.states import DECIDERS, HANDLERS

_BOTH = ("GET", "POST")
_ALL = dict.fromkeys(STATION_ROLES, Reach.STATION)
_OWN = dict.fromkeys(STATION_ROLES, Reach.OWN)
_ANY = dict.fromkeys(STATION_ROLES, Reach.ANY)
# The file and the roster are kept, and applications made, by the head and by the operator.
_KEEPERS = {Role.STATION_HEAD: Reach.STATION, Role.OPERATOR_STAFF: Reach.STATION}
_HEAD = {Role.STATION_HEAD: Reach.STATION}
_HANDLERS = {role: Reach.STATION for role in HANDLERS if role in STATION_ROLES}
_DECIDERS = {role: Reach.STATION for role in DECIDERS if role in STATION_ROLES}
_STEP_OF_A_DECIDER = ("confirm", "send_back", "refuse")

_STATION = {
    "station": Access(_ALL),
    "station_choose": Access(_ALL),
    "station_file": Access(_ALL, "work_station"),
    "station_phone": Access(_KEEPERS, "work_station", ("POST",)),
    "station_closed_days": Access(_KEEPERS, "work_station", _BOTH),
    "station_reopen_day": Access(_KEEPERS, "work_station", ("POST",)),
    **{f"station_{name}": Access(_KEEPERS, "work_station", _BOTH) for name in SECTIONS},
    "area": Access(_ALL),
    "area_station": Access(_ALL, "work_station"),
    "area_appoint": Access(_KEEPERS, "work_station", _BOTH),
    "area_end_officer": Access(_KEEPERS, "work_officer", _BOTH),
    "staff": Access(_ALL),
    "staff_station": Access(_ALL, "work_station"),
    "staff_post": Access(_KEEPERS, "work_station", _BOTH),
    "staff_new": Access(_HEAD, "work_station", _BOTH),
    "staff_end_post": Access(_KEEPERS, "work_post", _BOTH),
    "roster": Access(_ALL),
    "roster_station": Access(_ALL, "work_station"),
    "roster_paper": Access(_ALL, "work_station"),
    "roster_workbook": Access(_ALL, "work_station"),
    "roster_make": Access(_KEEPERS, "work_station", _BOTH),
    "roster_copy": Access(_KEEPERS, "work_station", _BOTH),
    "roster_add_shift": Access(_KEEPERS, "work_station", _BOTH),
    "roster_remove_shift": Access(_KEEPERS, "work_shift", _BOTH),
}
_APPLICATIONS = {
    "applications": Access(_ALL),
    "applications_new": Access(_KEEPERS, methods=_BOTH),
    "applications_blank": Access(_ANY, "blank_form"),
    "applications_one": Access(_ALL, "work_application"),
    "applications_edit": Access(_KEEPERS, "work_application", _BOTH),
    "applications_submit": Access(_KEEPERS, "work_application", _BOTH),
    "applications_withdraw": Access(_KEEPERS, "work_application", _BOTH),
    "applications_subsidy": Access(_KEEPERS, "work_application", _BOTH),
    "applications_attach": Access(_KEEPERS, "work_application", _BOTH),
    "applications_document": Access(_ALL, "work_form", _BOTH),
    "applications_paper": Access(_ALL, "work_paper"),
    "applications_detach": Access(_KEEPERS, "work_paper", _BOTH),
    "applications_photo": Access(_ALL, "work_photo"),
}
_IMPORTS = {
    "imports": Access(_ALL),
    "imports_template": Access(_ALL),
    "imports_new": Access(_ALL, methods=_BOTH),
    "imports_one": Access(_ALL, "work_import"),
    "imports_progress": Access(_ALL, "work_import"),
    "imports_refused": Access(_ALL, "work_import"),
    **{f"imports_{act}": Access(_ALL, "work_import", ("POST",)) for act in ("start", "resume", "recompare")},
    **{f"imports_{act}": Access(_ALL, "work_import", _BOTH) for act in ("abandon", "cancel", "revert")},
}
_NEWS = {
    "inbox": Access(_ALL),
    "inbox_read": Access(_ALL, methods=("POST",)),
    "inbox_open": Access(_OWN, "work_notice", ("POST",)),
    "requests": Access(_HANDLERS),
    "requests_new": Access(_HANDLERS, methods=_BOTH),
    "requests_one": Access(_HANDLERS, "work_request"),
    "requests_reveal": Access(_HANDLERS, "work_request", ("POST",)),
    **{
        f"requests_{step}": Access(_DECIDERS if step in _STEP_OF_A_DECIDER else _HANDLERS, "work_request", _BOTH)
        for step in STEPS
    },
}
ACCESS: dict[str, Access] = {
    f"workbench:{name}": row for rows in (_STATION, _APPLICATIONS, _IMPORTS, _NEWS) for name, row in rows.items()
}
