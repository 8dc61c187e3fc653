"""The values of one row as what it says. Raises Fault, with the header as its second argument, for what cannot be said."""

import re
from datetime import date
from typing import Any

from yizhan.facts.workbook.faults import Fault
from yizhan.facts.workbook.layout import IDENTITY
from yizhan.facts.workbook.read import EMPLOYERS
from yizhan.floor.privacy.states import ConsentPurpose
from yizhan.kernel.errors import Refusal
from yizhan.market.employers.credit_codes import credit_code
from yizhan.market.employers.details import Details, checked
from yizhan.market.imports.sayings import EmployerSaid, Said, WorkerSaid
from yizhan.market.imports.sheets import HIRING, HOME, NAME, PHONE, REGISTRATIONS
from yizhan.market.people import documents
from yizhan.market.people.ages import is_minor, require_working_age
from yizhan.market.people.wording import person_name

_PARTS = re.compile(r"[、,，;；/]")
_EMPLOYER_HEADERS = {
    "kind": "类型",
    "legal_name": "名称",
    "credit_code": "统一社会信用代码",
    "identity_number": IDENTITY,
    "industry": "行业",
    "business": "经营内容",
    "region": "区划代码",
    "address": "地址",
    "contact_name": "联系人",
    "contact_phone": PHONE,
    "headcount": "从业人数",
}
# In the scoring template nobody is "none" of the categories.
_NO_CATEGORY = "none"
PURPOSES = frozenset({ConsentPurpose.EMPLOYMENT_SERVICE, ConsentPurpose.IDENTITY_CHECK})


def tell(sheet: str, values: dict[str, Any], *, today: date) -> Said:
    """What the row says, every value in canonical form."""
    if values["登记日期"] > today:
        raise _fault("登记日期", "日期晚于今天", "请核对日期")
    if values.get("核查不实"):
        raise _fault("核查不实", "核查不属实的记录不导入", "请删除此行")
    if values.get("更正记录编号"):
        raise _fault("更正记录编号", "导入不办理更正", "请在系统中更正原登记，并删除此行")
    if sheet == EMPLOYERS:
        return _employer(values, today)
    if sheet == REGISTRATIONS and values["登记类型"] == HIRING:
        return _hiring(values, today)
    return _worker(values, today)


def _worker(values: dict[str, Any], today: date) -> WorkerSaid:
    typed = values.get(IDENTITY)
    if typed is None:
        raise _fault(IDENTITY, "没有填写", "请填写18位身份证号码；没有证件的请在窗口登记")
    try:
        document = documents.read(typed, today=today)
    except Refusal as refusal:
        raise _fault(IDENTITY, refusal.text.zh, "请对照身份证逐位核对后重新填写") from refusal
    try:
        require_working_age(document.birth_date, today)
        name = person_name(values.get(NAME) or "")
    except Refusal as refusal:
        header = NAME if refusal.field == "name" else IDENTITY
        raise _fault(header, refusal.text.zh, "请核对后重新填写") from refusal
    if is_minor(document.birth_date, today):
        raise _fault(IDENTITY, "16至17周岁的人须登记监护人", "请本人和监护人到窗口办理")
    category = values.get("人员类别") or ""
    return WorkerSaid(
        document_number=document.number,
        day=values["登记日期"],
        registration=values["登记类型"],
        name=name,
        phone=values.get(PHONE) or "",
        address=values.get(HOME) or "",
        category="" if category == _NO_CATEGORY else category,
        willing=bool(values.get("有意愿灵活就业")),
        published=bool(values.get("已发布")),
        trades=tuple(dict.fromkeys(part.strip() for part in _PARTS.split(values.get("工种") or "") if part.strip())),
    )


def _employer(values: dict[str, Any], today: date) -> EmployerSaid:
    plain = {name: values.get(header) or "" for name, header in _EMPLOYER_HEADERS.items() if name != "headcount"}
    try:
        details = checked(Details(**plain, headcount=values.get("从业人数")), today=today)
    except Refusal as refusal:
        raise _fault(
            _EMPLOYER_HEADERS.get(refusal.field, "整行"), refusal.text.zh, "请对照证照核对后重新填写"
        ) from refusal
    return EmployerSaid(
        day=values["登记日期"],
        details=details,
        credit_code=details.credit_code,
        identity_number=details.identity_number,
        number=(values.get("记录编号") or "")[:64],
    )


def _hiring(values: dict[str, Any], today: date) -> EmployerSaid:
    """A hiring registration of the scoring template names its employer by code, or by a resident's identity number."""
    typed = values.get("用工单位") or values.get(IDENTITY)
    if typed is None:
        raise _fault("用工单位", "没有填写", "用工登记请填写统一社会信用代码或居民的身份证号码")
    number = (values.get("记录编号") or "")[:64]
    try:
        return EmployerSaid(day=values["登记日期"], credit_code=credit_code(typed), number=number)
    except Refusal as refusal:
        try:
            resident = documents.read(typed, today=today)
        except Refusal:
            remedy = f"请填写统一社会信用代码；新的用工主体请填在「{EMPLOYERS}」表中"
            raise _fault("用工单位", refusal.text.zh, remedy) from refusal
    return EmployerSaid(day=values["登记日期"], identity_number=resident.number, number=number)


def _fault(header: str, wrong: str, remedy: str) -> Fault:
    fault = Fault(wrong, wrong, remedy, remedy)
    fault.args = (wrong, header)
    return fault
