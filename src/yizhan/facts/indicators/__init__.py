"""The indicators of all standards, one definition each."""

from yizhan.facts.definitions import Indicator
from yizhan.facts.indicators import conduct, events, placements, posts, premises, registrations, services

INDICATORS: dict[str, Indicator] = {
    indicator.name: indicator
    for module in (premises, registrations, posts, placements, services, events, conduct)
    for indicator in module.INDICATORS
}
