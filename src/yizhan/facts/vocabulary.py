"""What the indicators are called: the words that standards may use and that reports show."""

from yizhan.facts.indicators import INDICATORS
from yizhan.kernel.measures import Measure

VOCABULARY: dict[str, Measure] = {
    indicator.name: Measure(indicator.name, indicator.label, indicator.unit, indicator.whole, indicator.part_of)
    for indicator in INDICATORS.values()
}
