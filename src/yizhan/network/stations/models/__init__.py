"""Stations with their file, area, staff and plan."""

from yizhan.network.stations.models.area import EmploymentOfficer, ServiceArea
from yizhan.network.stations.models.plan import NetworkPlan, PlanLine
from yizhan.network.stations.models.staffing import DutyShift, StaffPost
from yizhan.network.stations.models.station import ClosedDay, OpeningSpan, PostedContact, Station

__all__ = [
    "ClosedDay",
    "DutyShift",
    "EmploymentOfficer",
    "NetworkPlan",
    "OpeningSpan",
    "PlanLine",
    "PostedContact",
    "ServiceArea",
    "StaffPost",
    "Station",
]
