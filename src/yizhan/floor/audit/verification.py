"""The chain recomputed from the database, and held against heads that were handed out."""

from collections.abc import Sequence
from dataclasses import dataclass

from yizhan.floor.audit.actors import Actor
from yizhan.floor.audit.chain import GENESIS, Fault, Walk
from yizhan.floor.audit.models import Entry, Head
from yizhan.floor.audit.policy import may_read
from yizhan.floor.audit.signing import Witnessed
from yizhan.kernel.texts import Text

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many entries hold, and the first fault if there is one."""

    entries: int
    fault: Fault | None


def verify_chain(witnesses: Sequence[Witnessed], key: bytes) -> Verdict:
    """Reads every entry once. `key` is the public key that the heads must be signed with."""
    walk = Walk(witness.sequence for witness in witnesses)
    fault = next((found for found in (_signature(witness, key) for witness in witnesses) if found), None)
    before = Head.objects.filter(id=1).first()
    if fault is None:
        fault = walk.along(entry.link() for entry in Entry.objects.order_by("sequence").iterator(chunk_size=CHUNK))
    if fault is None:
        fault = _against_own_head(walk, before)
    if fault is None:
        in_order = sorted(witnesses, key=lambda witness: witness.sequence)
        fault = next((found for found in (_against(walk, witness) for witness in in_order) if found), None)
    return Verdict(walk.last, fault)


@dataclass(frozen=True, slots=True)
class Stretch:
    """How far a chain that is verified piece by piece has come: `last` of about `of` entries, the hash there, the first fault.

    `done` says that nothing is left to read: then `fault` is the answer.
    """

    last: int
    last_hash: str
    of: int
    fault: Fault | None
    done: bool


def verify_stretch(
    actor: Actor, *, last: int, last_hash: str, witness: Witnessed | None, key: bytes, most: int
) -> Stretch:
    """Goes on behind entry `last`, whose hash was found to be `last_hash`, for at most `most` entries. At 0 and GENESIS it begins.

    For pages: each piece is short, and the end says the same as `verify_chain`. PermissionError for whoever may not read the chain.
    """
    if not may_read(actor):
        raise PermissionError("only an auditor verifies the chain")
    before = Head.objects.filter(id=1).first()
    of = 0 if before is None else before.sequence
    walk = Walk()
    walk.last, walk.last_hash = last, last_hash
    fault = None if witness is None else _signature(witness, key)
    if fault is None:
        ahead = Entry.objects.filter(sequence__gt=last).order_by("sequence")[:most]
        fault = walk.along(entry.link() for entry in ahead.iterator(chunk_size=CHUNK))
    if fault is not None or (walk.last < of and walk.last - last == most):
        return Stretch(walk.last, walk.last_hash, of, fault, fault is not None)
    fault = _against_own_head(walk, before)
    if fault is None and witness is not None:
        found = Entry.objects.filter(sequence=witness.sequence).values_list("hash", flat=True).first()
        walk.remembered[witness.sequence] = found or ""
        fault = _against(walk, witness)
    return Stretch(walk.last, walk.last_hash, max(of, walk.last), fault, True)


def _signature(witness: Witnessed, key: bytes) -> Fault | None:
    if witness.is_signed_by(key):
        return None
    return Fault(
        witness.sequence,
        Text(
            f"第 {witness.sequence} 条的链头签名不符：链头被改动，或不是本系统签发",
            f"the head for entry {witness.sequence} is not signed by this key: altered or foreign",
        ),
    )


def _against_own_head(walk: Walk, before: Head | None) -> Fault | None:
    """Entries may be added while the chain is read: it ends at or after the head before, at or before the head after."""
    after = Head.objects.filter(id=1).first()
    if before is None or after is None:
        return Fault(walk.last, Text("链头记录被删除", "the row of the head is gone"))
    if walk.last < before.sequence:
        missing = walk.last + 1
        return Fault(
            missing,
            Text(
                f"第 {missing} 条缺失：链头记有 {before.sequence} 条，末尾的记录被删除",
                f"entry {missing} is missing: the head names {before.sequence}, the last ones were deleted",
            ),
        )
    if walk.last > after.sequence or (walk.last == after.sequence and walk.last_hash != after.hash):
        return Fault(walk.last, Text(f"第 {walk.last} 条与链头不符", f"entry {walk.last} is not what the head names"))
    return None


def _against(walk: Walk, witness: Witnessed) -> Fault | None:
    if witness.sequence > walk.last:
        missing = walk.last + 1
        return Fault(
            missing,
            Text(
                f"第 {missing} 条缺失：{witness.time} 交出的链头已到第 {witness.sequence} 条，像是恢复了旧备份",
                f"entry {missing} is missing: the head of {witness.time} names {witness.sequence}; an old backup restored?",
            ),
        )
    found = GENESIS if witness.sequence == 0 else walk.remembered.get(witness.sequence)
    if found == witness.hash:
        return None
    return Fault(
        witness.sequence,
        Text(
            f"第 {witness.sequence} 条与 {witness.time} 交出的链头不符：该条或之前的记录被改动，整链已重算",
            f"entry {witness.sequence} is not what the head of {witness.time} names: changed there or before, and re-chained",
        ),
    )
