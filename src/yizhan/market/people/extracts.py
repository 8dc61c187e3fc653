"""The register of workers with full values, for exports that two persons answer for."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.extracts.registers import Line, Register
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.privacy.sealed import Sealed, SystemPurpose
from yizhan.kernel.clock import SHANGHAI
from yizhan.market.people.models import Registration, Worker
from yizhan.market.people.queries import workers
from yizhan.market.people.states import RegistrationState

HEADERS = ("姓名", "性别", "出生日期", "证件类型", "证件号码", "手机号", "文化程度", "技能", "建档日期")


def _found(actor: Actor, area: Organisation, at: datetime) -> "QuerySet[Worker]":
    """The files in use that the actor sees and that a station of this area registered; restricted persons are left out."""
    here = Registration.objects.filter(
        station__path__startswith=area.path, state=RegistrationState.VALID, worker=OuterRef("pk")
    )
    return workers(actor, at=at).filter(Exists(here))


def _lines(actor: Actor, area: Organisation, at: datetime) -> Iterator[Line]:
    for worker in _found(actor, area, at).prefetch_related("skills").order_by("created_at", "id"):
        cells = (
            worker.person.name,
            worker.get_sex_display(),
            "" if worker.birth_date is None else worker.birth_date.isoformat(),
            worker.get_document_kind_display() or "",
            _opened(worker.document_number),
            _opened(worker.person.phone),
            worker.get_education_display(),
            "、".join(sorted(each.trade for each in worker.skills.all())),
            worker.created_at.astimezone(SHANGHAI).date().isoformat(),
        )
        yield Line(worker.person_id, worker.pk, cells)


def _count(actor: Actor, area: Organisation, at: datetime) -> int:
    return _found(actor, area, at).count()


def _opened(value: Sealed | None) -> str:
    return "" if value is None else value.open_for(SystemPurpose.DOCUMENT)


REGISTERS = (
    Register(
        "people.workers",
        "零工名册",
        "姓名、证件号码、手机号",
        "people.worker",
        "document_number",
        HEADERS,
        _lines,
        _count,
    ),
)
