"""Every address of the site."""

from django.conf import settings
from django.urls import include, path

from yizhan.config import pages
from yizhan.config.health import healthz, readyz
from yizhan.config.metrics import metrics

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("", include("yizhan.faces.public.urls")),
    path("login/", include("yizhan.faces.entrance.urls")),
    path("my/", include("yizhan.faces.worker.urls")),
    path("hire/", include("yizhan.faces.employer.urls")),
    path("work/", include("yizhan.faces.workbench.urls")),
    path("console/", include("yizhan.faces.console.urls")),
]
if settings.YIZHAN_DEMO:
    urlpatterns += [
        path("sandbox/", include("yizhan.faces.sandbox.urls")),
        path("components/", include("yizhan.faces.components.urls")),
    ]
handler400 = pages.bad_request
handler403 = pages.forbidden
handler404 = pages.not_found
handler500 = pages.broken
