"""What a row would do to the register: nothing, something new, a change, or why it cannot be used. Nothing is written here."""

from dataclasses import dataclass
from uuid import UUID

from yizhan.floor.privacy.lookups import phone_digest
from yizhan.market.employers.actions.comparing import differing
from yizhan.market.employers.models import Employer
from yizhan.market.employers.states import EmployerState
from yizhan.market.imports.register import Register, event_of, key_of
from yizhan.market.imports.sayings import EmployerSaid, Said, WorkerSaid
from yizhan.market.imports.states import Finding
from yizhan.market.people.models import Worker
from yizhan.market.people.states import WorkerState

_EMPLOYER_LABELS = {
    "legal_name": "名称",
    "credit_code": "统一社会信用代码",
    "industry": "行业",
    "business": "经营内容",
    "region": "区划代码",
    "address": "地址",
    "contact_name": "联系人",
    "contact_phone": "联系电话",
    "headcount": "从业人数",
}
REGISTRATION = "登记"


@dataclass(frozen=True, slots=True)
class Compared:
    """The outcome for one row. `fields` are labels of what would be written, `words` what the clerk should know."""

    finding: Finding
    fields: tuple[str, ...] = ()
    words: str = ""
    target_id: UUID | None = None
    target_version: int | None = None


class Comparer:
    """Compares rows one after the other; it remembers those before, for one file must not say the same thing twice."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._said: dict[tuple[object, ...], str] = {}
        self._opened: set[str] = set()

    def compare(self, said: Said, place: str) -> Compared:
        """The outcome for this row; `place` names it for those that repeat it."""
        key = key_of(said)
        event = (type(said).__name__, key, *event_of(said))
        if event in self._said:
            return _refused(f"与{self._said[event]}重复，请删除其中一行")
        self._said[event] = place
        found = self._worker(said, key) if isinstance(said, WorkerSaid) else self._employer(said, key)
        if found.finding is Finding.NEW and key in self._opened:
            return Compared(Finding.CHANGED, (REGISTRATION,), "同一文件前面的行建档后登记")
        if found.finding is Finding.NEW:
            self._opened.add(key)
        return found

    def _worker(self, said: WorkerSaid, key: str) -> Compared:
        kept = self._register.workers.get(key)
        if kept is None:
            return Compared(Finding.NEW)
        if kept.state != WorkerState.ACTIVE:
            return _refused("该身份证号码的档案已合并、限制或删除，请在窗口办理")
        if kept.pk not in self._register.seen:
            return _refused("该身份证号码在其他驿站已有档案，请本人到场后在窗口办理登记")
        if kept.person.name != said.name:
            return _refused("姓名与该身份证号码的档案不一致，请核对；确需更正的请在窗口办理")
        fields = worker_fields(kept, said)
        if (kept.pk, said.registration, said.day) not in self._register.registered:
            fields = (*fields, REGISTRATION)
        return _against(kept.pk, kept.version, fields, _phone_words(kept, said))

    def _employer(self, said: EmployerSaid, key: str) -> Compared:
        kept = self._register.employers.get(key)
        if kept is None and said.details is None:
            if key in self._opened:
                return Compared(Finding.CHANGED, (REGISTRATION,), "同一文件前面的行建档后登记")
            return _refused("没有该用工主体的档案，请先填在「用工主体名册」表中或在窗口建档")
        if kept is None:
            return Compared(Finding.NEW)
        if kept.state in (EmployerState.RESTRICTED, EmployerState.CLOSED, EmployerState.MERGED):
            return _refused("该用工主体的档案已停用、限制使用或并入其他档案，请在窗口办理")
        new = (kept.pk, said.day) not in self._register.registered
        if kept.pk not in self._register.seen:
            return Compared(Finding.CHANGED, (REGISTRATION,), "其他驿站已建档：只在本站登记，档案内容不改", kept.pk)
        if said.details is not None and said.details.kind != kept.kind:
            return _refused(f"类型与档案不一致，档案中是「{kept.get_kind_display()}」")
        fields = tuple(_EMPLOYER_LABELS[name] for name in employer_fields(kept, said))
        return _against(kept.pk, kept.version, (*fields, REGISTRATION) if new else fields, "")


def worker_fields(kept: Worker, said: WorkerSaid) -> tuple[str, ...]:
    """What a row adds to a worker's file: only what is missing there. A login phone is never changed by a spreadsheet."""
    found = []
    if said.phone and kept.person.phone_digest is None and kept.contact_digest is None:
        found.append("联系电话")
    if said.address and kept.address is None:
        found.append("现居住地")
    return tuple(found)


def employer_fields(kept: Employer, said: EmployerSaid) -> list[str]:
    """In which fields the row says something else than the file."""
    return [] if said.details is None else differing(kept, said.details)


def _phone_words(kept: Worker, said: WorkerSaid) -> str:
    known = {kept.person.phone_digest, kept.contact_digest} - {None}
    if said.phone and known and phone_digest(said.phone) not in known:
        return "联系电话与档案不同，导入不修改，请在窗口更换"
    return ""


def _against(key: UUID, version: int, fields: tuple[str, ...], words: str) -> Compared:
    return Compared(Finding.CHANGED if fields else Finding.SAME, fields, words, key, version)


def _refused(words: str) -> Compared:
    return Compared(Finding.REFUSED, words=words)
