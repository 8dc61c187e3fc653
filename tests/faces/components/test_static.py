"""Static files as they are served in production: named by their contents, found by their style sheets."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

from yizhan.config.faces import STORAGES


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All static files, collected once."""
    folder = tmp_path_factory.mktemp("static")
    manifest = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    with override_settings(STORAGES={**STORAGES, "staticfiles": manifest}, STATIC_ROOT=folder):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


def test_style_sheets_name_files_by_their_contents(collected: Path) -> None:
    hashed = [path for path in collected.rglob("*.css") if re.search(r"\.[0-9a-f]{12}\.css$", path.name)]
    assert len(hashed) >= 9
    for path in hashed:
        for address in re.findall(r"url\([\"']?([^\"')]+)", path.read_text(encoding="utf-8")):
            if not address.startswith(("data:", "#")):
                assert re.search(r"\.[0-9a-f]{12}\.", address), address
                assert (path.parent / address).resolve().is_file(), address


def test_text_is_compressed_and_fonts_are_not(collected: Path) -> None:
    assert list(collected.rglob("htmx.min.*.js.gz"))
    assert list(collected.rglob("*.woff2.gz")) == []


def test_all_static_files_take_less_than_sixteen_megabytes(collected: Path) -> None:
    assert sum(path.stat().st_size for path in collected.rglob("*") if path.is_file()) < 16 * 1024 * 1024
