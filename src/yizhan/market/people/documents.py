"""Identity documents: which kind a number is, whether it can be right, and what it says of its holder. Pure."""

import re
from dataclasses import dataclass
from datetime import date

from yizhan.kernel.errors import Refusal
from yizhan.kernel.identity import resident_number
from yizhan.market.people.states import DocumentKind, Sex

LONGEST = 40
# Seven places where it was issued; the figures are those of GB/T 2260 for Taiwan, Hong Kong and Macao.
_RESIDENCE_PERMITS = ("81", "82", "83")
_FORMER_PERMANENT = re.compile(r"[A-Z]{3}[0-9]{12}")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@dataclass(frozen=True, slots=True)
class Document:
    """A number in canonical form and what can be read from it. `household_region` is a hint of six digits, or empty."""

    kind: DocumentKind
    number: str
    birth_date: date
    sex: Sex
    household_region: str


def read(text: str, *, today: date, kind: DocumentKind | None = None) -> Document:
    """The document whose number was typed or scanned; a Refusal that never repeats the number.

    Without `kind` the number tells it: 81, 82 and 83 begin residence permits of Hong Kong, Macao and Taiwan residents, 9 and
    three letters the cards of permanent residents. With `kind` a number of another kind is refused. All 18-digit numbers have
    the check character of GB 11643; of the former 15-character card only the shape and the date are checked.
    """
    if len(text) > LONGEST:
        raise _wrong("身份证件号码太长，请核对")
    number = text.strip(" \u3000\t").translate(_FULL_WIDTH).upper()
    found = _former(number, today) if _FORMER_PERMANENT.fullmatch(number) else _eighteen(number, today)
    if kind is not None and found.kind != kind:
        raise _wrong(f"这个号码是{found.kind.label}的号码，请核对证件类型")
    return found


def _eighteen(text: str, today: date) -> Document:
    try:
        number = resident_number(text, today=today)
    except Refusal as refusal:
        raise Refusal(*refusal.text, field="document_number") from refusal
    if number[0] == "9":
        kind = DocumentKind.PERMANENT_RESIDENT
    elif number[:2] in _RESIDENCE_PERMITS:
        kind = DocumentKind.HK_MACAO_TAIWAN
    else:
        kind = DocumentKind.RESIDENT
    born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    sex = Sex.MALE if int(number[16]) % 2 else Sex.FEMALE
    return Document(kind, number, born, sex, number[:6] if kind is DocumentKind.RESIDENT else "")


def _former(number: str, today: date) -> Document:
    """The card issued before 2023: three letters of the nationality, place, birth date in six digits, order and check digit."""
    year, month, day = int(number[7:9]), int(number[9:11]), int(number[11:13])
    for century in (2000, 1900):
        try:
            born = date(century + year, month, day)
        except ValueError:
            continue
        if born <= today:
            return Document(DocumentKind.PERMANENT_RESIDENT, number, born, Sex.UNKNOWN, "")
    raise _wrong("证件号码中的出生日期不存在")


def _wrong(zh: str) -> Refusal:
    return Refusal(zh, "the document number is wrong", field="document_number")
