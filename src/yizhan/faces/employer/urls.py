"""The addresses of this face."""

from django.urls import path

from yizhan.faces.employer.views import agents, filing, home, registering

app_name = "employer"
urlpatterns = [
    path("", home.home, name="home"),
    path("register", registering.register, name="register"),
    *(
        path(f"register/{code}", registering.stage, {"code": code}, name=f"register_{code}")
        for code in ("kind", "identity", "details", "place")
    ),
    path("register/licence", registering.licence, name="register_licence"),
    path("register/mandate", registering.mandate, name="register_mandate"),
    path("register/done", registering.done, name="register_done"),
    path("file", filing.file, name="file"),
    path("file/edit", filing.edit, name="file_edit"),
    path("file/licence", filing.licence, name="file_licence"),
    path("file/licence/scan", filing.scan, name="file_licence_scan"),
    path("records", home.records, name="records"),
    path("agents", agents.agents, name="agents"),
    path("agents/invite", agents.invite, name="agents_invite"),
    path("agents/form", agents.paper, name="agents_form"),
    path("agents/mandate", agents.mandate, name="agents_mandate"),
    path("agents/<uuid:pk>/end", agents.end, name="agents_end"),
    path("appeal/<uuid:pk>", home.appeal, name="appeal"),
    path("inbox", home.inbox, name="inbox"),
    path("inbox/<uuid:pk>", home.notice, name="inbox_notice"),
]
