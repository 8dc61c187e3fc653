"""From records to score sheets: measure, admit, score. One station or all of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from yizhan.appraisal.caveats import caveats_of
from yizhan.appraisal.timing import other_periods, period_of
from yizhan.facts.engine import measure
from yizhan.facts.measured import Measured
from yizhan.facts.sources import Facts
from yizhan.kernel.errors import Refusal
from yizhan.kernel.measures import Count
from yizhan.kernel.periods import Period
from yizhan.kernel.texts import Text
from yizhan.rules.admission import admit_one
from yizhan.rules.building.inputs import all_inputs, indicators_of
from yizhan.rules.building.standards import standard
from yizhan.rules.payout import MONEY_LABELS
from yizhan.rules.scheme import Scheme
from yizhan.rules.scoring import Case, effect_of, score, subject_of
from yizhan.rules.sheet import ScoreSheet
from yizhan.rules.values import Input, Value

Progress = Callable[[int, int], None]
MOST_WITH_EFFECTS = 500
"""With more stations than this, sheets leave out what other readings would change."""


@dataclass(frozen=True)
class Request:
    """What a user asks for. `period` and `subject` are found from the records where they are None; `given` are values that
    the user states beside the records, which go before measured ones; `refused`
    counts entries that were skipped on the way in."""

    scheme: Scheme
    period: str | None = None
    subject: str | None = None
    readings: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    money: Mapping[str, int] = field(default_factory=dict)
    what_if: bool = False
    refused: int = 0


@dataclass(frozen=True)
class Appraised:
    """A sheet, the case that was scored, findings in the records that this scheme does not read, and what one more record
    adds to each monthly mean (`grid`)."""

    sheet: ScoreSheet
    case: Case
    unused: tuple[str, ...]
    grid: Mapping[str, Fraction]


def appraise(request: Request, facts: Facts, station: str) -> Appraised:
    """The sheet of one station. Reads only that station's part of the files."""
    runs = _runs(request, facts, [station])
    return _appraised(runs, station, effects=True)


def appraise_all(request: Request, facts: Facts, progress: Progress | None = None) -> Iterator[Appraised]:
    """The sheets of every station that has a profile by the period's end, indicators measured at once."""
    stations = facts.stations()
    runs = _runs(request, facts, None)
    for done, station in enumerate(stations, 1):
        if "stations" not in facts.tables or station in runs[0].profiles:
            yield _appraised(runs, station, effects=len(stations) <= MOST_WITH_EFFECTS)
        if progress is not None:
            progress(done, len(stations))


@dataclass(frozen=True)
class _Run:
    """Records measured over one period; the first run is the one asked for, the others are other readings of the period."""

    request: Request
    period: Period
    measured: Measured
    profiles: Mapping[str, Mapping[str, object]]
    findings: Mapping[str, Mapping[str, list[str]]]
    reading: str = ""
    option: str = ""


def _runs(request: Request, facts: Facts, stations: list[str] | None) -> list[_Run]:
    names = indicators_of(request.scheme)
    first = period_of(request.scheme, facts, request.period, request.readings)
    runs = [_Run(request, first, measure(facts, first, names, stations), *_people_say(facts, first, stations))]
    for reading, option, period in other_periods(request.scheme, first, request.period, request.readings):
        other = replace(request, readings={**request.readings, reading: option})
        entered = _people_say(facts, period, stations)
        runs.append(_Run(other, period, measure(facts, period, names, stations), *entered, reading, option))
    return runs


def _people_say(
    facts: Facts, period: Period, stations: list[str] | None
) -> tuple[Mapping[str, Mapping[str, object]], Mapping[str, Mapping[str, list[str]]]]:
    """Profiles and findings of the stations, of all of them at once for None."""
    if stations is None:
        return facts.profiles(period.end), facts.every_finding(period)
    profiles = {station: facts.profile(station, period.end) for station in stations}
    return profiles, {station: facts.findings(station, period) for station in stations}


def _appraised(runs: Sequence[_Run], station: str, *, effects: bool) -> Appraised:
    run = runs[0]
    case, unused = _case(run, station)
    sheet = score(run.request.scheme, case, effects=effects)
    if effects:
        found = []
        for other in runs[1:]:
            found.append(effect_of(run.request.scheme, sheet, _case(other, station)[0], (other.reading, other.option)))
        sheet = replace(sheet, effects=(*sheet.effects, *found))
    return Appraised(sheet, case, unused, _grid(run.measured, station))


def _case(run: _Run, station: str) -> tuple[Case, tuple[str, ...]]:
    request, period = run.request, run.period
    profile = run.profiles.get(station, {})
    subject = request.subject or subject_of(request.scheme, profile)
    inputs = all_inputs(request.scheme, standard(request.scheme, subject, request.readings))
    counts = run.measured.station(station)
    values: dict[str, Value] = {name: count.value for name, count in counts.items() if count.value is not None}
    found, unused = _found(run.findings.get(station, {}), inputs, request.scheme.head.scheme)
    values |= found
    values |= {name: admit_one(inputs[name], value) for name, value in _known(request.given, inputs).items()}
    case = Case(
        subject=subject,
        values=values,
        counts=_overlaid(counts, request.given),
        money=_money(profile) | dict(request.money),
        readings=request.readings,
        station=station,
        station_name=str(profile.get("name") or station),
        period=str(period),
        year=period.end.year,
        what_if=request.what_if,
        caveats=caveats_of(
            request.scheme, period, _stated(request, inputs), request.refused, mismatch=_mismatch(request, profile)
        ),
    )
    return case, unused


def _found(
    findings: Mapping[str, list[str]], inputs: Mapping[str, Input], scheme: str
) -> tuple[dict[str, Value], tuple[str, ...]]:
    """Findings as values, and the names that were not used. What an inspector sees holds for every scheme; what a panel
    awards, rates, decides or counts is entered for one (``quanzhou-2025/award.14``), because item numbers differ."""
    prefix = f"{scheme}/"
    own = {name.removeprefix(prefix): answers for name, answers in findings.items() if name.startswith(prefix)}
    seen = {name: answers for name, answers in findings.items() if "/" not in name}
    for_one = {name for name in seen if name in inputs and inputs[name].kind != "finding"}
    values: dict[str, Value] = {}
    for name, answers in {**{name: seen[name] for name in seen.keys() - for_one}, **own}.items():
        if name not in inputs:
            continue
        one = inputs[name]
        if one.kind == "amounts":
            values[name] = admit_one(one, [answer for answer in answers if answer.strip() not in ("0", "无", "否")])
        else:
            values[name] = admit_one(one, answers[-1])
    unknown = (seen.keys() | own.keys()) - inputs.keys()
    nameless = {f"{name}（应写明方案：{prefix}{name}）" for name in for_one - own.keys()}
    return values, tuple(sorted(unknown | nameless))


def _stated(request: Request, inputs: Mapping[str, Input]) -> tuple[Text, ...]:
    labels = [inputs[name].label for name in _known(request.given, inputs)]
    return (*labels, *(MONEY_LABELS[name] for name in request.money if name in MONEY_LABELS))


def _mismatch(request: Request, profile: Mapping[str, object]) -> bool:
    """Whether the user chose another subject than the profile tells."""
    try:
        return request.subject is not None and request.subject != subject_of(request.scheme, profile)
    except Refusal:
        return False


def _known(given: Mapping[str, Any], inputs: Mapping[str, Input]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name in inputs and value is not None}


def _overlaid(counts: Mapping[str, Count], given: Mapping[str, Any]) -> dict[str, Count]:
    """Counts of indicators that the user did not state otherwise."""
    return {name: count for name, count in counts.items() if name not in given}


def _money(profile: Mapping[str, object]) -> dict[str, int]:
    found = {}
    for name in MONEY_LABELS:
        value = profile.get(name)
        if isinstance(value, int):
            found[name] = value
    return found


def _grid(measured: Measured, station: str) -> dict[str, Fraction]:
    """1 ÷ months for each monthly mean."""
    row = measured.stations.index(station)
    found = {}
    for name, column in measured.columns.items():
        if "monthly_mean" in name and column.known[row]:
            found[name] = Fraction(1, max(1, int(column.denominator[row])))
    return found
