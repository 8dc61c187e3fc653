"""The sheets that an import reads: the registrations of the scoring template as they stand, and two rosters of our own."""

from yizhan.facts.columns import Choice, Column, Table
from yizhan.facts.workbook.layout import IDENTITY, WORKBOOK, Field, Layout
from yizhan.facts.workbook.read import EMPLOYERS, WORKERS
from yizhan.kernel.texts import Text
from yizhan.market.employers.states import EmployerKind, Industry
from yizhan.market.people.states import RegistrationKind

REGISTRATIONS = "求职登记"
NAME, PHONE, HOME = "姓名", "联系电话", "现居住地"
HIRING = "hiring"


def _choices(labels: list[tuple[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(code, Text(label, code)) for code, label in labels)


def _stored(name: str, header: str, kind: str, *, must: bool = False, aliases: tuple[str, ...] = ()) -> Field:
    column = Column(name, Text(header, name), kind, must, _CHOICES.get(name, ()))  # type: ignore[arg-type]
    return Field(header, "store", column, aliases, must, "refused" if must else "missing")


_CHOICES = {
    "registration": _choices(RegistrationKind.choices),
    "employer_kind": _choices(EmployerKind.choices),
    "industry": _choices(Industry.choices),
}
_SERIAL, _REMARK = Field("序号", "ignore"), Field("备注", "ignore")
_WORKER_FIELDS = (
    _SERIAL,
    _stored("name", NAME, "text", must=True),
    _stored("document_number", IDENTITY, "person", must=True, aliases=("身份证号", "证件号码")),
    _stored("phone", PHONE, "text", aliases=("手机号", "手机号码", "电话")),
    _stored("address", HOME, "text", aliases=("住址", "居住地址")),
    _stored("day", "登记日期", "day", must=True, aliases=("日期",)),
    _stored("registration", "登记类型", "choice", must=True),
    _stored("willing", "有意愿灵活就业", "bool"),
    _stored("trades", "工种", "text", aliases=("求职工种", "技能")),
    _REMARK,
)
_EMPLOYER_FIELDS = (
    _SERIAL,
    _stored("employer_kind", "类型", "choice", must=True),
    _stored("legal_name", "名称", "text", must=True, aliases=("用工单位", "单位名称", "企业名称")),
    _stored("credit_code", "统一社会信用代码", "text", aliases=("信用代码",)),
    _stored("identity_number", IDENTITY, "person", aliases=("身份证号",)),
    _stored("industry", "行业", "choice"),
    _stored("business", "经营内容", "text", aliases=("主营业务",)),
    _stored("region", "区划代码", "text"),
    _stored("address", "地址", "text"),
    _stored("contact_name", "联系人", "text"),
    _stored("contact_phone", PHONE, "text", aliases=("手机号", "联系人电话")),
    _stored("headcount", "从业人数", "count", aliases=("职工人数",)),
    _stored("day", "登记日期", "day", must=True, aliases=("日期",)),
    _stored("number", "记录编号", "text"),
    _REMARK,
)


def _layout(sheet: str, day: str, fields: tuple[Field, ...]) -> Layout:
    own = tuple(field.column for field in fields if field.column is not None)
    return Layout(Table(sheet, Text(sheet, sheet), Text(day, day), own, "product A 6"), fields)


LAYOUTS: dict[str, Layout] = {
    WORKERS: _layout(WORKERS, "登记日期", _WORKER_FIELDS),
    EMPLOYERS: _layout(EMPLOYERS, "登记日期", _EMPLOYER_FIELDS),
    REGISTRATIONS: WORKBOOK[REGISTRATIONS],
}
# Sheets of the scoring template that say nothing for the register: named, and passed over.
PASSED_OVER = tuple(name for name in WORKBOOK if name not in LAYOUTS)
