"""`make demo`: an example market is scored from its workbook; everything that it writes lies in one folder."""

import subprocess
import sys
import time
from pathlib import Path

from yizhan.appraisal import catalogue
from yizhan.appraisal.forms import simulated_findings
from yizhan.simulate.city import one_station
from yizhan.simulate.workbook import write_workbook

SCHEME = "quanzhou-2025"


def main() -> None:
    """Simulates a market, writes its workbook, and runs the commands that a user would."""
    out = Path(sys.argv[1])
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
    print(f"\n报告：{report.resolve()}")


def run(*arguments: str) -> None:
    """Shows the command, runs it, and stops the demo if it fails."""
    print(f"\n$ yizhan {' '.join(arguments)}", flush=True)
    status = subprocess.run([sys.executable, "-m", "yizhan", *arguments], check=False).returncode
    if status != 0:
        sys.exit(status)


if __name__ == "__main__":
    main()
