"""Files of these tests go to a folder of their own."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.YIZHAN_FILES = tmp_path
