"""The environment, read once into a frozen record. No other module looks at it."""

import base64
import binascii
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from yizhan.config.demo_keys import demo_keys
from yizhan.kernel.errors import Refusal

Cipher = Literal["aes-256-gcm", "sm4-gcm"]
CIPHERS: tuple[Cipher, ...] = ("aes-256-gcm", "sm4-gcm")
MODES = ("demo", "production")
DATUMS = ("gcj02", "wgs84")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
KEY_BYTES = 32
SHORTEST_SECRET = 50
_CONNECTION_OPTIONS = ("sslmode", "sslrootcert", "sslcert", "sslkey", "host", "target_session_attrs")
_KEY_ID = re.compile(r"[A-Za-z0-9._-]{1,32}")
_TILES = re.compile(r"(https://[A-Za-z0-9.-]+(?::[0-9]{1,5})?)/[A-Za-z0-9{}./?&=_-]{1,300}")
_SITE = re.compile(r"https?://[A-Za-z0-9.\-\[\]:]{1,200}")
_HOST = re.compile(r"\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:]+\]")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL server named by DATABASE_URL."""

    host: str
    port: str
    user: str
    password: str
    name: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Tiles:
    """Where map tiles come from: the address with {z}, {x} and {y}, in which coordinates they are drawn, whom to credit."""

    address: str
    origin: str
    datum: str
    credit: str


@dataclass(frozen=True, slots=True, repr=False)
class Sms:
    """An account at the SMS service: its key, the signature shown, and the templates of one-time codes and of notices."""

    key_id: str
    key_secret: str
    signature: str
    code_template: str
    notice_template: str
    host: str


@dataclass(frozen=True, slots=True, repr=False)
class Wechat:
    """The service account of WeChat, and the template of its notices."""

    app_id: str
    app_secret: str
    notice_template: str


@dataclass(frozen=True, slots=True, repr=False)
class Environment:
    """Everything that the outside decides. Keys are bytes; `keys` has the newest first. Never shown: it holds secrets."""

    demo: bool
    data: Path
    server: Server | None
    pool: int
    tcp_user_timeout: int
    hosts: tuple[str, ...]
    log_level: str
    tiles: Tiles | None
    site: str
    trusted_proxies: int
    sms: Sms | None
    wechat: Wechat | None
    daily_sms: int
    daily_wechat: int
    rights_days: int
    cipher: Cipher
    secret_key: str
    audit_key: bytes
    keys: tuple[tuple[str, bytes], ...]
    lookup_key: bytes


@cache
def environment() -> Environment:
    """The environment of this process. Raises Refusal with one clear line for a value that cannot be used."""
    return read(os.environ)


def read(outside: Mapping[str, str]) -> Environment:
    """Reads and checks every variable.

    The mode is `demo` unless DATABASE_URL is set or YIZHAN_MODE says otherwise. In the demo, keys that are not given are made
    once and kept in the data folder; in production each must be given. Raises Refusal; a value is never repeated in it.
    """
    url = outside.get("DATABASE_URL", "")
    mode = _one_of(outside, "YIZHAN_MODE", MODES, "production" if url else "demo")
    data = Path(outside.get("YIZHAN_DATA") or _default_data()).expanduser().absolute()
    demo = mode == "demo"
    given = {**demo_keys(data), **_filled(outside)} if demo else _filled(outside)
    return Environment(
        demo=demo,
        data=data,
        server=_server(url) if url else None,
        pool=_whole(given, "YIZHAN_POOL", 8, 0, 200),
        tcp_user_timeout=_whole(given, "YIZHAN_TCP_USER_TIMEOUT", 10_000, 1_000, 120_000),
        hosts=_hosts(given, demo=demo),
        log_level=_one_of(given, "YIZHAN_LOG_LEVEL", LEVELS, "INFO"),
        tiles=_tiles(given),
        site=_site(given, demo=demo),
        trusted_proxies=_whole(given, "YIZHAN_TRUSTED_PROXIES", 0, 0, 9),
        sms=_sms(given),
        wechat=_wechat(given),
        daily_sms=_whole(given, "YIZHAN_DAILY_SMS", 5, 0, 100),
        daily_wechat=_whole(given, "YIZHAN_DAILY_WECHAT", 10, 0, 100),
        rights_days=_whole(given, "YIZHAN_RIGHTS_WORKING_DAYS", 15, 1, 60),
        cipher=_cipher(given),
        secret_key=_needed(given, "YIZHAN_SECRET_KEY", _secret),
        audit_key=_needed(given, "YIZHAN_AUDIT_KEY", _key),
        keys=_needed(given, "YIZHAN_KEYS", _key_ring),
        lookup_key=_needed(given, "YIZHAN_LOOKUP_KEY", _key),
    )


def _filled(outside: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in outside.items() if value}


def _default_data() -> Path:
    project = Path(__file__).parents[3]
    return (project if (project / "pyproject.toml").is_file() else Path.cwd()) / "var"


def _wrong(name: str, zh: str, en: str) -> Refusal:
    return Refusal(f"环境变量 {name} 不能使用：{zh}", f"{name} cannot be used: {en}")


def _one_of(given: Mapping[str, str], name: str, choices: tuple[str, ...], default: str) -> str:
    value = given.get(name) or default
    if value not in choices:
        raise _wrong(name, f"只能是 {'、'.join(choices)} 之一", f"one of {', '.join(choices)}")
    return value


def _cipher(given: Mapping[str, str]) -> Cipher:
    value = _one_of(given, "YIZHAN_CIPHER", CIPHERS, CIPHERS[0])
    return next(cipher for cipher in CIPHERS if cipher == value)


def _tiles(given: Mapping[str, str]) -> Tiles | None:
    name, address = "YIZHAN_TILES", given.get("YIZHAN_TILES", "")
    datum = _one_of(given, "YIZHAN_TILES_DATUM", DATUMS, DATUMS[0])
    if not address:
        return None
    found = _TILES.fullmatch(address)
    if found is None or not all(part in address for part in ("{z}", "{x}", "{y}")):
        raise _wrong(name, "应写成 https://主机/…{z}…{x}…{y}…", "write https://host/…{z}…{x}…{y}…")
    return Tiles(address, found[1], datum, given.get("YIZHAN_TILES_CREDIT", ""))


def _site(given: Mapping[str, str], *, demo: bool) -> str:
    """The demo is on this machine; in production the first host, encrypted, unless it is said otherwise."""
    usual = "http://127.0.0.1:8000" if demo else f"https://{_hosts(given, demo=False)[0]}"
    address = given.get("YIZHAN_SITE", usual).rstrip("/")
    if not _SITE.fullmatch(address):
        raise _wrong("YIZHAN_SITE", "应写成 https://主机", "write https://host")
    return address


def _sms(given: Mapping[str, str]) -> Sms | None:
    found = _all_or_none(
        given, "YIZHAN_SMS_", ("KEY_ID", "KEY_SECRET", "SIGNATURE", "CODE_TEMPLATE", "NOTICE_TEMPLATE")
    )
    host = given.get("YIZHAN_SMS_HOST", "dysmsapi.aliyuncs.com")
    if not _HOST.fullmatch(host):
        raise _wrong("YIZHAN_SMS_HOST", "应为短信服务的主机名", "the host name of the SMS service")
    return Sms(found[0], found[1], found[2], found[3], found[4], host) if found else None


def _wechat(given: Mapping[str, str]) -> Wechat | None:
    found = _all_or_none(given, "YIZHAN_WECHAT_", ("APP_ID", "APP_SECRET", "NOTICE_TEMPLATE"))
    return Wechat(found[0], found[1], found[2]) if found else None


def _all_or_none(given: Mapping[str, str], prefix: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The values of a service outside: half of an account is a mistake that would show only when somebody waits for a message."""
    missing = [f"{prefix}{name}" for name in names if f"{prefix}{name}" not in given]
    if missing and len(missing) < len(names):
        raise _wrong(missing[0], "同一服务的变量须一并设置", "set all variables of a service, or none")
    return () if missing else tuple(given[f"{prefix}{name}"] for name in names)


def _whole(given: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = given.get(name, str(default))
    if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
        raise _wrong(name, f"应为 {least} 到 {most} 的整数", f"a whole number from {least} to {most}")
    return int(text)


def _hosts(given: Mapping[str, str], *, demo: bool) -> tuple[str, ...]:
    local = ("127.0.0.1", "localhost", "[::1]")
    listed = tuple(host.strip() for host in given.get("YIZHAN_HOSTS", "").split(",") if host.strip())
    if not listed and not demo:
        raise Refusal(
            "缺少环境变量 YIZHAN_HOSTS：请写明网站的域名，用英文逗号分隔",
            "YIZHAN_HOSTS is missing: name the site's hosts",
        )
    if not all(_HOST.fullmatch(host) for host in listed):
        raise _wrong("YIZHAN_HOSTS", "应为用英文逗号分隔的域名，不能用 *", "host names separated by commas, never *")
    return (*listed, *local)


def _needed(given: Mapping[str, str], name: str, parse: Callable[[str, str], _Value]) -> _Value:
    if name not in given:
        raise Refusal(
            f"缺少环境变量 {name}：正式运行必须提供密钥（试用请设 YIZHAN_MODE=demo）",
            f"{name} is missing: production needs its keys (set YIZHAN_MODE=demo to try the site)",
        )
    return parse(name, given[name])


def _secret(name: str, text: str) -> str:
    if len(text) < SHORTEST_SECRET or len(set(text)) < 10:
        raise _wrong(name, f"应为至少 {SHORTEST_SECRET} 个字符的随机文字", f"random text of {SHORTEST_SECRET} or more")
    return text


def _key(name: str, text: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise _wrong(name, "不是 base64", "not base64") from error
    if len(key) != KEY_BYTES:
        raise _wrong(name, f"应为 {KEY_BYTES} 字节的 base64", f"base64 of {KEY_BYTES} bytes")
    return key


def _key_ring(name: str, text: str) -> tuple[tuple[str, bytes], ...]:
    ring = []
    for part in text.split(","):
        key_id, _, encoded = part.strip().partition(":")
        if not _KEY_ID.fullmatch(key_id):
            raise _wrong(name, "应写成 编号:base64，多个用英文逗号分隔，最新的在前", "write id:base64, newest first")
        ring.append((key_id, _key(name, encoded)))
    if len({key_id for key_id, _ in ring}) != len(ring):
        raise _wrong(name, "密钥编号重复", "a key id is repeated")
    return tuple(ring)


def _server(url: str) -> Server:
    name = "DATABASE_URL"
    try:
        parts = urlsplit(url)
        port = parts.port
        query = parse_qsl(parts.query, strict_parsing=bool(parts.query))
    except ValueError as error:
        raise _wrong(name, "网址格式不对", "not a URL") from error
    if parts.scheme not in ("postgresql", "postgres"):
        raise _wrong(name, "只支持 PostgreSQL，应以 postgresql:// 开头", "only postgresql:// is supported")
    database = unquote(parts.path.removeprefix("/"))
    options = dict(query)
    unknown = [key for key in options if key not in _CONNECTION_OPTIONS]
    if unknown:
        raise _wrong(name, f"不认识的连接选项，可用：{'、'.join(_CONNECTION_OPTIONS)}", "an unknown connection option")
    host = options.pop("host", "") or unquote(parts.hostname or "")
    if not database or "/" in database or not host:
        raise _wrong(
            name, "应写成 postgresql://用户:密码@主机:端口/库名", "write postgresql://user:password@host:port/name"
        )
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Server(host, str(port or ""), user, password, database, tuple(sorted(options.items())))
