"""What can be recorded: a verb, its Chinese label, and whether it needs a reason. And the verbs of this app."""

import re
from dataclasses import dataclass

_CODE = re.compile(r"[a-z_]+(\.[a-z_]+)+")


@dataclass(frozen=True, slots=True)
class Verb:
    """A kind of act. `code` starts with the app's label: `accounts.role.granted`."""

    code: str
    label_zh: str
    reason_required: bool = False

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.code) or len(self.code) > 80 or not self.label_zh:
            raise ValueError(f"not a verb: {self.code!r}")


VERBS = (Verb("audit.head.handed_out", "交出审计链头"),)
