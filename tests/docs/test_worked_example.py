"""The worked example of docs/rules.md is what it says: it loads with every check, its cases hold, its command lines print that."""

import re
import shlex
from pathlib import Path

import pytest

from yizhan.appraisal import catalogue
from yizhan.cli.entry import run
from yizhan.facts.vocabulary import VOCABULARY
from yizhan.kernel.errors import Refusal
from yizhan.rules.building.loader import load
from yizhan.rules.cases import Example, differences, read_cases
from yizhan.rules.scheme import Scheme

PAGE = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
FILES = {found[1]: found[2] for found in re.finditer(r"^```\w+ (\S+)\n(.*?)^```$", PAGE, re.M | re.S)}
CONSOLES = [found[1] for found in re.finditer(r"^```console\n(.*?)^```$", PAGE, re.M | re.S)]
EXAMPLES = read_cases(FILES["cases/station.yaml"], "cases/station.yaml")


def _loaded(text: str = FILES["scheme.yaml"]) -> Scheme:
    return load(text, file="scheme.yaml", vocabulary=VOCABULARY, source=FILES["source.txt"])


def _changed(old: str, new: str) -> str:
    assert FILES["scheme.yaml"].count(old) == 1
    return FILES["scheme.yaml"].replace(old, new)


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the files lie where the page says, and the district's file as it was corrected."""
    standards = tmp_path / "src" / "yizhan" / "rules" / "standards"
    for name, text in FILES.items():
        path = tmp_path / name if name.startswith("district/") else standards / "example-2025" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "corrected").mkdir()
    for name in ("source.txt", "scheme.yaml"):
        text = FILES[f"district/{name}"].replace("每减少20个", "每减少10个").replace("unit: 20", "unit: 10")
        (tmp_path / "corrected" / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(catalogue, "SHELF", standards)
    monkeypatch.chdir(tmp_path)
    return standards


def test_page_holds_the_five_files_that_it_speaks_of() -> None:
    assert set(FILES) == {
        *("source.txt", "scheme.yaml", "cases/station.yaml"),
        *("district/source.txt", "district/scheme.yaml"),
    }


def test_example_has_seven_items_of_seven_curves_one_deduction_and_two_readings() -> None:
    scheme = _loaded()
    kinds = [item["curve"]["kind"] for item in scheme.tree["items"]]
    assert kinds == ["judged", "gate", "checklist", "shortfall", "steps", "bands", "highest"]
    assert [item["no"] for item in scheme.tree["deductions"]["items"]] == ["D1"]
    assert [reading.name for reading in scheme.readings] == ["shortfall_unit", "whole_number_gaps"]


@pytest.mark.parametrize("example", EXAMPLES, ids=[one.sentence for one in EXAMPLES])
def test_case_of_the_example_holds(example: Example) -> None:
    assert differences(_loaded(), example) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{at_least: 60, below: 80, points: 5", "{above: 60, below: 80, points: 5", "数值60没有任何一档覆盖"),
        ("urban: 400", "urban: 4e2", "4e2"),
        ("其中专职站长不少于1名}", "其中专职站长不少于2名}", "不在本项原文中"),
        ("max: 20", "max: 25", "声明的总分是100"),
    ],
)
def test_slips_that_the_page_names_do_not_load(old: str, new: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        _loaded(_changed(old, new))


@pytest.mark.parametrize("console", CONSOLES, ids=[one.splitlines()[0] for one in CONSOLES])
def test_command_line_prints_what_the_page_shows(console: str, shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command, *shown = console.splitlines()
    line, _, tail = command.removeprefix("$ yizhan ").partition(" | tail -n ")
    status = run(shlex.split(line))
    printed = capsys.readouterr().out.splitlines()
    assert printed[-int(tail) :] == shown if tail else printed == shown
    assert status == ("变体有低于上级标准之处" in console)
