"""What the bureau types about stations."""

from collections.abc import Iterable

from django import forms

from yizhan.faces.console.forms.fields import Choices, RowChoice, choice, choose, day, offer, words
from yizhan.floor.organisations.models import Organisation
from yizhan.network.regions.models import Community
from yizhan.network.stations.models import Station
from yizhan.network.stations.states import Setting, StationKind, Tier


class FoundForm(forms.Form):
    """A station that is to be built: its organisation and its file."""

    name = forms.CharField(label="驿站名称", max_length=120, help_text="系统内的名称，同一县（市、区）内不要重复。")
    code = forms.CharField(label="机构代码", max_length=40, help_text="字母、数字和短横线，如 FZ-03。以后不能改。")
    kind = choice("类型", StationKind.choices)
    tier = choice("层级", Tier.choices)
    setting = choice("城乡", Setting.choices)
    street = choice("所在街道（乡镇）", [], required=False, empty="全县（市、区）")
    operator = RowChoice("运营单位", required=False, empty="人社部门自办", help_text="没有列出的，请系统管理员先设立。")
    community = RowChoice("所在社区（村）", required=False, empty="不填", help_text="只有社区（村）服务站填写。")
    host = RowChoice("联合建设的驿站", required=False, empty="不填", help_text="只有社区（村）服务站填写。")

    def __init__(
        self,
        *,
        streets: Choices,
        operators: Iterable[Organisation],
        communities: Iterable[Community],
        hosts: Iterable[Station],
        **options: object,
    ) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        choose(self, "street", streets, "全县（市、区）")
        offer(self, "operator", operators)
        offer(self, "community", communities)
        offer(self, "host", hosts, "organisation")


class OperatorForm(forms.Form):
    """Who runs a station."""

    operator = RowChoice("运营单位", required=False, empty="人社部门自办（收回运营）")

    def __init__(self, *, operators: Iterable[Organisation], **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        offer(self, "operator", operators)


class AreaForm(forms.Form):
    """A community that a station is to serve."""

    community = RowChoice(
        "社区（村）",
    )
    since = day("开始日期")

    def __init__(self, *, communities: Iterable[Community], **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        offer(self, "community", communities)


class EndForm(forms.Form):
    """The end of something that lasts."""

    until = day("结束日期", help_text="从这一天起不再计算。")
    reason = words("理由")


class RectifyForm(forms.Form):
    """What is to be put right, and by when."""

    reason = words("存在的问题")
    demands = words("整改要求", most=1000)
    due_on = day("整改期限", help_text="最后一天，含当天。")


class MeasureForm(forms.Form):
    """How a rectification ended, or why a suspension is lifted."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    met = forms.ChoiceField(
        label="整改结果", choices=(("yes", "整改合格"), ("no", "整改后仍不合格")), widget=forms.RadioSelect
    )
    outcome = words("办理结果")
