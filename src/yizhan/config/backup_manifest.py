"""What a backup says of itself: version, migrations, head of the chain, digests of its parts, proofs of keys. Signed, without keys."""

import base64
import binascii
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from yizhan import __version__
from yizhan.config.backup_programs import server_version
from yizhan.floor.audit.exports import own_public_key, signed_head
from yizhan.floor.audit.signing import SignedHead
from yizhan.floor.privacy import ciphers, keys
from yizhan.floor.privacy.lookups import lookup_digest
from yizhan.floor.privacy.queries import key_use
from yizhan.kernel.digests import canonical
from yizhan.kernel.errors import Refusal

KIND = "yizhan-backup"
LAYOUT = 1
_PROVED = "the key that sealed this backup's values"
_PLACE = "backup.manifest.proof:1"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the archive."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`server` and `program` are the major versions of PostgreSQL and of the pg_dump that was used. `proofs` has a text sealed under each key that the sealed values need; `lookup_proof` a digest under the look-up key."""

    version: str
    made_at: str
    database: str
    server: int
    program: int
    migrations: list[str]
    head: SignedHead
    proofs: dict[str, str]
    lookup_proof: str
    parts: dict[str, Part]

    def signed(self) -> bytes:
        """The manifest as it lies in the archive, signed with the key that signs heads."""
        body = {"kind": KIND, "layout": LAYOUT, **asdict(self)}
        signature = Ed25519PrivateKey.from_private_bytes(settings.YIZHAN_AUDIT_KEY).sign(canonical(body).encode())
        signed = body | {"signature": base64.b64encode(signature).decode()}
        return json.dumps(signed, ensure_ascii=False, indent=1).encode()


def facts(now: datetime) -> dict[str, Any]:
    """Everything but the parts and the program, read in the caller's transaction."""
    return {
        "version": __version__,
        "made_at": now.isoformat(timespec="seconds"),
        "database": connection.settings_dict["NAME"],
        "server": server_version(),
        "migrations": sorted(f"{app}.{name}" for app, name in MigrationLoader(connection).applied_migrations),
        "head": signed_head(now),
        "proofs": {key_id: _proof(key_id) for key_id in sorted({use.key_id for use in key_use() if use.key_id})},
        "lookup_proof": lookup_digest("backup", _PROVED),
    }


def read(text: bytes, public_key: bytes | None = None) -> Manifest:
    """The manifest, its signature checked with the given public key or this system's own. Refusal for anything else."""
    try:
        body = json.loads(text)
        signature = base64.b64decode(body.pop("signature"), validate=True)
        if (body.pop("kind"), body.pop("layout")) != (KIND, LAYOUT):
            raise ValueError("another kind or layout")
        parts = {name: Part(**part) for name, part in body.pop("parts").items()}
        manifest = Manifest(parts=parts, **body)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, binascii.Error) as error:
        raise Refusal("不是本版本能读的备份文件", "not a backup that this version can read") from error
    signed = {"kind": KIND, "layout": LAYOUT, **asdict(manifest)}
    try:
        key = Ed25519PublicKey.from_public_bytes(public_key or own_public_key())
        key.verify(signature, canonical(signed).encode("utf-8", "surrogatepass"))
    except InvalidSignature as error:
        raise Refusal(
            "备份的签名不符：内容被改动，或制作时用的是另一个 YIZHAN_AUDIT_KEY（可用 --public-key 指定其公钥）",
            "the backup's signature does not fit: altered, or made under another YIZHAN_AUDIT_KEY (name its --public-key)",
        ) from error
    return manifest


def require_not_newer(manifest: Manifest) -> None:
    """Refuses a backup with migrations that this program does not know."""
    known = {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}
    unknown = [name for name in manifest.migrations if name not in known]
    if unknown:
        raise Refusal(
            f"备份来自更新的版本 {manifest.version}，请先升级程序（不认识 {unknown[0]} 等 {len(unknown)} 项变更）",
            f"the backup is of the newer version {manifest.version}: {unknown[0]} and others are unknown here",
        )


def require_not_older_server(manifest: Manifest) -> None:
    """Refuses a server older than the one that was backed up: it does not know what the dump may use."""
    here = server_version()
    if here < manifest.server:
        raise Refusal(
            f"备份来自 PostgreSQL {manifest.server}，不能恢复到更旧的 PostgreSQL {here}",
            f"the backup is of PostgreSQL {manifest.server} and does not go into the older {here}",
        )


def require_keys(manifest: Manifest) -> None:
    """Refuses unless every key that the backup needs is here and is the same: otherwise its values would never open."""
    missing = [key_id for key_id in manifest.proofs if keys.ring().find(key_id) is None]
    if missing:
        listed = "、".join(missing)
        raise Refusal(
            f"缺少密钥 {listed}：请把制作备份时的密钥放进 YIZHAN_KEYS", f"YIZHAN_KEYS lacks {', '.join(missing)}"
        )
    wrong = [key_id for key_id, proof in manifest.proofs.items() if not _opens(proof)]
    if wrong:
        raise Refusal(
            f"密钥 {'、'.join(wrong)} 与制作备份时的不同，备份中的加密信息打不开", f"not the keys: {', '.join(wrong)}"
        )
    if manifest.lookup_proof != lookup_digest("backup", _PROVED):
        raise Refusal(
            "查找密钥 YIZHAN_LOOKUP_KEY 与制作备份时的不同，恢复后将查不到人",
            "YIZHAN_LOOKUP_KEY is not that of the backup",
        )


def _proof(key_id: str) -> str:
    key = keys.ring().find(key_id)
    if key is None:
        raise Refusal(
            f"有数据使用密钥 {key_id}，但 YIZHAN_KEYS 中没有：请补上后再备份",
            f"YIZHAN_KEYS lacks {key_id}, which is in use",
        )
    token = ciphers.seal(_PROVED, _PLACE, keys.KeyRing((key,)), keys.cipher())
    return base64.b64encode(token).decode()


def _opens(proof: str) -> bool:
    try:
        return ciphers.open_sealed(base64.b64decode(proof, validate=True), _PLACE, keys.ring()) == _PROVED
    except (ciphers.Unopenable, binascii.Error):
        return False
