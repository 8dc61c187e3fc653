"""The line that a card reader types into a field: eight parts of an identity card, or the number alone. Pure."""

import re
from dataclasses import dataclass
from datetime import date

from yizhan.kernel.errors import Refusal
from yizhan.market.people import documents
from yizhan.market.people.documents import Document
from yizhan.market.people.states import Sex
from yizhan.market.people.wording import one_line, person_name

LONGEST = 400
_SEPARATORS = re.compile(r"[|｜\t,，]")
_LOOKS_LIKE_NUMBER = re.compile(r"[0-9０-９]{17}[0-9０-９XxＸｘ]")
_BIRTH = re.compile(r"([0-9]{4})(?:-|/|\.|年)?([0-9]{1,2})(?:-|/|\.|月)?([0-9]{1,2})日?")
_SEXES = {"男": Sex.MALE, "女": Sex.FEMALE, "1": Sex.MALE, "2": Sex.FEMALE}
# 姓名|性别|民族|出生|住址|身份证号|签发机关|有效期; the ethnic group is not asked for and therefore dropped.
_NAME, _SEX, _BORN, _ADDRESS, _NUMBER = 0, 1, 3, 4, 5


@dataclass(frozen=True, slots=True)
class CardLine:
    """What a line says. Name and address are empty where only the number was read."""

    document: Document
    name: str
    address: str


def parse(text: str, *, today: date) -> CardLine:
    """The line `姓名|性别|民族|出生|住址|身份证号|签发机关|有效期`, parted by |, tab or comma, or a number alone.

    An address may hold the separator. What follows the number is not read. Refuses a line whose parts contradict each other,
    because then two cards were mixed or characters lost; never repeats what was read.
    """
    line = text.strip(" \u3000\r\n")
    if len(line) > LONGEST or "\n" in line or "\r" in line:
        raise _unreadable("读卡内容不止一行，请清空后重新读卡")
    parts = [part.strip(" \u3000") for part in _SEPARATORS.split(line)]
    if len(parts) == 1:
        return CardLine(documents.read(line, today=today), "", "")
    at = next((i for i, part in enumerate(parts) if i >= _NUMBER and _LOOKS_LIKE_NUMBER.fullmatch(part)), None)
    if at is None:
        raise _unreadable("读卡内容不完整，请重新读卡或手工填写")
    document = documents.read(parts[at], today=today)
    if _SEXES.get(parts[_SEX]) is not document.sex or not _agrees(parts[_BORN], document.birth_date):
        raise _unreadable("读卡内容前后不一致，请重新读卡")
    address = one_line("，".join(parts[_ADDRESS:at]), label="住址", longest=120, field="card_line")
    return CardLine(document, person_name(parts[_NAME], field="card_line"), address)


def _agrees(text: str, born: date) -> bool:
    found = _BIRTH.fullmatch(text)
    return found is not None and tuple(int(part) for part in found.groups()) == (born.year, born.month, born.day)


def _unreadable(zh: str) -> Refusal:
    return Refusal(zh, "the card reader's line cannot be used", field="card_line")
