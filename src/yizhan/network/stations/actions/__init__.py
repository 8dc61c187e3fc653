"""Every write of this app."""

from yizhan.network.stations.actions.area import appoint_officer, end_area, end_officer, enlist_officer, serve
from yizhan.network.stations.actions.file import (
    close_day,
    edit_basics,
    edit_contacts,
    edit_coordinates,
    edit_equipment,
    edit_hours,
    edit_legal,
    edit_premises,
    reopen_day,
)
from yizhan.network.stations.actions.lifecycle import (
    close_station,
    found_station,
    open_station,
    plan_station,
    recognise,
    resume,
    suspend,
)
from yizhan.network.stations.actions.plan import PlannedNumber, set_plan
from yizhan.network.stations.actions.roster import copy_last_week, make_month, remove_shift, set_shift
from yizhan.network.stations.actions.staffing import end_post, enlist_staff, give_post

__all__ = [
    "PlannedNumber",
    "appoint_officer",
    "close_day",
    "close_station",
    "copy_last_week",
    "edit_basics",
    "edit_contacts",
    "edit_coordinates",
    "edit_equipment",
    "edit_hours",
    "edit_legal",
    "edit_premises",
    "end_area",
    "end_officer",
    "end_post",
    "enlist_officer",
    "enlist_staff",
    "found_station",
    "give_post",
    "make_month",
    "open_station",
    "plan_station",
    "recognise",
    "remove_shift",
    "reopen_day",
    "resume",
    "serve",
    "set_plan",
    "set_shift",
    "suspend",
]
