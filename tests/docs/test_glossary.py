"""Every term of the glossary exists in the code, once; every table, column, word, curve and reason has its row."""

import re
from pathlib import Path
from typing import get_args

from yizhan.facts.reasons import REASONS
from yizhan.facts.tables import TABLES
from yizhan.rules.building.curves import _BUILDERS
from yizhan.rules.payout import MONEY_LABELS
from yizhan.rules.values import InputKind

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
TERMS = re.findall(r"^\| `([^`]+)` \|", PAGE, re.M)
NAMES = [term.partition(" ")[0] for term in TERMS]


def test_each_term_has_one_row() -> None:
    assert len(TERMS) > 200
    assert sorted(term for term in set(TERMS) if TERMS.count(term) > 1) == []


def test_each_row_has_four_filled_cells() -> None:
    rows = [line.strip("| ").split(" | ") for line in PAGE.splitlines() if line.startswith("| `")]
    assert [row for row in rows if len(row) != 4 or not all(cell.strip() for cell in row)] == []


def test_each_code_name_occurs_in_the_code() -> None:
    files = [path for kind in ("*.py", "*.yaml") for path in (ROOT / "src").rglob(kind)]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    words = set(re.findall(r"[A-Za-z_][A-Za-z_0-9]*", code))
    assert sorted(set(NAMES) - words) == []


def test_every_table_column_and_word_of_a_column_has_a_row() -> None:
    wanted = set(TABLES)
    for table in TABLES.values():
        for column in table.columns:
            wanted |= {column.name, *column.codes}
    assert sorted(wanted - set(NAMES)) == []


def test_every_kind_of_curve_input_and_money_and_every_reason_has_a_row() -> None:
    wanted = {*_BUILDERS, *get_args(InputKind), *MONEY_LABELS, *REASONS}
    assert sorted(wanted - set(NAMES)) == []
