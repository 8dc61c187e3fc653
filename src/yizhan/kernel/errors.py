"""Refusals: what a user gets instead of a traceback."""

from dataclasses import dataclass

from yizhan.kernel.texts import Language, Text


class Refusal(Exception):
    """Input that cannot be used. Carries one clear sentence in both languages; never half-applied.

    `field` is the code name of the input that is meant, empty where it is none or several.
    """

    def __init__(self, zh: str, en: str, *, field: str = "") -> None:
        super().__init__(zh)
        self.text = Text(zh, en)
        self.field = field

    def say(self, lang: Language = "zh") -> str:
        """The sentence in the language asked for."""
        return self.text.say(lang)


@dataclass(frozen=True, slots=True)
class BadCell:
    """One refused row of an input: where it is, what is wrong, how to mend it. Never quotes an identity number in full."""

    source: str
    sheet: str
    row: int
    column: str
    wrong: Text
    remedy: Text

    def say(self, lang: Language = "zh") -> str:
        """Sheet, row, column, what is wrong and the remedy as one line."""
        if lang == "zh":
            return f"{self.source}「{self.sheet}」第{self.row}行「{self.column}」：{self.wrong.zh}。{self.remedy.zh}。"
        return f"{self.source} [{self.sheet}] row {self.row} [{self.column}]: {self.wrong.en}. {self.remedy.en}."


class BadRecords(Refusal):
    """Records refused row by row. `cells` lists every refused row; nothing has been read."""

    def __init__(self, cells: tuple[BadCell, ...]) -> None:
        super().__init__(
            f"共有{len(cells)}处数据不能使用，未读入任何记录。",
            f"{len(cells)} entries cannot be used; nothing was read.",
        )
        self.cells = cells
