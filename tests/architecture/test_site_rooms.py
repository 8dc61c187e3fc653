"""The house rules of the rooms that know the web framework: who writes, who reads, what is declared."""

import ast
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from yizhan.floor.privacy.classification import contradictions, unclassified

PACKAGE = Path(__file__).parents[2] / "src" / "yizhan"
ROOMS = ("floor", "network", "market")
WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}


def modules(*names: str) -> Iterator[Path]:
    for name in names:
        yield from (path for path in sorted((PACKAGE / name).rglob("*.py")) if path.parent.name != "migrations")


def public_functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def test_every_stored_field_is_classified_and_no_two_declarations_differ() -> None:
    assert unclassified() == []
    assert contradictions() == []


def test_faces_touch_no_manager_and_write_nothing_themselves() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{node.lineno} .{node.attr}"
        for path in modules("faces")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and (node.attr in ("objects", "_base_manager") or node.attr in WRITES)
    ]
    assert found == []


def test_relations_name_their_model_and_not_a_text() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in modules(*ROOMS)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("ForeignKey", "OneToOneField", "ManyToManyField")
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and node.args[0].value != "self"
    ]
    assert found == []


def test_every_action_takes_its_actor_and_its_time_by_keyword() -> None:
    """An action is what opens a transaction. Those of the system itself, which has no actor, are named here."""
    by_the_system = {"notify", "publish", "expire_due", "end_all", "apply_next", "apply_all"}
    found = []
    for path in modules(*ROOMS):
        if path.name != "actions.py" and path.parent.name != "actions":
            continue
        for node in public_functions(path):
            names = {argument.arg for argument in node.args.kwonlyargs}
            wanted = {"now"} if node.name in by_the_system else {"actor", "now"}
            if (
                any(ast.unparse(mark).startswith("transaction.atomic") for mark in node.decorator_list)
                and not wanted <= names
            ):
                found.append(f"{path.relative_to(PACKAGE)}:{node.name}")
    assert found == []


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    said = StringIO()
    call_command("makemigrations", dry_run=True, stdout=said)
    assert said.getvalue() == "No changes detected\n"
