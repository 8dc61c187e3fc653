"""What officers type about an export with full values."""

from collections.abc import Iterable

from django import forms

from yizhan.faces.console.forms.fields import RowChoice, choice, offer, words
from yizhan.floor.extracts.registers import REGISTERS
from yizhan.floor.organisations.models import Organisation

_NEVER = "会写入审计记录；不要写身份证号、手机号。"


class AskForm(forms.Form):
    """Which register, of whose area, and what for."""

    register = choice("名册", ())
    extent = RowChoice("范围", help_text="只能选本辖区；人多时请按驿站分别申请。")
    reason = words("用途", most=200, help_text=f"写明给谁、做什么用；名册里的每个人都会看到。{_NEVER}")

    def __init__(self, data: object = None, areas: Iterable[Organisation] = ()) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        offered = [(one.code, f"{one.label_zh}（完整的{one.holds_zh}）") for one in REGISTERS.values()]
        field = self.fields["register"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "请选择"), *offered]
        offer(self, "extent", areas)


class ReleaseForm(forms.Form):
    """That the second person agrees; a remark if he likes."""

    words = words("审批意见", most=200, required=False, help_text=f"可以不填。{_NEVER}")


class RefuseForm(forms.Form):
    """Why not."""

    words = words("不批准的理由", most=200, help_text=f"申请人会看到。{_NEVER}")
