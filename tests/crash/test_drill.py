"""A short drill in every run of the tests; `make crash` runs the long one."""

from pathlib import Path

from tests.crash.drill import drill


def test_no_acknowledged_registration_is_lost_or_doubled_when_processes_are_killed(tmp_path: Path) -> None:
    report = drill(tmp_path, registrations=16, blows=["a web worker", "the database"], seed=5)
    assert (report.missed, report.faults, report.registered) == ([], [], 16)
    assert report.blows == {"a web worker": 1, "the database": 1}
