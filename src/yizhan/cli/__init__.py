"""The command line `yizhan`: thin commands over the appraisal room, one module each, loaded only when called."""

from yizhan.cli.entry import main

__all__ = ["main"]
