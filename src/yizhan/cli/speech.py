"""What the command line says: language, console, and how a refusal is shown."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from yizhan.kernel.errors import BadRecords, Refusal
from yizhan.kernel.texts import Language, Text

BAD_INPUT = 2
FAILED = 1
MOST_LISTED = 200


@dataclass
class Speech:
    """The language of this run, and where it is said."""

    lang: Language = "zh"

    @property
    def out(self) -> Console:
        """For results."""
        return Console(highlight=False, soft_wrap=False)

    @property
    def err(self) -> Console:
        """For refusals and progress."""
        return Console(stderr=True, highlight=False, soft_wrap=True)

    def say(self, text: Text) -> None:
        """One line of result."""
        self.out.print(text.say(self.lang), markup=False, soft_wrap=True)

    def note(self, text: Text) -> None:
        """One line beside the result."""
        self.err.print(text.say(self.lang), markup=False)


SPEECH = Speech()


def show_refusal(refusal: Refusal) -> int:
    """Says a refusal: one line, or one line for each refused row. Returns the exit status."""
    SPEECH.note(refusal.text)
    if isinstance(refusal, BadRecords):
        for cell in refusal.cells[:MOST_LISTED]:
            SPEECH.err.print(cell.say(SPEECH.lang), markup=False)
        if len(refusal.cells) > MOST_LISTED:
            rest = len(refusal.cells) - MOST_LISTED
            SPEECH.note(Text(f"……另有{rest}处，改正以上各处后再试", f"… and {rest} more"))
        SPEECH.note(
            Text("改正后重试；或加 --skip-bad-rows 先算其余行", "mend them, or add --skip-bad-rows to score the rest")
        )
    return BAD_INPUT


@contextmanager
def progress(text: Text) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on the terminal; silent where there is none."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=SPEECH.err, transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(text.say(SPEECH.lang), total=None)

        def moved(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield moved
