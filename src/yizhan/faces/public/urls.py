"""The addresses that are open to everybody."""

from django.urls import path

from yizhan.faces.public.views import home, pages, stations

app_name = "public"
urlpatterns = [
    path("", home.home, name="home"),
    path("stations/", stations.stations, name="stations"),
    path("stations/map", stations.station_map, name="map"),
    path("stations/<uuid:pk>", stations.station, name="station"),
    path("stations/<uuid:pk>/poster", stations.poster, name="poster"),
    path("about", pages.about, name="about"),
    path("privacy", pages.privacy, name="privacy"),
    path("help", pages.help_without_phone, name="help"),
    path("type-size", pages.type_size, name="type_size"),
]
