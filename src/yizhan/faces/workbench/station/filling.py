"""The form of an application: annex 2 for a recognition, the wish for everything else."""

from typing import Any

from django.http import QueryDict

from yizhan.floor.accounts.actors import Actor
from yizhan.network.recognition import queries
from yizhan.network.recognition.forms import ChangeForm, RecognitionForm, shown
from yizhan.network.recognition.models import Application
from yizhan.network.recognition.states import ApplicationKind

_WHEN = {
    "station_name": "变更名称时填写",
    "station_address": "变更地址时填写",
    "floor_area": "变更地址时填写",
    "new_operator": "变更运营单位时选择",
    "effective_from": "从哪天起",
    "effective_until": "长期的不填",
}


def filling_form(application: Application, sent: QueryDict | None, *, actor: Actor) -> RecognitionForm | ChangeForm:
    """With what is stored, or with what was sent. Beside a sealed field stands its masked value."""
    initial = stored_in(application)
    if application.kind == ApplicationKind.RECOGNITION:
        form = RecognitionForm(sent, initial=initial)
        for name in RecognitionForm.KEPT_WHEN_BLANK:
            sealed = getattr(application, name)
            if sealed is not None:
                form.fields[name].help_text = f"已填写：{sealed.masked}。不改就留空。"
        form.fields["investment"].help_text = "单位万元，如 12.8"
        return form
    operators = queries.possible_operators(actor, application)
    wish = ChangeForm(sent, initial=initial, kind=application.kind, operators=operators)
    for name, said in _WHEN.items():
        if name in wish.fields:
            wish.fields[name].help_text = said
    return wish


def stored_in(application: Application) -> dict[str, Any]:
    """What is stored, as the form shows it."""
    if application.kind == ApplicationKind.RECOGNITION:
        return {**shown(application), "version": application.version}
    names = ("version", "change", "station_name", "station_address", "grounds", "effective_from", "effective_until")
    area = application.floor_area
    return {
        **{name: getattr(application, name) for name in names},
        "floor_area": "" if area is None else f"{area:f}",
        "new_operator": application.new_operator_id,
    }
