"""The value of a sealed field: shows itself masked, opens only with a reason or for a declared purpose of the system."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NoReturn

from django.db import transaction
from django.db.models import Model

from yizhan.floor.audit.actions import record
from yizhan.floor.audit.actors import Actor
from yizhan.floor.privacy import ciphers, keys
from yizhan.floor.privacy.masking import ALL_HIDDEN, Masking, mask
from yizhan.floor.privacy.verbs import REVEAL
from yizhan.kernel.errors import Refusal

UNREADABLE = "（无法打开）"
SHORTEST_REASON = 4
LONGEST_REASON = 200


class SystemPurpose(StrEnum):
    """What the system itself may open a value for. A field names those that it allows."""

    NOTICE = "notice"
    LOOKUP = "lookup"
    DOCUMENT = "document"
    PAYMENT = "payment"
    SIGN_IN = "sign_in"


PURPOSE_LABELS = {
    SystemPurpose.NOTICE: "向本人发送通知",
    SystemPurpose.LOOKUP: "重新计算查找摘要",
    SystemPurpose.DOCUMENT: "填写法定表单和合同",
    SystemPurpose.PAYMENT: "向本人付款",
    SystemPurpose.SIGN_IN: "本人登录",
}


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """What a sealed value knows of its field. `bound_as` is the app.model.field part of its place."""

    model_label: str
    name: str
    bound_as: str
    masking: Masking
    opens_for: tuple[SystemPurpose, ...]


class ProvedToken(bytes):
    """A ciphertext that was sealed for, or proved to belong to, the row into which it is written."""


class Sealed:
    """One sealed value. Immutable. Until it is saved it holds the typed text, afterwards only the ciphertext."""

    __slots__ = ("_column", "_row", "_token", "_typed")

    def __init__(self, column: SealedColumn, *, token: bytes | None = None, typed: str | None = None) -> None:
        if (token is None) == (typed is None):
            raise ValueError("a sealed value has either a ciphertext or a typed text")
        self._column, self._token, self._typed = column, token, typed
        self._row: Model | None = None

    @property
    def column(self) -> SealedColumn:
        """The field it belongs to."""
        return self._column

    @property
    def token(self) -> bytes | None:
        """The ciphertext; None until saved."""
        return self._token

    @property
    def masked(self) -> str:
        """The value as it may be shown to anyone who sees the row. Not audited."""
        if self._column.masking is Masking.HIDDEN or (self._row is None and self._typed is None):
            return ALL_HIDDEN
        try:
            return mask(self._open(), self._column.masking)
        except ciphers.Unopenable:
            return UNREADABLE

    def reveal(self, *, actor: Actor, reason: str, now: datetime) -> str:
        """The full value, once the audit entry that says who saw it and why is committed.

        Refuses a reason of fewer than 4 or more than 200 characters, and a value that does not open. Must not be called inside a
        transaction: if that were rolled back, the value would be known and the entry gone.
        """
        given = reason.strip()
        if not SHORTEST_REASON <= len(given) <= LONGEST_REASON:
            raise Refusal(
                f"查看完整信息须写明理由，{SHORTEST_REASON}至{LONGEST_REASON}个字",
                f"say why you need the full value, in {SHORTEST_REASON} to {LONGEST_REASON} characters",
            )
        row, plain = self._saved_row(), self._open()
        with transaction.atomic(durable=True):
            record(
                actor=actor,
                verb=REVEAL.code,
                object_type=self._column.model_label,
                object_id=str(row.pk),
                body={"field": self._column.name, "subject": subject_of(row)},
                reason=given,
                now=now,
            )
        return plain

    def open_for(self, purpose: SystemPurpose) -> str:
        """The full value for the system's own work. PermissionError unless the field allows this purpose. Not audited."""
        if purpose not in self._column.opens_for:
            raise PermissionError(f"{self._column.model_label}.{self._column.name} does not open for {purpose.value}")
        self._saved_row()
        return self._open()

    def at(self, row: Model | None) -> "Sealed":
        """The same value as seen from a row; from no row it cannot be opened."""
        seen = Sealed(self._column, token=self._token, typed=self._typed)
        seen._row = row
        return seen

    def sealed_at(self, row: Model) -> "Sealed":
        """The value as it is written for a row: typed text is sealed, a ciphertext is proved to belong there."""
        place = place_of(self._column, row)
        if self._token is None:
            assert self._typed is not None
            return Sealed(self._column, token=ciphers.seal(self._typed, place, keys.ring(), keys.cipher()))
        ciphers.open_sealed(self._token, place, keys.ring())
        return self

    def rotated_at(self, row: Model) -> ProvedToken:
        """The ciphertext of the value under the newest key. Unopenable if it does not open in this row."""
        assert self._token is not None
        return ProvedToken(ciphers.rotate(self._token, place_of(self._column, row), keys.ring(), keys.cipher()))

    def _saved_row(self) -> Model:
        if self._row is None or self._token is None:
            raise ValueError("only a saved value reached through its row can be opened")
        return self._row

    def _open(self) -> str:
        if self._typed is not None:
            return self._typed
        assert self._row is not None
        assert self._token is not None
        return ciphers.open_sealed(self._token, place_of(self._column, self._row), keys.ring())

    def __str__(self) -> str:
        return self.masked

    def __format__(self, spec: str) -> str:
        return format(self.masked, spec)

    def __repr__(self) -> str:
        return f"<Sealed {self._column.model_label}.{self._column.name}>"

    def __copy__(self) -> "Sealed":
        return self

    def __deepcopy__(self, memo: object) -> "Sealed":
        return self

    def __reduce__(self) -> "tuple[Callable[..., Sealed], tuple[Any, ...]]":
        if self._token is None:
            raise TypeError("a value that is not saved yet is not pickled: it is still plain text")
        return _from_ciphertext, (self._column, self._token)


def place_of(column: SealedColumn, row: Model) -> str:
    """The place to which a value is bound: app.model.field:primary key."""
    if row.pk is None:
        raise ValueError(f"{column.model_label} needs its primary key before a value can be sealed")
    return f"{column.bound_as}:{row.pk}"


def subject_of(row: Model) -> str:
    """The id of the person whom the row is about: the field named by PRIVACY_SUBJECT, or else the row's own key."""
    return str(getattr(row, getattr(row, "PRIVACY_SUBJECT", "pk")))


def _from_ciphertext(column: SealedColumn, token: bytes) -> Sealed:
    return Sealed(column, token=token)


def refuse_unproved(column: SealedColumn) -> NoReturn:
    """Raised where a value would be written without its row being known."""
    raise TypeError(f"{column.model_label}.{column.name} is sealed for a row: write it with save() or bulk_create()")
