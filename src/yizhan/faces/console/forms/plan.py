"""The plan of a city, row by row."""

from dataclasses import dataclass

from django import forms

from yizhan.faces.console.forms.fields import day, words
from yizhan.kernel.errors import Refusal
from yizhan.network.stations.actions import PlannedNumber
from yizhan.network.stations.models import NetworkPlan
from yizhan.network.stations.states import StationKind, Tier

ROWS = 8
_MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Line:
    """The four fields of a row."""

    tier: forms.BoundField
    kind: forms.BoundField
    label: forms.BoundField
    number: forms.BoundField


class PlanForm(forms.Form):
    """Name, source, term, and up to eight numbers. A row without tier and label is passed over."""

    name = forms.CharField(label="目标名称", max_length=40, help_text="如：1+4+43+N")
    source = forms.CharField(label="依据文件", max_length=200)
    clause = words("依据条文", most=1000)
    since = day("从哪天起")
    by = day("完成日期")

    def __init__(self, **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        for row in range(ROWS):
            self.fields[f"tier_{row}"] = forms.ChoiceField(
                label=f"第{row + 1}行层级", choices=[("", "不填"), *Tier.choices], required=False
            )
            self.fields[f"kind_{row}"] = forms.ChoiceField(
                label=f"第{row + 1}行类型", choices=[("", "不限类型"), *StationKind.choices], required=False
            )
            self.fields[f"label_{row}"] = forms.CharField(label=f"第{row + 1}行名称", max_length=40, required=False)
            self.fields[f"number_{row}"] = forms.CharField(
                label=f"第{row + 1}行数量（个数，或 N）", max_length=_MOST_DIGITS, required=False
            )

    def rows(self) -> list[Line]:
        """The rows as the page shows them."""
        return [Line(*(self[f"{name}_{row}"] for name in ("tier", "kind", "label", "number"))) for row in range(ROWS)]

    def lines(self) -> list[PlannedNumber]:
        """The numbers as the action takes them. Refusal that names the field of a number that is none."""
        return [_line(self.cleaned_data, row) for row in range(ROWS) if self.cleaned_data[f"tier_{row}"]]

    @staticmethod
    def initial_of(plan: NetworkPlan | None) -> dict[str, object]:
        """What holds now; the four tiers by name where nothing does."""
        if plan is None:
            given: dict[str, object] = {f"tier_{row}": tier.value for row, tier in enumerate(Tier)}
            return given | {f"label_{row}": f"{tier.label}驿站" for row, tier in enumerate(Tier)}
        found: dict[str, object] = {name: getattr(plan, name) for name in ("name", "source", "clause")}
        found |= {"since": plan.since.isoformat(), "by": plan.by.isoformat()}
        for row, line in enumerate(plan.lines.all()):
            number = "N" if line.planned is None else line.planned
            found |= {
                f"tier_{row}": line.tier,
                f"kind_{row}": line.kind,
                f"label_{row}": line.label,
                f"number_{row}": number,
            }
        return found


def _line(said: dict[str, str], row: int) -> PlannedNumber:
    typed = said[f"number_{row}"].strip().upper()
    if typed != "N" and not (typed.isascii() and typed.isdecimal()):
        raise Refusal("数量应为整数；没有确定数量的写 N", "a number, or N", field=f"number_{row}")
    label, kind = said[f"label_{row}"].strip(), said[f"kind_{row}"]
    if not label:
        raise Refusal("请写明名称", "name the line", field=f"label_{row}")
    return PlannedNumber(
        label, Tier(said[f"tier_{row}"]), None if typed == "N" else int(typed), StationKind(kind) if kind else None
    )
