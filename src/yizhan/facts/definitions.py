"""What an indicator is: which rows, within which days, what rejects a row, what is counted, and which clause asks
for it.

Every number that the product shows about an indicator — counted value, raw value, rejections by reason, the records
behind them — is derived from one such definition.
"""

from dataclasses import dataclass
from typing import Literal

from yizhan.facts.predicates import EVERY_ROW, Given, No, Predicate, Proven, Yes
from yizhan.facts.windows import Window
from yizhan.kernel.texts import Text

Figure = Literal["least", "mean"]
Per = Literal["months_open", "months_all"]


@dataclass(frozen=True, slots=True)
class Stays:
    """A row stays in only where `passes` is true; otherwise it is rejected for `reason`. The first failed one names
    the reason."""

    reason: str
    passes: Predicate


@dataclass(frozen=True, slots=True)
class Rows:
    """The number of rows that stay; a row for which `twice` passes counts as two. With `among`: unknown where no row
    of the window that passes `among` stays, whatever `where` says, for then there was nothing to count in."""

    twice: Predicate | None = None
    among: Predicate | None = None
    nothing: Text | None = None


@dataclass(frozen=True, slots=True)
class Distinct:
    """The number of different keys among the rows that stay in the window; the earliest row of a key counts, later
    ones are duplicates. The key part ``month`` is the calendar month of the day."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class First:
    """The number of different keys whose earliest acceptable row, however long ago, lies in the window; every other
    acceptable row of the window is a duplicate."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kinds:
    """How many of the codes occur in the column among the rows that stay."""

    column: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """100 × rows that stay and pass `of` ÷ rows that stay. With `keys`: the same over different keys, one passing
    row suffices."""

    of: Predicate
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeanDays:
    """The mean number of days from `start` to `end` over the rows that stay."""

    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Latest:
    """What the latest acceptable row says (later day, then greater record). `reads`: a number in `column`; whether
    the predicate passes (1 or 0); whole months from the day in `column` to the period's end; or the months open."""

    reads: Literal["number", "holds", "months_since", "months_open"]
    column: str = ""
    holds: Predicate = EVERY_ROW


@dataclass(frozen=True, slots=True)
class PerWeek:
    """Rows per full ISO week of the period in which the station was open throughout; `working`: weeks with a working
    day."""

    figure: Figure
    working: bool = False


@dataclass(frozen=True, slots=True)
class LeastOnDuty:
    """The least number of different people on any working day of the period on which the station was open."""


@dataclass(frozen=True, slots=True)
class LeastEmployed:
    """The least number of different people employed (day to `until`) on any day of the period on which the station
    was open."""


@dataclass(frozen=True, slots=True)
class Seekers:
    """The different people with an acceptable registration in the period for which `where` passes."""

    where: Predicate
    stays: tuple[Stays, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class PerSeeker:
    """Rows per seeker: the least over all seekers, or the mean. Rows for anybody else are rejected for the seekers'
    reason."""

    figure: Figure
    seekers: Seekers


@dataclass(frozen=True, slots=True)
class Elapsed:
    """Calendar months of the window that are over at the period's end."""

    window: Window


Statistic = (
    Rows
    | Distinct
    | First
    | Kinds
    | Share
    | MeanDays
    | Latest
    | PerWeek
    | LeastOnDuty
    | LeastEmployed
    | PerSeeker
    | Elapsed
)

CHECKED = (Stays("unverified", Yes("verified")), Stays("flagged", No("flagged")))
PROVEN = (*CHECKED, Stays("no_proof", Proven()))
PERSON_KNOWN = Stays("no_person", Given("person"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator. `where` says which rows of the table are meant at all: they are the raw value, once within
    `window`."""

    name: str
    label: Text
    unit: Text
    citation: str
    table: str | None = None
    window: Window = Window.PERIOD
    where: Predicate = EVERY_ROW
    stays: tuple[Stays, ...] = CHECKED
    statistic: Statistic = Rows()
    per: Per | None = None
    part_of: str | None = None

    @property
    def whole(self) -> bool:
        """Whether every value is an integer ≥ 0."""
        if self.per is not None or isinstance(self.statistic, Share | MeanDays):
            return False
        if isinstance(self.statistic, PerWeek | PerSeeker):
            return self.statistic.figure == "least"
        return self.name != "area_m2"

    @property
    def needs_profile(self) -> bool:
        """Whether the value depends on when the station was open."""
        return self.per == "months_open" or isinstance(self.statistic, PerWeek | LeastOnDuty | LeastEmployed)

    @property
    def needs_calendar(self) -> bool:
        """Whether the value depends on statutory working days."""
        statistic = self.statistic
        return isinstance(statistic, LeastOnDuty) or (isinstance(statistic, PerWeek) and statistic.working)

    @property
    def late_reasons(self) -> tuple[str, ...]:
        """Reasons that only comparison with other rows, the calendar or the profile can give, in order, after
        `stays`."""
        match self.statistic:
            case Distinct() | First():
                return ("duplicate",)
            case Share(keys=keys) if keys:
                return ("duplicate",)
            case Latest():
                return ("earlier",)
            case PerWeek(working=working):
                return ("outside_working_weeks" if working else "outside_full_weeks",)
            case LeastOnDuty():
                return ("not_open", "duplicate")
            case PerSeeker(seekers=seekers):
                return (seekers.reason,)
        return ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """Every reason for which a row may be rejected, in the order of checking."""
        return (*(stays.reason for stays in self.stays), *self.late_reasons)
