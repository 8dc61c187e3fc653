"""The addresses of this face: those of its two halves."""

from yizhan.faces.workbench.counter.urls import urlpatterns as of_the_counter
from yizhan.faces.workbench.station.urls import urlpatterns as of_the_station

app_name = "workbench"
urlpatterns = [*of_the_counter, *of_the_station]
