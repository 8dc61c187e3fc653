"""The vocabulary and its document say what the definitions say."""

import subprocess
import sys
from pathlib import Path

from yizhan.facts.columns import PROOFS
from yizhan.facts.document import document
from yizhan.facts.indicators import INDICATORS
from yizhan.facts.reasons import REASONS
from yizhan.facts.tables import TABLES
from yizhan.facts.vocabulary import VOCABULARY

ROOT = Path(__file__).parents[2]


def test_the_document_is_current() -> None:
    assert (ROOT / "docs" / "facts.md").read_text("utf-8") == document()


def test_every_indicator_is_in_the_vocabulary_with_labels_in_both_languages() -> None:
    assert set(VOCABULARY) == set(INDICATORS)
    for name, measure in VOCABULARY.items():
        assert measure.name == name
        assert all(measure.label)
        assert all(measure.unit)
    labels = [measure.label.zh for measure in VOCABULARY.values()]
    assert len(set(labels)) == len(labels)


def test_parts_and_wholes_are_indicators_of_the_same_unit_or_table() -> None:
    parts = {name: measure.part_of for name, measure in VOCABULARY.items() if measure.part_of}
    assert parts == {
        "policy_talks_offline": "policy_talks",
        "guidance_sessions_offline": "guidance_sessions",
        "placements_proven_all": "placements_proven_any",
        "stable_placements_monthly_mean": "placements_monthly_mean",
        "stable_placements_monthly_mean_all": "placements_monthly_mean_all",
        "livestream_months": "livestreams",
    }


def test_every_reason_has_words_and_every_table_exists() -> None:
    used = {reason for each in INDICATORS.values() for reason in each.reasons}
    assert used == set(REASONS)
    assert {each.table for each in INDICATORS.values() if each.table} <= set(TABLES)


def test_no_proof_code_holds_the_joining_sign() -> None:
    assert all("+" not in choice.code for choice in PROOFS)


def test_the_vocabulary_loads_neither_the_engine_nor_arrow() -> None:
    code = (
        "import sys, yizhan.facts.vocabulary; sys.exit(any(m in sys.modules for m in ('duckdb', 'pyarrow', 'numpy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
