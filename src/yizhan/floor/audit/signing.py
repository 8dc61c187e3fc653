"""Signed heads as files: Ed25519 over the canonical JSON of all other fields."""

import base64
import binascii
import json
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from yizhan.kernel.digests import canonical
from yizhan.kernel.errors import Refusal

KIND = "yizhan-audit-head"
_FIELDS = {"kind": str, "layout": int, "sequence": int, "hash": str, "time": str, "key": str, "signature": str}
SignedHead = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Witnessed:
    """A head that was handed out, read from its file. Not yet checked."""

    sequence: int
    hash: str
    time: str
    data: SignedHead

    def is_signed_by(self, key: bytes) -> bool:
        """Whether the signature is of this public key (32 bytes) and of exactly this content."""
        unsigned = {name: value for name, value in self.data.items() if name != "signature"}
        try:
            signature = base64.b64decode(str(self.data["signature"]), validate=True)
            Ed25519PublicKey.from_public_bytes(key).verify(signature, _message(unsigned))
        except (InvalidSignature, binascii.Error, ValueError):
            return False
        return True


def sign(sequence: int, hash_: str, time: str, seed: bytes) -> SignedHead:
    """A head signed with the private key of this seed (32 bytes). Names the public key as a hint."""
    head: SignedHead = {
        "kind": KIND,
        "layout": 1,
        "sequence": sequence,
        "hash": hash_,
        "time": time,
        "key": base64.b64encode(public_key(seed)).decode(),
    }
    signature = Ed25519PrivateKey.from_private_bytes(seed).sign(_message(head))
    return head | {"signature": base64.b64encode(signature).decode()}


def public_key(seed: bytes) -> bytes:
    """The public key, 32 bytes."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def read_head(text: str, name: str) -> Witnessed:
    """The head in this text. Refusal naming the file if it is not one."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _not_a_head(name) from error
    right = isinstance(data, dict) and data.keys() == _FIELDS.keys()
    if not right or not all(type(data[field]) is kind for field, kind in _FIELDS.items()) or data["kind"] != KIND:
        raise _not_a_head(name)
    return Witnessed(data["sequence"], data["hash"], data["time"], data)


def read_public_key(text: str) -> bytes:
    """A public key as `yizhan audit key` prints it. Refusal if it is not one."""
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refusal("公钥不是 base64", "the public key is not base64") from error
    if len(key) != 32:
        raise Refusal("公钥应为32字节的 base64", "a public key is base64 of 32 bytes")
    return key


def _message(head: SignedHead) -> bytes:
    # A head may come from anybody: whatever text it holds must have bytes.
    return canonical(head).encode("utf-8", "surrogatepass")


def _not_a_head(name: str) -> Refusal:
    return Refusal(f"文件不是审计链头：{name}", f"not the head of an audit chain: {name}")
