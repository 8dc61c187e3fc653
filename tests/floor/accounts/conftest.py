"""The site with sign-in as it is served, and nothing else."""

import pytest
from pytest_django.fixtures import Settings

from yizhan.config import accounts


@pytest.fixture(autouse=True)
def _sign_in(settings: Settings) -> None:
    settings.AUTHENTICATION_BACKENDS = accounts.AUTHENTICATION_BACKENDS
    settings.SESSION_ENGINE = accounts.SESSION_ENGINE
    settings.YIZHAN_DEMO = True
    settings.ROOT_URLCONF = "tests.floor.accounts.urls"
    settings.MIDDLEWARE = [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "yizhan.floor.accounts.middleware.ActingMember",
    ]
