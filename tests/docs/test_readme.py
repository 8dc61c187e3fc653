"""The command lines and the Python example of the README files do what they show, on the workbook of the demo."""

import re
import runpy
import shlex
from pathlib import Path

import pytest

from yizhan.appraisal import catalogue
from yizhan.appraisal.forms import simulated_findings
from yizhan.cli.entry import COMMANDS, run
from yizhan.simulate.city import one_station
from yizhan.simulate.workbook import write_workbook

ROOT = Path(__file__).parents[2]
PAGES = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md")}
CONSOLES = [
    (name, found[1])
    for name, page in PAGES.items()
    for found in re.finditer(r"^```console\n(.*?)^```$", page, re.M | re.S)
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `make demo` leaves behind: out/ with the workbook."""
    path = tmp_path_factory.mktemp("readme")
    (path / "out").mkdir()
    findings = simulated_findings([catalogue.scheme("quanzhou-2025")])
    write_workbook(path / "out" / "示例零工市场.xlsx", one_station("quanzhou", seed=22, findings=findings))
    return path


@pytest.fixture(autouse=True)
def _there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "120")


@pytest.mark.parametrize(("page", "console"), CONSOLES, ids=[f"{n}-{c.splitlines()[0][9:30]}" for n, c in CONSOLES])
def test_each_line_shown_is_printed_in_this_order(page: str, console: str, capsys: pytest.CaptureFixture[str]) -> None:
    for part in re.split(r"^\$ yizhan ", console, flags=re.M)[1:]:
        command, *shown = part.splitlines()
        assert run(shlex.split(command)) == 0
        printed = iter([line.rstrip() for line in capsys.readouterr().out.splitlines()])
        for line in shown:
            wanted = line.removesuffix("…") if line.startswith("摘要") else line
            assert line == "…" or any(each.startswith(wanted.rstrip()) for each in printed), (command, line)


def test_python_example_runs_and_its_assertions_hold(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```$", PAGES["README.md"], re.M | re.S)
    assert code.count("assert ") == 3
    Path("example.py").write_text(code, encoding="utf-8")
    runpy.run_path("example.py")
    assert capsys.readouterr().out.startswith("月均推荐成功就业为19.833…人次/月：达到10得5分")


@pytest.mark.parametrize("page", PAGES)
def test_table_of_commands_names_every_command(page: str) -> None:
    rows = re.findall(r"^\| `(\w+)", PAGES[page], re.M)
    assert set(rows) == set(COMMANDS)
