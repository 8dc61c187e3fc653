"""A city that lives: stations, people, posts, events, complaints, a little fraud; for demos, tests and benchmarks."""

from yizhan.simulate.cities import CITIES, City
from yizhan.simulate.city import Summary, one_station, simulate
from yizhan.simulate.inspections import Finding

__all__ = ["CITIES", "City", "Finding", "Summary", "one_station", "simulate"]
