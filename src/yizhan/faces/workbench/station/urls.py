"""The addresses of the station half."""

from django.urls import URLPattern, path

from yizhan.faces.workbench.station import choosing
from yizhan.faces.workbench.station.handling import STEPS
from yizhan.faces.workbench.station.sections import SECTIONS
from yizhan.faces.workbench.station.views import (
    applications,
    areas,
    files,
    imports,
    inbox,
    papers,
    requests,
    rosters,
    staffing,
)

_STATION: list[URLPattern] = [
    path("station/", choosing.enter, {"to": "station_file"}, name="station"),
    path("station/choose", choosing.choose, name="station_choose"),
    path("station/<uuid:pk>/", files.station_file, name="station_file"),
    path("station/<uuid:pk>/phone", files.station_phone, name="station_phone"),
    path("station/<uuid:pk>/closed-days", files.closed_days, name="station_closed_days"),
    path("station/<uuid:pk>/closed-days/reopen", files.reopen_day, name="station_reopen_day"),
    *(path(f"station/<uuid:pk>/{name}", files.section, {"section": name}, name=f"station_{name}") for name in SECTIONS),
    path("area/", choosing.enter, {"to": "area_station"}, name="area"),
    path("station/<uuid:pk>/area/", areas.area, name="area_station"),
    path("station/<uuid:pk>/area/officers/new", areas.appoint, name="area_appoint"),
    path("area/officers/<uuid:pk>/end", areas.end_officer, name="area_end_officer"),
    path("staff/", choosing.enter, {"to": "staff_station"}, name="staff"),
    path("station/<uuid:pk>/staff/", staffing.staff, name="staff_station"),
    path("station/<uuid:pk>/staff/post", staffing.give_post, name="staff_post"),
    path("station/<uuid:pk>/staff/new", staffing.enlist, name="staff_new"),
    path("staff/posts/<uuid:pk>/end", staffing.end_post, name="staff_end_post"),
]
_ROSTER: list[URLPattern] = [
    path("roster/", choosing.enter, {"to": "roster_station"}, name="roster"),
    path("station/<uuid:pk>/roster/", rosters.roster, name="roster_station"),
    path("station/<uuid:pk>/roster/paper", rosters.printed, name="roster_paper"),
    path("station/<uuid:pk>/roster/workbook", rosters.workbook, name="roster_workbook"),
    path("station/<uuid:pk>/roster/make", rosters.make, name="roster_make"),
    path("station/<uuid:pk>/roster/copy", rosters.copy, name="roster_copy"),
    path("station/<uuid:pk>/roster/shifts/new", rosters.add_shift, name="roster_add_shift"),
    path("roster/shifts/<uuid:pk>/remove", rosters.remove_shift, name="roster_remove_shift"),
]
_APPLICATIONS: list[URLPattern] = [
    path("applications/", applications.applications, name="applications"),
    path("applications/new", applications.begin, name="applications_new"),
    path("applications/blank/<slug:code>/<slug:format>", papers.blank, name="applications_blank"),
    path("applications/<uuid:pk>/", applications.application, name="applications_one"),
    path("applications/<uuid:pk>/edit", applications.edit, name="applications_edit"),
    path("applications/<uuid:pk>/submit", applications.submit, name="applications_submit"),
    path("applications/<uuid:pk>/withdraw", applications.withdraw, name="applications_withdraw"),
    path("applications/<uuid:pk>/subsidy", papers.subsidy, name="applications_subsidy"),
    path("applications/<uuid:pk>/papers/new", papers.attach, name="applications_attach"),
    path("applications/<uuid:pk>/forms/<slug:code>/<slug:format>", papers.document, name="applications_document"),
    path("applications/papers/<uuid:pk>", papers.paper, name="applications_paper"),
    path("applications/papers/<uuid:pk>/remove", papers.detach, name="applications_detach"),
    path("applications/photos/<uuid:pk>", papers.photo, name="applications_photo"),
]
_IMPORTS: list[URLPattern] = [
    path("imports/", imports.imports, name="imports"),
    path("imports/template", imports.template, name="imports_template"),
    path("imports/new", imports.upload, name="imports_new"),
    path("imports/<uuid:pk>/", imports.one, name="imports_one"),
    path("imports/<uuid:pk>/progress", imports.progress, name="imports_progress"),
    path("imports/<uuid:pk>/refused", imports.refusals_book, name="imports_refused"),
    path("imports/<uuid:pk>/start", imports.start, name="imports_start"),
    path("imports/<uuid:pk>/resume", imports.resume, name="imports_resume"),
    path("imports/<uuid:pk>/recompare", imports.recompare, name="imports_recompare"),
    path("imports/<uuid:pk>/abandon", imports.abandon, name="imports_abandon"),
    path("imports/<uuid:pk>/cancel", imports.cancel, name="imports_cancel"),
    path("imports/<uuid:pk>/revert", imports.revert, name="imports_revert"),
]
_NEWS: list[URLPattern] = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/read", inbox.all_read, name="inbox_read"),
    path("inbox/<uuid:pk>", inbox.opened, name="inbox_open"),
    path("requests/", requests.requests, name="requests"),
    path("requests/new", requests.hand_in, name="requests_new"),
    path("requests/<uuid:pk>/", requests.one, name="requests_one"),
    path("requests/<uuid:pk>/reveal", requests.reveal, name="requests_reveal"),
    *(path(f"requests/<uuid:pk>/{step}", requests.step, {"step": step}, name=f"requests_{step}") for step in STEPS),
]
urlpatterns: list[URLPattern] = [*_STATION, *_ROSTER, *_APPLICATIONS, *_IMPORTS, *_NEWS]
