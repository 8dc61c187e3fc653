"""What an application still lacks: every gap at once, each with its field and its clause."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from yizhan.kernel.errors import Refusal
from yizhan.network.recognition.clauses import FORM, OWN_GROUNDS, Clause
from yizhan.network.recognition.materials import RULES, Material, required
from yizhan.network.recognition.models import Application
from yizhan.network.recognition.states import ApplicationKind, ChangeKind

_FORM_FIELDS: tuple[str, ...] = (
    *("applicant_name", "legal_representative", "credit_code", "registered_address", "contact_phone"),
    *("station_name", "station_kind", "county_name", "station_address", "manager_name", "manager_identity_number"),
    *("floor_area", "investment_fen", "posts_offered", "people_placed", "uses_platform"),
)
_CHANGED_FIELDS = {
    ChangeKind.NAME: ("station_name",),
    ChangeKind.PLACE: ("station_address", "floor_area"),
    ChangeKind.OPERATOR: ("new_operator",),
}
_OTHER_FIELDS = {
    ApplicationKind.CHANGE: ("change", "grounds"),
    ApplicationKind.SUSPENSION: ("grounds", "effective_from"),
    ApplicationKind.RESUMPTION: ("grounds",),
    ApplicationKind.CANCELLATION: ("grounds", "effective_from"),
}
_LABELS = {"new_operator": "新运营单位", "effective_from": "生效日期"}


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing: the field or material, what it is called, and the words that ask for it."""

    field: str
    label: str
    clause: Clause

    @property
    def sentence(self) -> str:
        """One line for the list."""
        return f"缺少「{self.label}」（{self.clause.place}）"


class Incomplete(Refusal):
    """An application that lacks something. `gaps` is the whole list."""

    def __init__(self, gaps: tuple[Gap, ...]) -> None:
        named = "、".join(gap.label for gap in gaps)
        super().__init__(
            f"还有{len(gaps)}项没有填写或上传：{named}",
            f"{len(gaps)} entries are missing: {', '.join(gap.field for gap in gaps)}",
            field=gaps[0].field,
        )
        self.gaps = gaps


def missing(application: Application, materials: Iterable[str]) -> tuple[Gap, ...]:
    """Every gap, in the order of the form, then the papers. `materials` are the kinds of paper that are attached."""
    attached = set(materials)
    asked = required(application.kind, application.change)
    papers = (Gap(material.value, material.label, _clause(material)) for material in asked if material not in attached)
    return (*_empty_fields(application), *papers)


def _empty_fields(application: Application) -> Iterator[Gap]:
    kind = ApplicationKind(application.kind)
    if kind is ApplicationKind.RECOGNITION:
        names, clause = _FORM_FIELDS, FORM
    else:
        names, clause = _OTHER_FIELDS[kind], OWN_GROUNDS
        if application.change:
            names = (*names, *_CHANGED_FIELDS[ChangeKind(application.change)])
    for name in names:
        column = Application._meta.get_field(name)
        if getattr(application, getattr(column, "attname", name)) in ("", None):
            yield Gap(name, _LABELS.get(name, str(getattr(column, "verbose_name", name))), clause)


def _clause(material: Material) -> Clause:
    return RULES[material].clause or OWN_GROUNDS
