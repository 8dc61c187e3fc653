"""The head of the chain, handed out every day: a copy outside is what makes the chain a proof."""

import json
import os
from datetime import datetime, time
from pathlib import Path

from django.conf import settings

from yizhan.floor.audit.actions import hand_out_head
from yizhan.kernel.clock import SHANGHAI


def hand_out_daily(now: datetime) -> Path:
    """Writes the signed head to `<YIZHAN_HEADS>/head-<date>.json`, for whoever carries it away. Once a day: a later run changes nothing."""
    folder = Path(settings.YIZHAN_HEADS)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"head-{now.astimezone(SHANGHAI).date().isoformat()}.json"
    if not path.exists():
        draft = path.with_suffix(".draft")
        draft.write_text(json.dumps(hand_out_head(actor=None, now=now), ensure_ascii=False, indent=1), encoding="utf-8")
        os.replace(draft, path)
    return path


PERIODIC = {"hand_out_daily": (time(23, 50), hand_out_daily)}
