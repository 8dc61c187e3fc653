"""What the gallery fills its components with."""

from datetime import date, datetime
from typing import Any

from django import forms

from yizhan.faces.components.navigation import Entry
from yizhan.faces.components.paging import Page
from yizhan.kernel.clock import SHANGHAI


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label="姓名", max_length=60)
    phone = forms.CharField(label="手机号", help_text="用来接收办理结果，不会公开。", required=False)
    trade = forms.ChoiceField(label="想做的工种", choices=[("", "请选择"), ("cook", "厨师"), ("clean", "保洁")])
    pay = forms.ChoiceField(label="结算方式", choices=[("day", "日结"), ("month", "月结")], widget=forms.RadioSelect)
    parts = forms.MultipleChoiceField(
        label="有空的时段",
        choices=[("am", "上午"), ("pm", "下午"), ("night", "晚上")],
        widget=forms.CheckboxSelectMultiple,
    )
    since = forms.DateField(label="从哪天起", widget=forms.DateInput(attrs={"type": "date"}), required=False)
    note = forms.CharField(label="备注", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    paper = forms.FileField(label="证明材料", help_text="照片或扫描件，不超过10兆。", required=False)
    agree = forms.BooleanField(label="我已阅读并同意隐私说明")


def samples() -> dict[str, Any]:
    """The context of the gallery's samples."""
    wrong = SampleForm({"phone": "123", "parts": ["am"]})
    wrong.add_error("phone", "手机号应为11位数字。")
    return {
        "form": SampleForm(initial={"pay": "day"}),
        "wrong": wrong,
        "entries": [
            Entry("首页", "#", "home", "", True),
            Entry("驿站", "#", "station", "", False),
            Entry("我的", "#", "person", "", False),
        ],
        "tabs": [
            {"label": "待核对", "url": "#", "current": True, "count": 12},
            {"label": "已核对", "url": "#", "current": False},
        ],
        "turn": Page([], "?after=x", "?before=y"),
        "files": [{"name": "场地照片.jpg", "url": "#", "note": "2026年11月20日，1.2兆"}],
        "links": [{"title": "刺桐社区驿站", "note": "距您1.2公里，今天开放到18:00", "url": "#"}],
        "noon": datetime(2026, 11, 20, 12, 0, tzinfo=SHANGHAI),
        "day": date(2026, 11, 20),
        "square": '<svg viewBox="0 0 3 3"><path d="M0 0h1v1H0zM2 0h1v1H2zM1 1h1v1H1zM0 2h1v1H0z"/></svg>',
    }
