"""The app."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Uploaded files: checked, re-encoded, kept under random keys."""

    name = "yizhan.floor.files"
    label = "files"
    verbose_name = "文件"
