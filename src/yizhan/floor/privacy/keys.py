"""The key ring: checked when it is first used, derived per cipher, never quoted."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.hashes import SHA256, SM3, HashAlgorithm
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from yizhan.kernel.errors import Refusal

KEY_BYTES = 32
_ID = re.compile(r"[A-Za-z0-9._-]{1,32}")


class CipherName(StrEnum):
    """The values that YIZHAN_CIPHER may have."""

    AES_256_GCM = "aes-256-gcm"
    SM4_GCM = "sm4-gcm"


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the ring. The secret never appears in its repr."""

    id: str
    secret: bytes = field(repr=False)

    def secret_for(self, cipher: CipherName) -> bytes:
        """The key of one cipher, derived from this one: 32 bytes for AES-256, 16 for SM4."""
        return _derived(self.secret, cipher)


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys in use, newest first."""

    keys: tuple[Key, ...]

    @property
    def newest(self) -> Key:
        """The key under which new values are sealed."""
        return self.keys[0]

    def find(self, key_id: str) -> Key | None:
        """The key of that id, or None."""
        return next((key for key in self.keys if key.id == key_id), None)


def ring() -> KeyRing:
    """The key ring of the running service, from the setting YIZHAN_KEYS."""
    return key_ring(tuple(settings.YIZHAN_KEYS))


def cipher() -> CipherName:
    """The cipher of new values, from the setting YIZHAN_CIPHER."""
    return cipher_name(settings.YIZHAN_CIPHER)


def lookup_key() -> bytes:
    """The key of look-up digests, from the setting YIZHAN_LOOKUP_KEY. Refuses one under 32 bytes."""
    key: bytes = settings.YIZHAN_LOOKUP_KEY
    if len(key) < KEY_BYTES:
        raise Refusal("查找密钥 YIZHAN_LOOKUP_KEY 不足32字节", "YIZHAN_LOOKUP_KEY is shorter than 32 bytes")
    return key


@lru_cache(maxsize=8)
def key_ring(pairs: tuple[tuple[str, bytes], ...]) -> KeyRing:
    """The ring of these ids and secrets, newest first. Refuses what cannot be a ring without quoting a secret."""
    if not pairs:
        raise Refusal("未设置加密密钥 YIZHAN_KEYS", "YIZHAN_KEYS is not set")
    for place, (key_id, secret) in enumerate(pairs, 1):
        if not _ID.fullmatch(key_id):
            raise Refusal(
                f"YIZHAN_KEYS 第{place}项的编号只能用字母、数字和 . _ -，不超过32位",
                f"the id of entry {place} of YIZHAN_KEYS must be up to 32 letters, digits and . _ -",
            )
        if len(secret) != KEY_BYTES:
            raise Refusal(f"YIZHAN_KEYS 第{place}项的密钥应为32字节", f"entry {place} of YIZHAN_KEYS must be 32 bytes")
    if len({key_id for key_id, _ in pairs}) < len(pairs):
        raise Refusal("YIZHAN_KEYS 中的密钥编号有重复", "YIZHAN_KEYS repeats a key id")
    return KeyRing(tuple(Key(key_id, secret) for key_id, secret in pairs))


def cipher_name(text: str) -> CipherName:
    """The cipher of that name, or a Refusal that lists the choices."""
    try:
        return CipherName(text)
    except ValueError as error:
        listed = "、".join(CipherName)
        raise Refusal(f"YIZHAN_CIPHER 只能是：{listed}", f"YIZHAN_CIPHER must be one of {listed}") from error


def unsupported(cipher: CipherName) -> Refusal:
    """What is said when the installed OpenSSL lacks the chosen cipher."""
    return Refusal(
        f"本机的 OpenSSL 不支持 {cipher.value}，请换用支持的版本或改设 YIZHAN_CIPHER",
        f"this OpenSSL has no {cipher.value}: use one that has, or change YIZHAN_CIPHER",
    )


@lru_cache(maxsize=64)
def _derived(secret: bytes, cipher: CipherName) -> bytes:
    algorithm: HashAlgorithm = SHA256() if cipher is CipherName.AES_256_GCM else SM3()
    length = 32 if cipher is CipherName.AES_256_GCM else 16
    try:
        return HKDF(algorithm, length, salt=None, info=f"yizhan sealed field {cipher.value}".encode()).derive(secret)
    except UnsupportedAlgorithm as error:
        raise unsupported(cipher) from error
