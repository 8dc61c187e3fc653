"""Conditions on a row in words, for the documentation."""

from yizhan.facts.predicates import (
    All,
    Any,
    Bound,
    Compares,
    Given,
    Known,
    Mentions,
    No,
    Not,
    OneOf,
    OnWorkingDay,
    Predicate,
    Proven,
    Yes,
)

_RELATIONS = {"<": "before", "<=": "not after", ">": "after", ">=": "not before"}


def in_words(predicate: Predicate) -> str:
    """The condition as an English phrase; an empty one for every row."""
    match predicate:
        case Yes(column=column):
            return f"`{column}`"
        case No(column=column):
            return f"not `{column}`"
        case OneOf(column=column, codes=codes):
            return f"`{column}` {' or '.join(codes)}"
        case Given(column=column) | Known(column=column):
            return f"`{column}` stated"
        case Proven():
            return "any document"
        case Mentions(code=code):
            return code
        case OnWorkingDay():
            return "a statutory working day"
        case Compares(column=column, relation=relation, other=other):
            bound = f"the {other.side} of {other.window.value.en}" if isinstance(other, Bound) else f"`{other}`"
            return f"`{column}` {_RELATIONS[relation]} {bound}"
        case Not(part=Known(column=column)):
            return f"`{column}` not stated"
        case Not(part=part):
            return f"not ({in_words(part)})"
        case All(parts=parts):
            return " and ".join(_bracketed(part) for part in parts)
        case Any(parts=parts):
            return " or ".join(_bracketed(part) for part in parts)


def _bracketed(predicate: Predicate) -> str:
    words = in_words(predicate)
    return f"({words})" if isinstance(predicate, All | Any) and len(predicate.parts) > 1 else words
