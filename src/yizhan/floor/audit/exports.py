"""What leaves the system: the signed head."""

from datetime import UTC, datetime

from django.conf import settings

from yizhan.floor.audit.models import Head
from yizhan.floor.audit.signing import SignedHead, public_key, sign


def signed_head(now: datetime) -> SignedHead:
    """Sequence and hash of the last entry, the time, and an Ed25519 signature, for somebody who does not run the database."""
    head = Head.objects.get()
    return sign(head.sequence, head.hash, now.astimezone(UTC).isoformat(timespec="seconds"), settings.YIZHAN_AUDIT_KEY)


def own_public_key() -> bytes:
    """The public key of this system's heads, 32 bytes."""
    return public_key(settings.YIZHAN_AUDIT_KEY)
