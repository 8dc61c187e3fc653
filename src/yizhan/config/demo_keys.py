"""Keys of the demo: random, made once, kept in its data folder, so that no key is written in the code."""

import base64
import json
import os
import secrets
from pathlib import Path

from yizhan.kernel.errors import Refusal

FILE = "demo-keys.json"


def demo_keys(data: Path) -> dict[str, str]:
    """The variables YIZHAN_SECRET_KEY, …, made at the first call for this folder. Safe when several processes start at once."""
    path = data / FILE
    if not path.exists():
        _make(path)
    try:
        kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Refusal(f"演示密钥文件不能读取：{path}", f"the demo's keys cannot be read: {path}") from error
    return kept


def _make(path: Path) -> None:
    made = {
        "YIZHAN_SECRET_KEY": secrets.token_urlsafe(64),
        "YIZHAN_AUDIT_KEY": _random_key(),
        "YIZHAN_KEYS": f"demo:{_random_key()}",
        "YIZHAN_LOOKUP_KEY": _random_key(),
    }
    draft = path.with_name(f".{FILE}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(made, indent=1), encoding="utf-8")
    except OSError as error:
        raise Refusal(f"数据文件夹不能写入：{path.parent}", f"cannot write to {path.parent}") from error
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def _random_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()
