"""Reading a mapping of a scheme file: typed, complete, and with errors that name the place."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from yizhan.kernel.errors import Refusal
from yizhan.kernel.exact import exact
from yizhan.kernel.texts import Text

_FREE = ("clause", "reading", "note")


class Fields:
    """One mapping. Every key must be asked for; `close` refuses keys that nobody asked for."""

    def __init__(self, tree: Any, where: str) -> None:
        if not isinstance(tree, dict):
            raise Refusal(f"{where}：应是“键: 值”的结构", f"{where}: must be a mapping")
        self.tree: dict[str, Any] = tree
        self.where = where
        self._asked: set[str] = set(_FREE)

    def refuse(self, zh: str, en: str) -> Refusal:
        """A refusal at this place, with the clause quoted here if there is one."""
        listed = self.tree.get("clause")
        passages = listed if isinstance(listed, list) else [listed]
        clause = "；".join(one for one in passages if isinstance(one, str))
        quoted = f"（条文：{clause}）" if 0 < len(clause) <= 80 else ""
        return Refusal(f"{self.where}：{zh}{quoted}", f"{self.where}: {en}{f' (clause: {clause})' if quoted else ''}")

    def has(self, key: str) -> bool:
        """Whether the key is there and not null."""
        self._asked.add(key)
        return self.tree.get(key) is not None

    def raw(self, key: str) -> Any:
        """The value as it stands; refuses if it is missing."""
        if not self.has(key):
            raise self.refuse(f"缺少「{key}」", f"lacks {key!r}")
        return self.tree[key]

    def text(self, key: str, default: str | None = None) -> str:
        """A non-empty text."""
        if not self.has(key) and default is not None:
            return default
        value = self.raw(key)
        if isinstance(value, int | Fraction) and not isinstance(value, bool):
            raise self.refuse(f"「{key}」应是文字，请加引号", f"{key!r} must be text; quote it")
        if not isinstance(value, str) or not value.strip():
            raise self.refuse(f"「{key}」应是文字", f"{key!r} must be text")
        return value.strip()

    def titled(self, key: str = "title") -> Text:
        """A Chinese text with its English twin under `<key>_en` (the Chinese again where absent)."""
        zh = self.text(key)
        return Text(zh, self.text(f"{key}_en", zh))

    def passages(self, key: str) -> tuple[str, ...]:
        """A text or a list of texts."""
        value = self.raw(key)
        listed = value if isinstance(value, list) else [value]
        if not listed or not all(isinstance(one, str) and one.strip() for one in listed):
            raise self.refuse(f"「{key}」应是条文原文", f"{key!r} must be the source's words")
        return tuple(one.strip() for one in listed)

    def number(self, key: str) -> Fraction:
        """An exact number ≥ 0."""
        value = self.raw(key)
        try:
            found = exact(value)
        except Refusal as refusal:
            raise self.refuse(f"「{key}」{refusal.text.zh}", f"{key!r}: {refusal.text.en}") from refusal
        if found < 0:
            raise self.refuse(f"「{key}」不能小于0", f"{key!r} must not be negative")
        return found

    def positive(self, key: str) -> Fraction:
        """An exact number > 0."""
        found = self.number(key)
        if found == 0:
            raise self.refuse(f"「{key}」应大于0", f"{key!r} must be greater than 0")
        return found

    def flag(self, key: str, default: bool = False) -> bool:
        """true or false."""
        if not self.has(key):
            return default
        value = self.raw(key)
        if not isinstance(value, bool):
            raise self.refuse(f"「{key}」应为 true 或 false", f"{key!r} must be true or false")
        return value

    def one_of(self, key: str, allowed: Sequence[str], default: str | None = None) -> str:
        """One of the words allowed."""
        value = self.text(key, default)
        if value not in allowed:
            listed = "、".join(allowed)
            raise self.refuse(
                f"「{key}」应是 {listed} 之一，现为「{value}」", f"{key!r} must be one of {', '.join(allowed)}"
            )
        return value

    def at(self, key: str) -> "Fields":
        """The mapping under a key."""
        return Fields(self.raw(key), f"{self.where} › {key}")

    def rows(self, key: str, *, least: int = 0) -> list["Fields"]:
        """The list of mappings under a key; an absent list is empty."""
        value = self.raw(key) if self.has(key) else []
        if not isinstance(value, list) or len(value) < least:
            raise self.refuse(f"「{key}」应是列表", f"{key!r} must be a list")
        return [Fields(one, f"{self.where} › {key}[{index}]") for index, one in enumerate(value, 1)]

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self.raw(key)
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.refuse(f"「{key}」应是文字列表", f"{key!r} must be a list of texts")
        return tuple(value)

    def close(self) -> None:
        """Refuses keys that mean nothing here."""
        unknown = sorted(set(self.tree) - self._asked)
        if unknown:
            raise self.refuse(f"不认识的键「{'、'.join(unknown)}」", f"unknown keys {', '.join(unknown)}")


def quote(fields: Fields) -> str:
    """The clause quoted at this place, or the name of the reading that stands in for it."""
    if fields.has("clause"):
        return "；".join(fields.passages("clause"))
    if fields.has("reading"):
        return f"解释口径：{fields.text('reading')}"
    return ""
