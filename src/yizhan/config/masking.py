"""The last step before an event is written: no identity number, phone or bank card leaves in a log."""

from collections.abc import Mapping
from typing import Any

from structlog.typing import EventDict, WrappedLogger

from yizhan.kernel.personal_numbers import concealed

DEEPEST = 8


def conceal_personal_numbers(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Conceals such numbers in every key and value, however nested, in numbers and in the text of any object."""
    return {concealed(str(key)): _covered(value, 0) for key, value in event.items()}


def _covered(value: Any, depth: int) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return concealed(value)
    if isinstance(value, int | float):
        text = repr(value)
        return value if concealed(text) == text else concealed(text)
    if isinstance(value, bytes | bytearray):
        return concealed(bytes(value).decode("utf-8", "replace"))
    if depth < DEEPEST and isinstance(value, Mapping):
        return {concealed(str(key)): _covered(item, depth + 1) for key, item in value.items()}
    if depth < DEEPEST and isinstance(value, list | tuple | set | frozenset):
        return [_covered(item, depth + 1) for item in value]
    return concealed(repr(value))
