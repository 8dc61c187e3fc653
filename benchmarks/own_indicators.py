"""The contestant under test: `yizhan.facts.engine.measure` over a folder of Parquet."""

from pathlib import Path

import numpy as np

from answers import Answers
from yizhan.facts.engine import Facts, Measured, measure
from yizhan.facts.indicators import INDICATORS
from yizhan.kernel.periods import Period


def run(folder: Path, period: Period) -> Measured:
    """Opens the folder and measures every indicator of every station."""
    return measure(Facts.from_parquet(folder), period)


def answers(measured: Measured) -> Answers:
    """What was measured, in the common form."""
    said = Answers(list(measured.stations))
    for name, column in measured.columns.items():
        said.say(name, column.numerator, np.where(column.known, column.denominator, 0))
        if column.raw is None or column.records is None:
            continue
        left = column.raw
        said.rows[f"{name}.step0"] = left
        for step, stays in enumerate(INDICATORS[name].stays, 1):
            left = left - column.rejected[stays.reason]
            said.rows[f"{name}.step{step}"] = left
        said.rows[f"{name}.records"] = column.records
    return said
