"""The gallery, in the demo only."""

from django.urls import path

from yizhan.faces.components.gallery import gallery, layout

app_name = "components"
urlpatterns = [
    path("", gallery, name="gallery"),
    path("desk", layout, {"name": "desk"}, name="desk"),
    path("phone", layout, {"name": "phone"}, name="phone"),
    path("paper", layout, {"name": "paper"}, name="paper"),
]
