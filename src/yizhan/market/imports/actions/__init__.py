"""Every write of this app."""

from yizhan.market.imports.actions.applying import apply_all, apply_next, cancel, recompare, resume, start
from yizhan.market.imports.actions.receiving import abandon, compare, upload
from yizhan.market.imports.actions.reverting import revert

__all__ = [
    "abandon",
    "apply_all",
    "apply_next",
    "cancel",
    "compare",
    "recompare",
    "resume",
    "revert",
    "start",
    "upload",
]
