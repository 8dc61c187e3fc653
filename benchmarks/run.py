"""`make bench`: every benchmark in turn, each in its own process. `--large` adds the 100 million records."""

import argparse
import subprocess
import sys
from pathlib import Path

import simulated

HERE = Path(__file__).parent
LARGE = ["indicators.py", "--records", "100000000", "--runs", "3", "--pandas-runs", "0"]


def main() -> int:
    """Runs them all; exit status 1 if any found unequal numbers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="also 100 million records (1.5 GB of data, some minutes)")
    simulated.add_option(parser)
    asked = parser.parse_args()
    kept = ["--data", str(asked.data)]
    commands = [["indicators.py", *kept], ["one_station.py", *kept], ["scoring.py", *kept], ["cold_start.py"]]
    if asked.large:
        commands.append([*LARGE, *kept])
    failed = []
    for command in commands:
        print(f"\n# {' '.join(command[:1])}", flush=True)
        if subprocess.run([sys.executable, str(HERE / command[0]), *command[1:]], check=False).returncode:
            failed.append(command[0])
    if failed:
        print("failed:", ", ".join(failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
