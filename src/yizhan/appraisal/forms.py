"""What a station must hand in for a scheme: fact tables, and findings that an inspector answers."""

from collections.abc import Iterator, Sequence

from yizhan.facts.definitions import PerSeeker
from yizhan.facts.indicators import INDICATORS
from yizhan.facts.tables import TABLES
from yizhan.kernel.exact import plain
from yizhan.rules.building.inputs import all_inputs, indicators_of
from yizhan.rules.building.standards import standard
from yizhan.rules.scheme import Scheme
from yizhan.rules.values import Input
from yizhan.simulate.inspections import Finding

CITY_SCHEMES = {
    "quanzhou": ("quanzhou-2025", "quanzhou-annex6"),
    "haikou": ("haikou-2024",),
    "suizhou": ("suizhou-2023",),
    "sanming": ("shaxian",),
}


def tables_of(schemes: Sequence[Scheme]) -> tuple[str, ...]:
    """The fact tables that any indicator of the schemes reads, in the order of the tables."""
    read: set[str] = {"stations"}
    for scheme in schemes:
        for name in indicators_of(scheme):
            indicator = INDICATORS[name]
            read |= {indicator.table} if indicator.table else set()
            read |= {"registrations"} if isinstance(indicator.statistic, PerSeeker) else set()
    return tuple(name for name in TABLES if name in read)


def finding_rows(schemes: Sequence[Scheme]) -> tuple[tuple[str, str, str, str], ...]:
    """Name, title, clause and kind of everything that a person enters, each once."""
    found: dict[str, tuple[str, str, str, str]] = {}
    for scheme in schemes:
        for one, clause in _entered(scheme):
            name = entered_name(one, scheme)
            found.setdefault(name, (name, one.label.zh, clause, _kind(one)))
    return tuple(found.values())


def simulated_findings(schemes: Sequence[Scheme]) -> list[Finding]:
    """The same for the simulator, which also needs the most that may be awarded and what is seldom found."""
    found: dict[str, Finding] = {}
    for scheme in schemes:
        harmful = {
            override.input.name
            for subject in scheme.subjects
            for override in standard(scheme, subject.id, {}).overrides
        }
        for one, _ in _entered(scheme):
            name = entered_name(one, scheme)
            if one.kind == "finding":
                found.setdefault(name, Finding(name, "seldom" if one.name in harmful else "yes_no"))
            elif one.kind == "award" and one.limit is not None:
                found.setdefault(name, Finding(name, "award", plain(one.limit)))
            elif one.kind == "rating" and one.choices:
                found.setdefault(name, Finding(name, "rating"))
            elif one.kind in ("amounts", "count"):
                found.setdefault(name, Finding(name, "amount" if one.kind == "amounts" else "count"))
    return list(found.values())


def entered_name(one: Input, scheme: Scheme) -> str:
    """How a person's answer is named in records: what an inspector sees holds for every scheme, what a panel awards belongs
    to one and says so."""
    return one.name if one.kind == "finding" else f"{scheme.head.scheme}/{one.name}"


def _entered(scheme: Scheme) -> Iterator[tuple[Input, str]]:
    for subject in scheme.subjects:
        built = standard(scheme, subject.id, {})
        clauses: dict[str, str] = {}
        titles: dict[str, Input] = {}
        for item in built.items:
            for one in item.curve.inputs:
                clauses.setdefault(one.name, "；".join(item.clause))
                titles.setdefault(one.name, one)
            for condition in item.curve.conditions:
                clauses[condition.input.name] = condition.clause
        for override in built.overrides:
            clauses[override.input.name] = override.clause
        for one in all_inputs(scheme, built).values():
            if one.kind not in ("indicator", "decision") and one.name in {each.name for each in built.inputs()}:
                yield titles.get(one.name, one), clauses.get(one.name, "")


def _kind(one: Input) -> str:
    if one.kind == "finding":
        return "finding"
    return "/".join(one.choices) if one.choices else "number"
