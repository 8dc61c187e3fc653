"""The app."""

from django.apps import AppConfig


class WorkerConfig(AppConfig):
    """For a worker on a phone."""

    name = "yizhan.faces.worker"
    label = "faces_worker"
    verbose_name = "零工"
