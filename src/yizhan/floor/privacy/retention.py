"""How long rows are kept: declared by each app in the tuple `RETENTIONS` of its retention.py. And what this app itself keeps."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import DateTimeField, Min, QuerySet

from yizhan.floor.privacy.models import Consent, Restriction
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.declarations import enter, modules
from yizhan.kernel.periods import add_months

_CODE = re.compile(r"[a-z_]+\.[a-z_]+")
Rows = QuerySet[Any]


def delete(rows: Rows) -> int:
    """Deletes these rows, to which nothing else points. How many."""
    return rows.delete()[0]


@dataclass(frozen=True, slots=True)
class Retention:
    """One kind of row that goes when its time is over.

    `rows` gives those whose period runs or is over: ended, and needed for nothing else. `since` is their field of the day from
    which `months` are counted; `starts_zh` and `basis_zh` say the same in words. `remove` deletes some of them with all that
    hangs on them and returns how many of them there were. `asks` where a person has to decide, for instance because the
    period is not confirmed. `code` starts with the app's label. Nothing here audits.
    """

    code: str
    label_zh: str
    months: int
    since: str
    starts_zh: str
    basis_zh: str
    rows: Callable[[], Rows]
    remove: Callable[[Rows], int] = delete
    asks: bool = False

    def __post_init__(self) -> None:
        if (
            not _CODE.fullmatch(self.code)
            or self.months < 1
            or not (self.label_zh and self.starts_zh and self.basis_zh)
        ):
            raise ValueError(f"not a retention: {self.code!r}")

    def due(self, at: datetime) -> Rows:
        """The rows whose time is over. The day on which it begins is not counted, the last day is (Civil Code 201, 1259)."""
        cutoff = add_months(at.astimezone(SHANGHAI).date(), -self.months)
        return self.rows().filter(**{f"{self.since}__lt": self._bound(cutoff)})

    def next_on(self, at: datetime) -> date | None:
        """The first day from tomorrow on at which more will be due; None while nothing waits."""
        today = at.astimezone(SHANGHAI).date()
        cutoff = self._bound(add_months(today, -self.months))
        first = self.rows().filter(**{f"{self.since}__gte": cutoff}).aggregate(first=Min(self.since))["first"]
        if first is None:
            return None
        began: date = first.astimezone(SHANGHAI).date() if isinstance(first, datetime) else first
        return max(add_months(began, self.months), today) + timedelta(days=1)

    def _bound(self, day: date) -> date:
        field = self.rows().model._meta.get_field(self.since)
        return datetime.combine(day, time.min, tzinfo=SHANGHAI) if isinstance(field, DateTimeField) else day


REGISTER: dict[str, Retention] = {}


def register(label: str, retentions: Iterable[Retention]) -> None:
    """Adds those of the app with this label. ValueError for a foreign prefix, or for a code that is taken by another."""
    enter(REGISTER, label, retentions, "retention")


def collect(apps: Iterable[tuple[str, str]]) -> None:
    """Registers `RETENTIONS` of `<module>.retention` for every app given as (label, module) that has such a module."""
    for label, module in modules(apps, "retention"):
        register(label, module.RETENTIONS)


_BASIS = "个人信息保护法第五十五条、第五十六条：处理情况记录至少保存三年；诉讼时效三年"
RETENTIONS = (
    Retention(
        "privacy.consent",
        "同意记录",
        36,
        "ended_at",
        "同意终止之日起3年",
        _BASIS,
        lambda: Consent.objects.filter(ended_at__isnull=False),
    ),
    Retention(
        "privacy.restriction",
        "限制处理的记录",
        36,
        "until",
        "限制解除之日起3年",
        _BASIS,
        lambda: Restriction.objects.filter(until__isnull=False),
    ),
)
