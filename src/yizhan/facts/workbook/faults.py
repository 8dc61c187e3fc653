"""What can be wrong with one cell, and the refusal that lists all of them."""

from yizhan.kernel.errors import BadCell, BadRecords
from yizhan.kernel.texts import Text

LISTED_PER_SHEET = 200


class Fault(Exception):
    """One cell cannot be used: what is wrong and how to mend it, without sentence ends."""

    def __init__(self, wrong_zh: str, wrong_en: str, remedy_zh: str, remedy_en: str) -> None:
        super().__init__(wrong_zh)
        self.wrong = Text(wrong_zh, wrong_en)
        self.remedy = Text(remedy_zh, remedy_en)


class ManyBadRecords(BadRecords):
    """Refused rows, listed up to `LISTED_PER_SHEET` a sheet and all counted: `total` is the number found."""

    def __init__(self, cells: tuple[BadCell, ...]) -> None:
        listed: list[BadCell] = []
        per_sheet: dict[tuple[str, str], int] = {}
        for cell in cells:
            place = (cell.source, cell.sheet)
            per_sheet[place] = per_sheet.get(place, 0) + 1
            if per_sheet[place] <= LISTED_PER_SHEET:
                listed.append(cell)
        super().__init__(tuple(listed))
        self.total = len(cells)
        if self.total > len(listed):
            self.text = Text(
                f"共有{self.total}处数据不能使用，未读入任何记录。每张表列出前{LISTED_PER_SHEET}处。",
                f"{self.total} entries cannot be used; nothing was read. Listed: the first {LISTED_PER_SHEET} a sheet.",
            )
            self.args = (self.text.zh,)
