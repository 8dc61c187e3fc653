"""The house rules that no linter knows: budgets, lazy rooms, no evaluation of text, data with sources, clean words."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Migrations are written by a program, once.
SOURCES = sorted(path for path in (ROOT / "src").rglob("*.py") if path.parent.name != "migrations")
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    assert [str(path.relative_to(ROOT)) for path in SOURCES if lines(path) > 400] == []
    assert [str(path.relative_to(ROOT)) for path in TESTS if lines(path) > 500] == []


def test_nineteen_of_twenty_files_keep_to_three_hundred_lines() -> None:
    counts = sorted(lines(path) for path in SOURCES)
    assert counts[int(len(counts) * 0.95)] <= 300


def test_no_function_is_longer_than_sixty_lines() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in SOURCES
        for node in functions(path)
        if node.end_lineno is not None and node.end_lineno - node.lineno + 1 > 60
    ]
    assert long == []


def test_nineteen_of_twenty_functions_keep_to_thirty_five_lines() -> None:
    sizes = sorted(n.end_lineno - n.lineno + 1 for p in SOURCES for n in functions(p) if n.end_lineno is not None)
    assert sizes[int(len(sizes) * 0.95)] <= 35


def test_templates_keep_to_one_hundred_and_fifty_lines() -> None:
    templates = [*(ROOT / "src").rglob("*.html"), *(ROOT / "src").rglob("*.css")]
    assert templates
    assert [path.name for path in templates if lines(path) > 150] == []


@pytest.mark.parametrize(
    "room",
    ["kernel", "rules", "facts", "appraisal", "simulate", "cli", "floor", "network", "market", "faces", "config"],
)
def test_every_public_name_says_what_it_promises(room: str) -> None:
    silent = []
    for path in (path for path in SOURCES if (ROOT / "src" / "yizhan" / room) in path.parents):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if not ast.get_docstring(tree):
            silent.append(path.name)
        for node in tree.body:
            public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if public and not ast.get_docstring(node):
                silent.append(f"{path.name}:{node.name}")
    assert silent == []


def test_rules_never_evaluate_text_and_only_the_solver_sees_floats() -> None:
    called = {
        node.func.id
        for path in (ROOT / "src" / "yizhan" / "rules").rglob("*.py")
        if path.name != "programme.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert called & {"eval", "exec", "compile", "open", "float", "__import__"} == set()


def test_rules_and_kernel_hold_no_binary_fractions() -> None:
    found = [
        f"{path.name}: {node.value}"
        for room in ("rules", "kernel")
        for path in (ROOT / "src" / "yizhan" / room).rglob("*.py")
        if path.name != "programme.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, float)
    ]
    assert found == []


def test_loading_the_vocabulary_and_the_rules_loads_no_engine() -> None:
    code = (
        "import sys, json, yizhan.facts.vocabulary, yizhan.appraisal.catalogue, yizhan.rules.scoring;"
        "print(json.dumps([m for m in ('duckdb','pyarrow','numpy','scipy','pandas','rich','typer','jinja2') if m in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


def test_scoring_a_workbook_loads_neither_the_solver_nor_any_writer_of_reports() -> None:
    code = (
        "import sys, json, yizhan.cli.score;"
        "print(json.dumps([m for m in ('scipy','pandas','openpyxl','xlsxwriter','jinja2','resvg_py') if m in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


def test_lock_file_names_no_index() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text
    assert text.count("--hash=sha256:") > 50


def test_nothing_is_left_for_later_in_the_code() -> None:
    mark = re.compile(r"\b(TODO|FIXME)\b|# *XXX|raise NotImplementedError")
    found = [str(path.relative_to(ROOT)) for path in SOURCES if mark.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_every_standard_ships_its_source_word_for_word() -> None:
    folders = [path for path in (ROOT / "src/yizhan/rules/standards").iterdir() if path.is_dir()]
    assert len(folders) == 5
    assert [path.name for path in folders if not (path / "source.txt").is_file()] == []
