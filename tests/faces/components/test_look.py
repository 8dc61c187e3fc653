"""The numbers of the design: contrast, and files that are what they claim to be."""

import hashlib
import re
from pathlib import Path

import pytest

from yizhan.faces.components.gallery import HERE

STATIC = HERE.parent / "static"
TOKENS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", (STATIC / "components" / "tokens.css").read_text()))
VENDOR = STATIC / "vendor"
BROWSER = Path(__file__).parents[1] / "browser" / "vendor"


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """As WCAG 2.1 defines it."""
    light, dark = sorted((luminance(TOKENS[one]), luminance(TOKENS[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_defined() -> None:
    assert round(contrast("ink", "sheet")) == 16


@pytest.mark.parametrize(
    ("text", "ground"),
    [(text, ground) for text in ("ink", "ink-soft", "primary") for ground in ("paper", "sheet", "primary-soft")]
    + [(tone, f"{tone}-soft") for tone in ("info", "success", "warning", "danger")]
    + [("on-primary", "primary"), ("on-primary", "primary-deep"), ("danger", "sheet"), ("danger", "paper")],
)
def test_text_has_a_contrast_of_seven(text: str, ground: str) -> None:
    assert contrast(text, ground) >= (7 if (text, ground) != ("ink-soft", "primary-soft") else 6.5)


@pytest.mark.parametrize(
    ("thing", "ground"), [("line-strong", "sheet"), ("line-strong", "paper"), ("seal", "sheet"), ("on-seal", "seal")]
)
def test_the_edges_of_controls_and_the_seal_can_be_seen(thing: str, ground: str) -> None:
    assert contrast(thing, ground) >= (4.5 if "seal" in thing else 3)


@pytest.mark.parametrize("folder", [VENDOR, BROWSER], ids=["site", "tests"])
def test_vendored_files_are_those_that_the_readme_names(folder: Path) -> None:
    rows = re.findall(
        r"^\| .*? \| ([^|]+\.[a-z0-9]+|[^|]+SUMS) \| `([0-9a-f]{64})` \|", (folder / "README.md").read_text(), re.M
    )
    assert rows
    for name, digest in rows:
        assert hashlib.sha256((folder / name.strip()).read_bytes()).hexdigest() == digest, name


def test_every_slice_of_the_font_is_the_published_one_and_is_named_by_the_style_sheet() -> None:
    folder = VENDOR / "noto-sans-sc"
    sums = dict(line.split("  ")[::-1] for line in (folder / "SHA256SUMS").read_text().splitlines())
    files = {f"files/{path.name}": path for path in (folder / "files").iterdir()}
    assert {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()} == sums
    style = (folder / "noto-sans-sc.css").read_text()
    assert sorted(re.findall(r"url\((files/[^)]+)\)", style)) == sorted(files)
    assert style.count("font-display:swap") == len(files)


@pytest.mark.parametrize("folder", ["htmx", "leaflet", "noto-sans-sc"])
def test_every_vendored_package_has_its_licence(folder: str) -> None:
    assert (VENDOR / folder / "LICENSE").read_text(encoding="utf-8").strip()


def test_what_is_vendored_stays_small() -> None:
    assert sum(path.stat().st_size for path in VENDOR.rglob("*") if path.is_file()) < 6 * 1024 * 1024
