"""Kinds of notice: each app declares its own in notice_kinds.py. A template that cannot be filled does not load."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from string import Formatter

from yizhan.floor.notices.states import NEVER_SILENT, Channel, NoticeGroup
from yizhan.kernel.declarations import enter, modules

_CODE = re.compile(r"[a-z_]+(\.[a-z_]+)+")
_WORD = re.compile(r"[a-z_]{1,40}")
LONGEST_TITLE, LONGEST_TEXT = 40, 400


@dataclass(frozen=True)
class NoticeKind:
    """A kind of notice. `code` starts with the app's label: `people.proof.expiring`; `template_zh` holds `{words}` in braces.

    `urgent` ones go out at night, beyond the daily number and without the consent to messages: only what the person must know
    now. ValueError for a code, title, channel or template that cannot be used.
    """

    code: str
    title_zh: str
    template_zh: str
    channels: tuple[Channel, ...] = (Channel.INBOX,)
    urgent: bool = False
    group: NoticeGroup = NoticeGroup.SERVICE

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.code) or len(self.code) > 80:
            raise ValueError(f"not the code of a kind of notice: {self.code!r}")
        if not 0 < len(self.title_zh) <= LONGEST_TITLE or not 0 < len(self.template_zh) <= LONGEST_TEXT:
            raise ValueError(f"{self.code} needs a title and a template, and short ones")
        if not self.channels or len(set(self.channels)) != len(self.channels):
            raise ValueError(f"{self.code} needs its channels, each once")
        if self.group in NEVER_SILENT and Channel.INBOX not in self.channels:
            raise ValueError(f"{self.code} must reach the inbox")
        self.filled(dict.fromkeys(self.words, ""))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that the template needs."""
        try:
            parts = list(Formatter().parse(self.template_zh))
        except ValueError as error:
            raise ValueError(f"the template of {self.code} has an odd brace") from error
        for _, word, spec, conversion in parts:
            if word is not None and (spec or conversion or not _WORD.fullmatch(word)):
                raise ValueError(f"the template of {self.code} has a gap without a plain word: {{{word}}}")
        return frozenset(word for _, word, _, _ in parts if word is not None)

    @property
    def always_in_inbox(self) -> bool:
        """Whether nobody can keep it out of the inbox."""
        return self.urgent or self.group in NEVER_SILENT

    @property
    def needs_consent(self) -> bool:
        """Whether it goes outward only with the consent to messages."""
        return not self.always_in_inbox

    def filled(self, words: Mapping[str, str]) -> str:
        """The text. ValueError when words are missing or too many."""
        if words.keys() != self.words:
            raise ValueError(f"{self.code} needs exactly the words {sorted(self.words)}, not {sorted(words)}")
        return self.template_zh.format_map(words)


KINDS: dict[str, NoticeKind] = {}


def register(label: str, kinds: Iterable[NoticeKind]) -> None:
    """Adds the kinds of the app with this label. ValueError for a foreign prefix, or for a code that is taken by another kind."""
    enter(KINDS, label, kinds, "kind of notice")


def collect(apps: Iterable[tuple[str, str]]) -> None:
    """Registers `KINDS` of `<module>.notice_kinds` for every app given as (label, module) that has such a module."""
    for label, module in modules(apps, "notice_kinds"):
        register(label, module.KINDS)
