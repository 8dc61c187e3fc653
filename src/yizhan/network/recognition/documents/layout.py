"""The two forms as they are printed in the source: rows, cells and words. Both the Word file and the PDF are drawn from this.

Words are those of annexes 2 and 3, without the blanks between characters that only spread a label. `{name}` is where a value goes.
"""

import re
from dataclasses import dataclass
from typing import Literal

COLUMNS = 24
EMPTY_DATE = "　　年　　月　　日"
CHECKED, UNCHECKED = "☑", "□"
_FIELD = re.compile(r"\{([a-z_]+)\}")
Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. `gap` is the space above it in millimetres, `indent` two characters at its beginning, `inset` so many at its end:
    blanks there would be dropped by a word processor."""

    text: str
    align: Align = "left"
    indent: bool = False
    gap: int = 0
    inset: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """Paragraphs in a cell that spans so many of the 24 columns."""

    span: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Cells from left to right, at least so many millimetres high."""

    cells: tuple[Cell, ...]
    height: int = 13


@dataclass(frozen=True, slots=True)
class Form:
    """A form: what stands above its table, the table, and the note below."""

    code: str
    annex: str
    title: str
    unit: str
    filed: str
    rows: tuple[Row, ...]
    note: str

    @property
    def fields(self) -> frozenset[str]:
        """The names of the values that the form takes."""
        texts = [self.unit, self.filed, *(line.text for row in self.rows for cell in row.cells for line in cell.lines)]
        return frozenset(name for text in texts for name in _FIELD.findall(text))


def filled(text: str, values: dict[str, str]) -> str:
    """The text with its values. A value is never looked at again: braces in it stay braces."""
    return _FIELD.sub(lambda found: values[found.group(1)], text)


def _label(span: int, *texts: str) -> Cell:
    return Cell(span, tuple(Line(text, "center") for text in texts))


def _value(span: int, *texts: str, align: Align = "center") -> Cell:
    return Cell(span, tuple(Line(text, align) for text in texts))


_UNIT_ROWS = (
    Row((_label(5, "申请单位名称"), _value(19, "{applicant_name}"))),
    Row(
        (
            _label(5, "法人代表", "或负责人"),
            _value(7, "{legal_representative}"),
            _label(5, "统一社会", "信用代码"),
            _value(7, "{credit_code}"),
        ),
        16,
    ),
    Row(
        (
            _label(5, "登记地址"),
            _value(7, "{registered_address}"),
            _label(5, "联系电话"),
            _value(7, "{contact_phone}"),
        ),
        16,
    ),
)
_NOTE = "备注：此表一式两份。"

RECOGNITION = Form(
    code="recognition",
    annex="附件2",
    title="泉州市零工市场（驿站）认定申请表",
    unit="申报单位（盖章）：{unit}",
    filed="申报时间：{filed_on}",
    rows=(
        *_UNIT_ROWS,
        Row((_label(8, "申请认定的零工市场", "（驿站）名称"), _value(16, "{station_name}")), 16),
        Row(
            (
                _label(5, "类　型"),
                Cell(7, (Line("　　{market_box}零工市场"), Line("　　{station_box}零工驿站"))),
                _label(5, "所属县", "（市、区）"),
                _value(7, "{county_name}"),
            ),
            18,
        ),
        Row(
            (
                _label(8, "零工市场（驿站）", "地址、负责人姓名", "及身份证号码"),
                _value(16, "{station_address}", "{manager_name}", "{manager_identity_number}"),
            ),
            24,
        ),
        Row(
            (
                _label(8, "零工市场（驿站）", "建筑面积（平方米）"),
                _value(4, "{floor_area}"),
                _label(7, "累计投资总额", "（万元）"),
                _value(5, "{investment}"),
            ),
            16,
        ),
        Row(
            (
                _label(4, "提供", "岗位数"),
                _value(3, "{posts_offered}"),
                _label(4, "推荐就业", "人数"),
                _value(3, "{people_placed}"),
                _label(7, "是否使用“泉就业”", "零工平台"),
                _value(3, "{uses_platform}"),
            ),
            16,
        ),
        Row(
            (
                _label(5, "申请单位"),
                Cell(
                    19,
                    (
                        Line(
                            "本单位愿意承担零工市场相关就业服务工作，并严格按照工作要求开展相关就业服务活动。",
                            indent=True,
                        ),
                        Line("负责人（签名）：", "right", gap=9, inset=8),
                        Line("（盖章）　　{unit_date}", "right", gap=3, inset=1),
                    ),
                ),
            ),
            43,
        ),
        Row(
            (
                _label(5, "县级人社", "部门审批", "意见"),
                Cell(
                    19,
                    (
                        Line("经审核，同意设立零工市场（驿站）。", indent=True),
                        Line("（盖章）", "right", gap=12, inset=8),
                        Line("{opinion_date}", "right", gap=2, inset=1),
                    ),
                ),
            ),
            44,
        ),
    ),
    note=_NOTE,
)

SUBSIDY = Form(
    code="subsidy",
    annex="附件3",
    title="泉州市零工市场（驿站）补助资金申请表",
    unit="申报单位（盖章）：{unit}",
    filed="填表日期：{filed_on}",
    rows=(
        *_UNIT_ROWS,
        Row(
            (
                _label(5, "开户银行"),
                _value(7, "{bank_name}"),
                _label(5, "银行账号"),
                _value(7, "{account_number}"),
            ),
            16,
        ),
        Row((_label(5, "户　名"), _value(19, "{account_holder}"))),
        Row(
            (_label(5, "所建设零工", "市场（驿站）", "名称、地址"), _value(19, "{station_name}", "{station_address}")),
            22,
        ),
        Row((_label(5, "申请补贴金额"), _value(19, "{amount}")), 15),
        Row(
            (
                _label(5, "申请补贴类型"),
                _value(19, "{one_time_box}一次性运维补助　　　　{performance_box}绩效补助"),
            ),
            15,
        ),
        Row(
            (
                Cell(
                    24,
                    (
                        Line(
                            "本零工市场已对所报送相关数据材料进行审核，并对上报数据资料真实性有效性负责。",
                            indent=True,
                        ),
                        Line("单位负责人（签名）：", "right", gap=9, inset=8),
                        Line("（盖章）", "right", gap=2, inset=8),
                        Line("{unit_date}", "right", gap=1, inset=1),
                    ),
                ),
            ),
            50,
        ),
        Row(
            (
                _label(5, "县级人社", "部门审批", "意见"),
                Cell(
                    19,
                    (
                        Line("（盖章）", "right", gap=22, inset=8),
                        Line("{opinion_date}", "right", gap=2, inset=1),
                    ),
                ),
            ),
            50,
        ),
    ),
    note=_NOTE,
)
FORMS: dict[str, Form] = {form.code: form for form in (RECOGNITION, SUBSIDY)}
