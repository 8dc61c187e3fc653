"""The head that leaves the system every day."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from yizhan.floor.audit.exports import own_public_key
from yizhan.floor.audit.models import Entry
from yizhan.floor.audit.signing import Witnessed
from yizhan.floor.audit.tasks import hand_out_daily
from yizhan.floor.audit.verification import verify_chain
from yizhan.kernel.clock import SHANGHAI

NOW = datetime(2026, 11, 20, 23, 50, tzinfo=SHANGHAI)
pytestmark = pytest.mark.django_db


def test_a_head_is_written_once_a_day_and_the_chain_holds_against_it(tmp_path: Path, settings: Settings) -> None:
    settings.YIZHAN_HEADS = tmp_path
    first = hand_out_daily(NOW)
    said = first.read_text(encoding="utf-8")
    assert (first.name, hand_out_daily(NOW + timedelta(minutes=5)).read_text(encoding="utf-8")) == (
        "head-2026-11-20.json",
        said,
    )
    assert hand_out_daily(NOW + timedelta(days=1)).name == "head-2026-11-21.json"
    data = json.loads(said)
    witness = Witnessed(data["sequence"], data["hash"], data["time"], data)
    assert (verify_chain([witness], own_public_key()).fault, Entry.objects.count()) == (None, 2)
