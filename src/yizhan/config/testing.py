"""The settings of the tests: the demo's, with a data folder and a database of their own and no waiting for strong hashes."""

import os
from pathlib import Path

os.environ.setdefault("YIZHAN_MODE", "demo")
os.environ.setdefault("YIZHAN_POOL", "0")
os.environ.setdefault("YIZHAN_DATA", str(Path(__file__).parents[3] / "var" / "test"))

from yizhan.config.settings import *  # noqa: F403
from yizhan.config.settings import DATABASES, STATIC_ROOT, STORAGES

# Several runs may share the embedded server, each with its own database.
DATABASES["default"]["TEST"]["NAME"] = f"test_yizhan_{os.getpid()}"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
LOGGING_CONFIG = None
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
