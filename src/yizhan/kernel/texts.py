"""A sentence in the two languages of the product."""

from typing import Literal, NamedTuple

Language = Literal["zh", "en"]


class Text(NamedTuple):
    """One message, said in Chinese (the default face) and in English."""

    zh: str
    en: str

    def say(self, lang: Language) -> str:
        """The message in the language asked for."""
        return self.zh if lang == "zh" else self.en
