"""Authenticated encryption of one text for one place. The format is described in docs/privacy.md."""

import os
from enum import IntEnum

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.ciphers import Cipher as Machine
from cryptography.hazmat.primitives.ciphers import algorithms, modes

from yizhan.floor.privacy.keys import CipherName, Key, KeyRing, unsupported
from yizhan.kernel.errors import Refusal

VERSION = 1
NONCE_BYTES = 12
TAG_BYTES = 16


class CipherCode(IntEnum):
    """The byte that names the cipher in a sealed value."""

    AES_256_GCM = 1
    SM4_GCM = 2


_CODES = {CipherName.AES_256_GCM: CipherCode.AES_256_GCM, CipherName.SM4_GCM: CipherCode.SM4_GCM}
_NAMES = {code: name for name, code in _CODES.items()}


class Unopenable(Refusal):
    """A sealed value that does not open here: altered, moved from its row or column, or its key is missing."""


def seal(plain: str, place: str, ring: KeyRing, cipher: CipherName) -> bytes:
    """The text sealed for `place` under the newest key. Refuses text that is not valid Unicode."""
    try:
        text = plain.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Refusal("文字中含有无法保存的字符", "the text holds characters that cannot be stored") from error
    header = header_of(ring.newest, cipher)
    nonce = os.urandom(NONCE_BYTES)
    try:
        machine = _machine(ring.newest, cipher, modes.GCM(nonce)).encryptor()
    except UnsupportedAlgorithm as error:
        raise unsupported(cipher) from error
    machine.authenticate_additional_data(_bound(header, place))
    return header + nonce + machine.update(text) + machine.finalize() + machine.tag


def open_sealed(token: bytes, place: str, ring: KeyRing) -> str:
    """The text of a sealed value, or Unopenable. Nothing is returned unless every byte and the place are right."""
    header, cipher, key_id = read_header(token)
    body = token[len(header) :]
    if len(body) < NONCE_BYTES + TAG_BYTES:
        raise _altered()
    key = ring.find(key_id)
    if key is None:
        raise Unopenable(f"缺少编号为「{key_id}」的密钥，不能解密", f"the key {key_id!r} is missing")
    nonce, text, tag = body[:NONCE_BYTES], body[NONCE_BYTES:-TAG_BYTES], body[-TAG_BYTES:]
    try:
        machine = _machine(key, cipher, modes.GCM(nonce, tag)).decryptor()
    except UnsupportedAlgorithm as error:
        raise unsupported(cipher) from error
    machine.authenticate_additional_data(_bound(header, place))
    try:
        return (machine.update(text) + machine.finalize()).decode("utf-8")
    except InvalidTag as error:
        raise _altered() from error


def rotate(token: bytes, place: str, ring: KeyRing, cipher: CipherName) -> bytes:
    """The same text sealed anew under the newest key and the chosen cipher."""
    return seal(open_sealed(token, place, ring), place, ring, cipher)


def header_of(key: Key, cipher: CipherName) -> bytes:
    """Version, cipher and key id as they stand at the front of a sealed value."""
    name = key.id.encode("ascii")
    return bytes((VERSION, _CODES[cipher], len(name))) + name


def read_header(token: bytes) -> tuple[bytes, CipherName, str]:
    """The header, the cipher and the key id of a sealed value, or Unopenable."""
    if len(token) < 3 or token[0] != VERSION or token[1] not in _NAMES or len(token) < 3 + token[2]:
        raise _altered()
    header = token[: 3 + token[2]]
    try:
        return header, _NAMES[CipherCode(token[1])], header[3:].decode("ascii")
    except UnicodeDecodeError as error:
        raise _altered() from error


def _bound(header: bytes, place: str) -> bytes:
    return header + b"\0" + place.encode("utf-8")


def _machine(key: Key, cipher: CipherName, mode: modes.GCM) -> Machine[modes.GCM]:
    secret = key.secret_for(cipher)
    algorithm = algorithms.AES256(secret) if cipher is CipherName.AES_256_GCM else algorithms.SM4(secret)
    return Machine(algorithm, mode)


def _altered() -> Unopenable:
    return Unopenable(
        "密文与所在位置不符或已被改动，不能解密", "the sealed value was altered or moved and does not open"
    )
