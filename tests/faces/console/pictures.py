"""Pictures of pages for the handbook: what is seen without scrolling, small enough for a repository."""

import os
from pathlib import Path

from playwright.sync_api import Page

_FOLDER = Path(__file__).parents[3] / "docs" / "img"


def keep(page: Page, name: str) -> None:
    """Keeps the visible part of a page in docs/img when YIZHAN_SCREENSHOTS is 1."""
    if os.environ.get("YIZHAN_SCREENSHOTS") == "1":
        _FOLDER.mkdir(parents=True, exist_ok=True)
        path = _FOLDER / f"{name}.jpg"
        page.screenshot(path=path, type="jpeg", quality=72, scale="css", animations="disabled")
