"""Columns and tables of facts: what a row says, in which words, of which type."""

from dataclasses import dataclass
from typing import Literal

from yizhan.kernel.texts import Text

Kind = Literal["text", "person", "employer", "choice", "proofs", "bool", "day", "count", "decimal", "fen"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One allowed word of a `choice` or `proofs` column: its code and what people call it."""

    code: str
    label: Text


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `person` and `employer` hold pseudonymous keys; `proofs` holds codes sorted and joined by ``+``."""

    name: str
    label: Text
    kind: Kind
    required: bool = False
    choices: tuple[Choice, ...] = ()
    note: Text | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """The allowed codes, in the order in which a form lists them."""
        return tuple(choice.code for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Table:
    """One fact table: the columns every table has, then its own. `day` names what the day of a row means."""

    name: str
    label: Text
    day: Text
    own: tuple[Column, ...]
    citation: str

    @property
    def columns(self) -> tuple[Column, ...]:
        """The common columns followed by the table's own."""
        return (*COMMON, *self.own)

    def column(self, name: str) -> Column:
        """The column called `name`; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")


PROOFS = (
    Choice("none", Text("无", "none")),
    Choice("contract", Text("劳动合同", "labour contract")),
    Choice("insurance", Text("参保记录", "insurance record")),
    Choice("wage_slip", Text("工资发放凭证", "wage slip")),
    Choice("transfer", Text("工资转账", "wage transfer")),
    Choice("other", Text("其他材料", "other material")),
    Choice("photo", Text("照片", "photo")),
    Choice("sign_in", Text("签到表", "sign-in sheet")),
    Choice("link", Text("网址链接", "link")),
    Choice("document", Text("文件", "document")),
)

COMMON = (
    Column("record", Text("记录编号", "record"), "text", required=True),
    Column("station", Text("驿站编号", "station"), "text", required=True),
    Column("day", Text("日期", "day"), "day", required=True),
    Column("proof", Text("凭证", "proof"), "proofs", choices=PROOFS),
    Column("verified", Text("已核验", "verified"), "bool", required=True),
    Column("flagged", Text("核查不实", "found false"), "bool", required=True),
    Column("supersedes", Text("更正记录编号", "corrects record"), "text"),
)
