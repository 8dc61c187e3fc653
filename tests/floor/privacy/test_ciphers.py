"""Sealing and opening one text."""

import pytest
from cryptography.exceptions import UnsupportedAlgorithm
from hypothesis import given
from hypothesis import strategies as st

from yizhan.floor.privacy import ciphers
from yizhan.floor.privacy.ciphers import Unopenable, open_sealed, read_header, rotate, seal
from yizhan.floor.privacy.keys import CipherName, cipher_name, key_ring
from yizhan.kernel.errors import Refusal

RING = key_ring((("k1", b"1" * 32),))
PLACE = "sample.worker.phone:7"
TEXTS = st.text(st.characters(exclude_categories=("Cs",)))
BOTH = pytest.mark.parametrize("cipher", list(CipherName))


@BOTH
@given(text=TEXTS, place=TEXTS)
def test_any_text_comes_back(cipher: CipherName, text: str, place: str) -> None:
    assert open_sealed(seal(text, place, RING, cipher), place, RING) == text


@BOTH
def test_a_change_of_any_bit_of_any_byte_fails(cipher: CipherName) -> None:
    token = seal("泉州13800138000", PLACE, RING, cipher)
    opened = []
    for index in range(len(token)):
        for bit in range(8):
            altered = bytearray(token)
            altered[index] ^= 1 << bit
            try:
                opened.append(open_sealed(bytes(altered), PLACE, RING))
            except Unopenable:
                continue
    assert opened == []


@BOTH
def test_every_shorter_or_longer_value_fails(cipher: CipherName) -> None:
    token = seal("泉州", PLACE, RING, cipher)
    for wrong in [*(token[:length] for length in range(len(token))), token + b"\0"]:
        with pytest.raises(Unopenable):
            open_sealed(wrong, PLACE, RING)


@pytest.mark.parametrize("place", ["sample.worker.phone:8", "sample.worker.number:7", "sample.note.phone:7", ""])
def test_a_value_opens_only_in_its_place(place: str) -> None:
    token = seal("13800138000", PLACE, RING, CipherName.AES_256_GCM)
    with pytest.raises(Unopenable, match="密文与所在位置不符或已被改动"):
        open_sealed(token, place, RING)


def test_the_format_is_version_cipher_key_id_nonce_text_tag() -> None:
    token = seal("abc", PLACE, RING, CipherName.SM4_GCM)
    assert token[:5] == b"\x01\x02\x02k1"
    assert len(token) == 5 + 12 + 3 + 16
    assert read_header(token) == (b"\x01\x02\x02k1", CipherName.SM4_GCM, "k1")


@pytest.mark.parametrize(
    "token",
    [
        "0101026b31000102030405060708090a0be030a10a0e9921918a3ec85bb5bdc7f22a36fb535c5d",
        "0102026b31000102030405060708090a0b1a9aa79c43907d854ce84069129981e7564823255a97",
    ],
    ids=["aes-256-gcm", "sm4-gcm"],
)
def test_values_sealed_long_ago_still_open(token: str) -> None:
    assert open_sealed(bytes.fromhex(token), PLACE, RING) == "泉州"


def test_two_sealings_of_one_text_differ() -> None:
    assert seal("a", PLACE, RING, CipherName.AES_256_GCM) != seal("a", PLACE, RING, CipherName.AES_256_GCM)


def test_a_missing_key_is_named_without_a_secret() -> None:
    token = seal("a", PLACE, RING, CipherName.AES_256_GCM)
    with pytest.raises(Unopenable, match="^缺少编号为「k1」的密钥，不能解密$"):
        open_sealed(token, PLACE, key_ring((("k2", b"1" * 32),)))


def test_the_same_id_with_another_secret_does_not_open() -> None:
    token = seal("a", PLACE, RING, CipherName.AES_256_GCM)
    with pytest.raises(Unopenable):
        open_sealed(token, PLACE, key_ring((("k1", b"2" * 32),)))


def test_the_header_is_authenticated_even_where_two_keys_are_equal() -> None:
    twins = key_ring((("k1", b"1" * 32), ("k2", b"1" * 32)))
    token = seal("a", PLACE, twins, CipherName.AES_256_GCM)
    assert token[3:5] == b"k1"
    with pytest.raises(Unopenable):
        open_sealed(token[:4] + b"2" + token[5:], PLACE, twins)


def test_rotation_moves_to_the_newest_key_and_the_chosen_cipher() -> None:
    both = key_ring((("k2", b"2" * 32), ("k1", b"1" * 32)))
    anew = rotate(seal("泉州", PLACE, RING, CipherName.AES_256_GCM), PLACE, both, CipherName.SM4_GCM)
    assert read_header(anew)[1:] == (CipherName.SM4_GCM, "k2")
    assert open_sealed(anew, PLACE, key_ring((("k2", b"2" * 32),))) == "泉州"


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(Refusal, match="^文字中含有无法保存的字符$"):
        seal("a\ud800", PLACE, RING, CipherName.AES_256_GCM)


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ((), "未设置加密密钥 YIZHAN_KEYS"),
        ((("", b"1" * 32),), "YIZHAN_KEYS 第1项的编号只能用字母、数字和 . _ -，不超过32位"),
        ((("k\n", b"1" * 32),), "YIZHAN_KEYS 第1项的编号只能用字母、数字和 . _ -，不超过32位"),
        ((("k", b"1" * 32), ("密", b"1" * 32)), "YIZHAN_KEYS 第2项的编号只能用字母、数字和 . _ -，不超过32位"),
        ((("k", b"secret" * 5),), "YIZHAN_KEYS 第1项的密钥应为32字节"),
        ((("k", b"1" * 32), ("k", b"2" * 32)), "YIZHAN_KEYS 中的密钥编号有重复"),
    ],
)
def test_a_key_ring_that_cannot_be_used_is_refused(pairs: tuple[tuple[str, bytes], ...], said: str) -> None:
    with pytest.raises(Refusal) as refused:
        key_ring(pairs)
    assert refused.value.say() == said


def test_an_unknown_cipher_is_refused_with_the_choices() -> None:
    with pytest.raises(Refusal, match="^YIZHAN_CIPHER 只能是：aes-256-gcm、sm4-gcm$"):
        cipher_name("rot13")


def test_the_ciphers_derive_different_keys_and_no_repr_shows_one() -> None:
    key = RING.newest
    assert (len(key.secret_for(CipherName.AES_256_GCM)), len(key.secret_for(CipherName.SM4_GCM))) == (32, 16)
    assert key.secret_for(CipherName.AES_256_GCM)[:16] != key.secret_for(CipherName.SM4_GCM)
    assert repr(RING) == "KeyRing(keys=(Key(id='k1'),))"


def test_a_cipher_that_openssl_lacks_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking(*_: object) -> None:
        raise UnsupportedAlgorithm("no SM4")

    monkeypatch.setattr(ciphers, "Machine", lacking)
    with pytest.raises(Refusal, match="^本机的 OpenSSL 不支持 sm4-gcm，请换用支持的版本或改设 YIZHAN_CIPHER$"):
        seal("a", PLACE, RING, CipherName.SM4_GCM)
