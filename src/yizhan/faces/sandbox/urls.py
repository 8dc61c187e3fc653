"""The addresses of the sandbox; mounted in the demo only."""

from django.urls import path

from yizhan.faces.sandbox import views

app_name = "sandbox"
urlpatterns = [
    path("", views.outbox, name="outbox"),
    path("wechat", views.wechat, name="wechat"),
]
