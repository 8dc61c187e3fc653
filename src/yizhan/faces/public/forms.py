"""What narrows the list of stations."""

from collections.abc import Mapping, Sequence

from django import forms

from yizhan.network.stations.states import StationKind


class StationFilter(forms.Form):
    """Kind, county and whether open now. A value that is none of these narrows nothing."""

    county = forms.ChoiceField(label="区县", required=False)
    kind = forms.ChoiceField(label="类型", required=False, choices=[("", "全部类型"), *StationKind.choices])
    open = forms.BooleanField(label="只看现在开放的", required=False)

    def __init__(self, data: Mapping[str, str], counties: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["county"].choices = [("", "全部区县"), *counties]  # type: ignore[attr-defined]

    @property
    def county_code(self) -> str:
        """The chosen county; "" for all."""
        return str(self._cleaned("county"))

    @property
    def station_kind(self) -> StationKind | None:
        """The chosen kind; None for all."""
        kind = str(self._cleaned("kind"))
        return StationKind(kind) if kind else None

    @property
    def open_only(self) -> bool:
        """Whether only those that are open now are wanted."""
        return bool(self._cleaned("open"))

    def _cleaned(self, name: str) -> object:
        self.is_valid()
        return self.cleaned_data.get(name, "")


class PositionForm(forms.Form):
    """Where the visitor is, WGS-84, when his browser said so. Read once, never kept."""

    lon = forms.FloatField(min_value=-180, max_value=180)
    lat = forms.FloatField(min_value=-90, max_value=90)

    @classmethod
    def read(cls, data: Mapping[str, str]) -> tuple[float, float] | None:
        """Longitude and latitude; None where they are missing or make no position."""
        form = cls(data)
        return (form.cleaned_data["lon"], form.cleaned_data["lat"]) if form.is_valid() else None
