"""A child of the benchmark: keeps the embedded server of its data folder running until its input ends; says where it listens."""

import sys

from yizhan.config.database import FOLDER, NAME
from yizhan.config.embedded import start
from yizhan.config.environment import environment

if __name__ == "__main__":
    print(start(environment().data / FOLDER, NAME).host, flush=True)
    sys.stdin.read()
