"""A folder for the files of each test."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Where the files lie."""
    settings.YIZHAN_FILES = tmp_path / "files"
    return tmp_path / "files"
