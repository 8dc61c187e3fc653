"""`yizhan migrate`, `audit` and `serve` as an operator runs them, on an embedded server of their own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Said

PORT_OF_NOBODY = "postgresql://u:geheim@127.0.0.1:9/n"


class Site:
    """A data folder and the commands on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.outside = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "COLUMNS": "200",
            "YIZHAN_MODE": "demo",
            "YIZHAN_DATA": str(folder / "var"),
        }

    def run(self, *arguments: str, **more: str) -> Said:
        done = subprocess.run(
            [sys.executable, "-m", "yizhan", *arguments],
            capture_output=True,
            text=True,
            check=False,
            cwd=self.folder,
            env=self.outside | more,
            timeout=120,
        )
        return Said(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site whose database is migrated."""
    made = Site(tmp_path_factory.mktemp("site"))
    before = made.run("migrate", "--check")
    assert before.status == 1
    assert "audit.0001_initial" in before.out
    refused = made.run("audit", "verify")
    assert (refused.status, refused.err) == (2, "数据库尚未升级到本版本，请先运行 yizhan migrate\n")
    done = made.run("migrate")
    assert (done.status, done.out[:6], done.err) == (0, "数据库已升级", "")
    return made


def test_a_migrated_database_is_up_to_date(site: Site) -> None:
    assert site.run("migrate") == Said(0, "数据库已是最新\n", "")
    assert site.run("migrate", "--check", "--lang", "en") == Said(0, "the database is up to date\n", "")


def test_heads_are_handed_out_and_the_chain_is_verified_against_them(site: Site) -> None:
    assert site.run("audit", "head", "--out", "a.json").out.endswith("a.json\n")
    assert site.run("audit", "head", "--out", "b.json").status == 0
    key = site.run("audit", "key").out.strip()
    heads = ("--head", "a.json", "--head", "b.json")
    passed = site.run("audit", "verify", *heads, "--public-key", key)
    assert passed == Said(0, "PASS：审计链共 2 条，核对链头 2 个，全部完好\n", "")
    assert site.run("audit", "verify").out == "PASS：审计链共 2 条，核对链头 0 个，全部完好\n"
    assert site.run("audit", "head", "--out", "a.json").err == "文件已存在，不覆盖：a.json\n"


def test_a_head_that_goes_beyond_the_chain_fails(site: Site) -> None:
    assert site.run("audit", "head", "--out", "own.json").status == 0
    head = json.loads((site.folder / "own.json").read_text(encoding="utf-8"))
    (site.folder / "forged.json").write_text(json.dumps(head | {"sequence": 99}), encoding="utf-8")
    failed = site.run("audit", "verify", "--head", "forged.json")
    assert failed == Said(1, "不通过：第 99 条的链头签名不符：链头被改动，或不是本系统签发\n", "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("audit", "verify", "--head", "none.json"), "读不到文件 none.json\n"),
        (("audit", "verify", "--public-key", "?"), "公钥不是 base64\n"),
        (("audit", "verify", "--public-key", "YQ=="), "公钥应为32字节的 base64\n"),
    ],
)
def test_bad_input_is_one_clear_line(site: Site, arguments: tuple[str, ...], said: str) -> None:
    assert site.run(*arguments) == Said(2, "", said)


def test_a_bad_environment_is_one_clear_line(site: Site) -> None:
    said = "环境变量 YIZHAN_POOL 不能使用：应为 0 到 200 的整数\n"
    for command in ("migrate", "serve", "audit"):
        assert site.run(command, YIZHAN_POOL="many") == Said(2, "", said)


def test_a_database_that_does_not_answer_is_one_clear_line(site: Site) -> None:
    refused = site.run("migrate", DATABASE_URL=PORT_OF_NOBODY)
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.startswith("连不上数据库：")
    assert refused.err.count("\n") == 1
    assert "geheim" not in refused.err


def test_production_is_not_migrated_by_serving(tmp_path: Path) -> None:
    made = Site(tmp_path)
    keys = {"YIZHAN_MODE": "production"}
    assert made.run("serve", **keys).err.startswith("缺少环境变量 YIZHAN_HOSTS")
    assert not (tmp_path / "var").exists()


@pytest.fixture
def serving(site: Site) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a running site, and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "yizhan", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=site.outside, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        yield f"http://127.0.0.1:{port}", process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def get(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=10) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def wait_for(url: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=5).close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the site did not start")


def test_the_site_answers_counts_and_stops(site: Site, serving: tuple[str, "subprocess.Popen[str]"]) -> None:
    url, process = serving
    wait_for(url)
    assert get(f"{url}/readyz") == (200, "就绪\n")
    status, page = get(f"{url}/nothing")
    assert (status, "<h1>没有找到这个页面</h1>" in page) == (404, True)
    metrics = get(f"{url}/metrics")[1]
    assert 'yizhan_requests_total{method="GET",route="readyz",status="200"} 1.0' in metrics
    assert "python_gc" not in metrics
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=30)
    assert said.startswith(f"网站已启动：{url}")
    assert process.returncode == 0
    assert not (site.folder / "var" / "postgres" / "postmaster.pid").exists()
