"""The addresses of this face."""

from django.urls import path

from yizhan.faces.worker.views import abilities, consents, crews, filing, home, inbox, registering, requests, rights
from yizhan.floor.rights.states import RequestKind

app_name = "worker"
urlpatterns = [
    path("", home.home, name="home"),
    path("registrations", home.registrations, name="registrations"),
    path("register", registering.register, name="register"),
    *(
        path(f"register/{code}", registering.stage, {"code": code}, name=f"register_{code}")
        for code in ("who", "guardian", "wish", "time", "place", "agree")
    ),
    path("register/done", registering.done, name="register_done"),
    path("file", filing.file, name="file"),
    path("file/print", filing.printed, name="file_print"),
    path("file/contact", filing.contact, name="file_contact"),
    path("file/place", filing.place, name="file_place"),
    path("file/care", filing.care, name="file_care"),
    path("file/guardian", filing.guardian, name="file_guardian"),
    path("file/guardian/paper", filing.guardian_paper, name="file_guardian_paper"),
    path("file/guardian/form", filing.guardian_form, name="file_guardian_form"),
    path("file/guardian/<uuid:pk>/scan", filing.guardian_scan, name="file_guardian_scan"),
    path("file/wish", abilities.wish, name="file_wish"),
    path("file/time", abilities.time, name="file_time"),
    path("file/skills", abilities.skills, name="file_skills"),
    path("file/certificate", abilities.certificate, name="file_certificate"),
    path("file/certificate/<uuid:pk>/scan", abilities.scan, name="file_certificate_scan"),
    path("file/certificate/<uuid:pk>/remove", abilities.remove_certificate, name="file_certificate_remove"),
    path("file/category", abilities.category, name="file_category"),
    path("file/category/<uuid:pk>/end", abilities.end_category, name="file_category_end"),
    path("crew", crews.crews, name="crew"),
    path("crew/new", crews.new, name="crew_new"),
    path("crew/<uuid:pk>/invite", crews.invite, name="crew_invite"),
    path("crew/place/<uuid:pk>/answer", crews.answer, name="crew_answer"),
    path("crew/place/<uuid:pk>/leave", crews.leave, name="crew_leave"),
    path("rights", rights.rights, name="rights"),
    path("rights/seen", rights.seen, name="rights_seen"),
    path("rights/consents", consents.consents, name="rights_consents"),
    *(
        path(f"rights/{kind.value}", requests.ask, {"kind": kind}, name=f"rights_{kind.value}")
        for kind in RequestKind
        if kind is not RequestKind.WITHDRAWAL
    ),
    path("rights/requests/<uuid:pk>", requests.request_page, name="rights_request"),
    path("rights/requests/<uuid:pk>/withdraw", requests.withdraw, name="rights_request_withdraw"),
    path("rights/requests/<uuid:pk>/file/<str:form>", requests.file, name="rights_request_file"),
    path("erased/<str:receipt>", requests.erased, name="erased"),
    path("inbox", inbox.inbox, name="inbox"),
    path("inbox/<uuid:pk>", inbox.notice, name="inbox_notice"),
]
