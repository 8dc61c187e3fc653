"""No identity number, phone or bank card leaves in a log, wherever it was planted."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from yizhan.config.logging import SHARED, final_steps
from yizhan.config.masking import conceal_personal_numbers

IDENTITY = "11010519491231002X"
PHONE = "13800138000"
CARD = "6222021234567890128"


class Person:
    """Shows too much of itself."""

    def __repr__(self) -> str:
        return f"<Person {IDENTITY} {PHONE}>"


@pytest.fixture(params=[True, False], ids=["demo", "production"])
def written(request: pytest.FixtureRequest) -> Iterator[tuple[logging.Logger, io.StringIO]]:
    """A logger with the formatter of the settings, and what it wrote."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    steps = final_steps(demo=request.param)
    foreign = [*SHARED, structlog.stdlib.PositionalArgumentsFormatter()]
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=foreign, processors=steps))
    logger = logging.getLogger("tests.planted")
    logger.addHandler(handler)
    logger.setLevel("INFO")
    yield logger, stream
    logger.removeHandler(handler)


def clean(text: str) -> bool:
    return text != "" and not any(number in text for number in (IDENTITY, PHONE, CARD, "110105", "0013800"))


def test_planted_numbers_in_plain_logging(written: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = written
    logger.info("人员 %s，电话%s，卡 %s", IDENTITY, PHONE, CARD)
    logger.warning("身份证%s电话+86 138-0013-8000", IDENTITY)
    assert clean(stream.getvalue())
    assert "138-0013" not in stream.getvalue()
    assert stream.getvalue().count("\n") == 2


def test_planted_numbers_in_an_exception(written: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = written
    try:
        raise ValueError(f"duplicate key (phone)=({PHONE}) {CARD}")
    except ValueError:
        logger.exception("failed for %s", IDENTITY)
    assert "ValueError" in stream.getvalue()
    assert clean(stream.getvalue())


def test_planted_numbers_in_structured_events(written: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = written
    structlog.get_logger("tests.planted").info(
        "opened",
        who=Person(),
        phone=int(PHONE),
        nested={IDENTITY: [CARD, (PHONE, {"x": IDENTITY})]},
        raw=PHONE.encode(),
    )
    assert clean(stream.getvalue())
    assert "opened" in stream.getvalue()


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ({"a": PHONE}, {"a": "*********00"}),
        ({"a": int(PHONE)}, {"a": "*********00"}),
        ({"a": IDENTITY}, {"a": "****************2X"}),
        ({"a": "１３８００１３８０００"}, {"a": "*********００"}),
        ({"a": "6222 0212 3456 7890 128"}, {"a": "*********************28"}),
        ({"a": 1234, "b": None, "c": True, "d": 1.5}, {"a": 1234, "b": None, "c": True, "d": 1.5}),
        ({"a": "2026-11-21T12:51:55.123456Z"}, {"a": "2026-11-21T12:51:55.123456Z"}),
        ({"a": "12345678-1234-4123-8123-138001380001"}, {"a": "12345678-1234-4123-8123-138001380001"}),
        ({"a": {"b": {PHONE}}}, {"a": {"b": ["*********00"]}}),
    ],
)
def test_what_is_concealed_and_what_is_not(event: dict[str, object], expected: dict[str, object]) -> None:
    assert conceal_personal_numbers(None, "info", event) == expected


def test_production_writes_one_line_of_json_for_an_event() -> None:
    line = event = {"event": "打开", "number": 3}
    for step in final_steps(demo=False)[3:]:
        line = step(None, "info", dict(line))  # type: ignore[arg-type,assignment]
    assert json.loads(str(line)) == event
