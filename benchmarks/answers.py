"""What a contestant says of every indicator, in one form, so that any two can be compared number by number.

A value is a pair of integer arrays, numerator and denominator in lowest terms; denominator 0 means unknown.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]


@dataclass
class Answers:
    """Values by indicator; `rows` holds, by indicator, the rows left after each step of
    checking and those behind the value.

    Stations are in ascending order. `rows` stays empty where a contestant gives values only.
    """

    stations: list[str]
    values: dict[str, tuple[Numbers, Numbers]] = field(default_factory=dict)
    rows: dict[str, Numbers] = field(default_factory=dict)

    def say(self, name: str, numerator: Numbers, denominator: Numbers) -> None:
        """States the value of an indicator; it is unknown where the denominator is 0."""
        known = denominator != 0
        divisor = np.where(known, np.gcd(numerator, denominator), 1)
        self.values[name] = np.where(known, numerator // divisor, 0), np.where(known, denominator // divisor, 0)


def differences(ours: Answers, theirs: Answers) -> list[str]:
    """Where two contestants disagree, one line each; of `rows`, only what both state is compared."""
    if ours.stations != theirs.stations:
        return [f"stations differ: {len(ours.stations)} and {len(theirs.stations)}"]
    found = [f"{name}: only one states it" for name in sorted(ours.values.keys() ^ theirs.values.keys())]
    for name in ours.values.keys() & theirs.values.keys():
        for part, mine, other in zip(("numerator", "denominator"), ours.values[name], theirs.values[name], strict=True):
            found += _unequal(f"{name} {part}", ours.stations, mine, other)
    if ours.rows and theirs.rows:
        found += [f"{name}: only one counts these rows" for name in sorted(ours.rows.keys() ^ theirs.rows.keys())]
        for name in ours.rows.keys() & theirs.rows.keys():
            found += _unequal(name, ours.stations, ours.rows[name], theirs.rows[name])
    return sorted(found)


def _unequal(what: str, stations: list[str], mine: Numbers, other: Numbers) -> list[str]:
    places = np.flatnonzero(mine != other)
    if not len(places):
        return []
    first = int(places[0])
    return [f"{what}: {len(places)} stations, first {stations[first]}: {mine[first]} and {other[first]}"]


def stored(answers: Answers) -> dict[str, npt.NDArray[np.generic]]:
    """The answers as arrays with names, to be written to a file."""
    arrays: dict[str, npt.NDArray[np.generic]] = {"stations": np.array(answers.stations)}
    for name, (numerator, denominator) in answers.values.items():
        arrays[f"n {name}"], arrays[f"d {name}"] = numerator, denominator
    return arrays | {f"r {name}": numbers for name, numbers in answers.rows.items()}


def restored(arrays: dict[str, npt.NDArray[np.generic]]) -> Answers:
    """The answers from such a file."""
    answers = Answers([str(station) for station in arrays["stations"]])
    for key in arrays:
        kind, _, name = key.partition(" ")
        if kind == "n":
            answers.values[name] = np.asarray(arrays[key], np.int64), np.asarray(arrays[f"d {name}"], np.int64)
        elif kind == "r":
            answers.rows[name] = np.asarray(arrays[key], np.int64)
    return answers
