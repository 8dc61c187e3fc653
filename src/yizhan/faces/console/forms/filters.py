"""What narrows the lists. A value that is none of those offered narrows nothing."""

from collections.abc import Mapping
from datetime import date, datetime, time

from django import forms

from yizhan.faces.console.forms.fields import Choices, choice, choose, day
from yizhan.floor.accounts.states import STAFF_ROLES
from yizhan.kernel.clock import SHANGHAI
from yizhan.network.recognition.states import ApplicationKind, ApplicationState
from yizhan.network.stations.states import StationKind, StationState


class FilterForm(forms.Form):
    """A filter sent by GET."""

    def chosen(self, name: str) -> str:
        """What was chosen; "" for all and for what cannot be."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")


class StationFilter(FilterForm):
    """County, kind, state, words."""

    county = choice("区县", [], required=False, empty="全部区县")
    kind = choice("类型", StationKind.choices, required=False, empty="全部类型")
    state = choice("状态", StationState.choices, required=False, empty="全部状态")
    q = forms.CharField(label="名称、地址或代码", max_length=60, required=False)

    def __init__(self, data: Mapping[str, str], counties: Choices) -> None:
        super().__init__(data)
        choose(self, "county", counties, "全部区县")

    def as_query(self) -> dict[str, object]:
        """The arguments of `stations.queries.stations`."""
        kind, state = self.chosen("kind"), self.chosen("state")
        return {
            "region": self.chosen("county"),
            "kind": StationKind(kind) if kind else None,
            "state": StationState(state) if state else None,
            "text": self.chosen("q"),
        }


class ApplicationFilter(FilterForm):
    """State and kind. Drafts are the applicant's own."""

    state = choice(
        "状态",
        [(one.value, one.label) for one in ApplicationState if one is not ApplicationState.DRAFT],
        required=False,
        empty="全部状态",
    )
    kind = choice("事项", ApplicationKind.choices, required=False, empty="全部事项")


class StaffFilter(FilterForm):
    """Role."""

    role = choice("岗位", [(one.value, one.label) for one in STAFF_ROLES], required=False, empty="全部岗位")


class AuditFilter(FilterForm):
    """Verb, object and days."""

    verb = choice("事项", [], required=False, empty="全部事项")
    object_id = forms.CharField(label="对象编号", max_length=200, required=False)
    since = day("从哪天起", required=False)
    until = day("到哪天止", required=False)

    def __init__(self, data: Mapping[str, str], verbs: Choices) -> None:
        super().__init__(data)
        choose(self, "verb", verbs, "全部事项")

    def as_query(self) -> dict[str, object]:
        """The arguments of `audit.queries.entries`; the last day is included."""
        self.is_valid()
        given = self.cleaned_data
        return {
            "verb": given.get("verb") or None,
            "object_id": given.get("object_id") or None,
            "since": _begin(given.get("since"), 0),
            "until": _begin(given.get("until"), 1),
        }


def _begin(day: date | None, later: int) -> datetime | None:
    if day is None or day == date.max:
        return None
    return datetime.combine(date.fromordinal(day.toordinal() + later), time.min, tzinfo=SHANGHAI)
