"""`make demo`: an example market is scored from its workbook; then the demo city is settled and its site started.

Arguments: the folder for reports, and what becomes of the site: `serve` (until Ctrl-C), `check` (every kind of page fetched
once, on a data folder of its own), `none`.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from site_check import check, ready

from yizhan.appraisal import catalogue
from yizhan.appraisal.forms import simulated_findings
from yizhan.simulate.city import one_station
from yizhan.simulate.workbook import write_workbook

SCHEME = "quanzhou-2025"
SITES = ("serve", "check", "none")
PORT, FEW = 8000, "150"
STARTS_WITHIN, STOPS_WITHIN = 90.0, 40.0
ADDRESSES = (
    ("首页", "/"),
    ("登录（点一下换一个身份）", "/login/"),
    ("零工驿站地图", "/stations/map"),
    ("沙箱消息（短信、微信都在这里看）", "/sandbox/"),
    ("界面组件", "/components/"),
)


def main() -> int:
    """Runs the demo and returns its exit status."""
    out, wanted = Path(sys.argv[1]), (sys.argv[2] if len(sys.argv) > 2 else "") or SITES[0]
    if wanted not in SITES:
        print(f"SITE 应为 {'、'.join(SITES)} 之一，现为「{wanted}」", file=sys.stderr)
        return 2
    score(out)
    if wanted == "none":
        return 0
    if wanted == "check":
        os.environ["YIZHAN_DATA"] = str((out / "site").resolve())
        os.environ.pop("DATABASE_URL", None)
    run("settle", *(["--workers", FEW] if wanted == "check" else []))
    return serve() if wanted == "serve" else check_site(free_port())


def score(out: Path) -> None:
    """Simulates a market, writes its workbook, and runs the commands that a user would."""
    out.mkdir(parents=True, exist_ok=True)
    book, sheet, report = out / "示例零工市场.xlsx", out / "计分表.json", out / "计分报告.html"
    findings = simulated_findings([catalogue.scheme(SCHEME)])
    write_workbook(book, one_station("quanzhou", seed=22, findings=findings))
    run("score", SCHEME, str(book))
    run("score", SCHEME, str(book), "--format", "html", "--out", str(report))
    run("score", SCHEME, str(book), "--format", "json", "--out", str(sheet))
    run("plan", SCHEME, str(book))
    sealed = out / f"封存-{time.strftime('%Y%m%d-%H%M%S')}"
    run("snapshot", SCHEME, str(book), "--out", str(sealed))
    run("verify", str(sheet), str(sealed))
    print(f"\n报告：{report.resolve()}", flush=True)


def serve() -> int:
    """The site on the usual port, or a free one, until Ctrl-C."""
    port = PORT if is_free(PORT) else free_port()
    with started(port) as process:
        if not ready(address(port), STARTS_WITHIN, process):
            return process.wait() or 1
        print("\n演示网站已启动，人员、单位、数据均为虚构：", flush=True)
        for label, path in ADDRESSES:
            print(f"  {address(port)}{path:<16}{label}", flush=True)
        print("按 Ctrl-C 停止。", flush=True)
        try:
            return process.wait()
        except KeyboardInterrupt:
            # Ctrl-C told the site as well; whoever stops this program alone did not.
            process.terminate()
            process.wait(STOPS_WITHIN)
            return 0


def check_site(port: int) -> int:
    """Starts the site, looks at one page of each kind in each role, and stops it."""
    began = time.monotonic()
    with started(port) as process:
        try:
            found = check(address(port)) if ready(address(port), STARTS_WITHIN, process) else ["网站没有启动"]
        finally:
            process.terminate()
            status = process.wait(STOPS_WITHIN)
    for fault in found:
        print(f"不通过：{fault}", file=sys.stderr)
    if status != 0:
        print(f"不通过：网站停止时的退出状态是 {status}", file=sys.stderr)
    if not found and status == 0:
        print(f"网站检查通过，用时 {time.monotonic() - began:.0f} 秒", flush=True)
    return 1 if found or status else 0


def started(port: int) -> "subprocess.Popen[bytes]":
    """The site, starting."""
    print(f"\n$ yizhan serve --port {port}", flush=True)
    return subprocess.Popen([sys.executable, "-m", "yizhan", "serve", "--port", str(port)])


def address(port: int) -> str:
    """Where the site of this port answers."""
    return f"http://127.0.0.1:{port}"


def is_free(port: int) -> bool:
    """Whether nobody listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def run(*arguments: str) -> None:
    """Shows the command, runs it, and stops the demo if it fails."""
    print(f"\n$ yizhan {' '.join(arguments)}", flush=True)
    status = subprocess.run([sys.executable, "-m", "yizhan", *arguments], check=False).returncode
    if status != 0:
        sys.exit(status)


if __name__ == "__main__":
    for told in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(told, signal.default_int_handler)
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
