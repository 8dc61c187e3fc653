"""The forms of a page, as a browser reads them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_UNSENT = ("submit", "button", "reset", "image")
_WRITTEN = ("text", "tel", "search", "number", "email", "url", "date", "time", "datetime-local", "month", "textarea")


@dataclass(slots=True)
class Control:
    """One field by its name. `values` are those that stand in it; `choices` those that may be chosen."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    is_disabled: bool = False

    @property
    def is_written(self) -> bool:
        """Whether a person types into it what a refused page shows again."""
        return self.kind in _WRITTEN

    @property
    def is_file(self) -> bool:
        return self.kind == "file"


@dataclass(slots=True)
class Form:
    """`action` is empty for the page's own address."""

    action: str
    method: str
    controls: dict[str, Control] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.words: list[str] = []
        self._form: Form | None = None
        self._area: Control | None = None
        self._select: Control | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is None:
            return
        elif tag == "option" and self._select is not None:
            self._select.choices.append(given.get("value", ""))
            if "selected" in given:
                self._select.values.append(given.get("value", ""))
        elif tag in ("input", "select", "textarea", "button") and given.get("name"):
            self._control(tag, given)

    def _control(self, tag: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text").lower() if tag == "input" else tag
        assert self._form is not None
        held = self._form.controls.setdefault(given["name"], Control(given["name"], kind))
        held.is_disabled = "disabled" in given
        if kind in ("radio", "checkbox", "button"):
            held.choices.append(given.get("value", "on"))
            if "checked" in given:
                held.values.append(given.get("value", "on"))
        elif tag == "textarea":
            self._area = held
            held.values.append("")
        elif tag == "select":
            self._select = held
        elif kind not in _UNSENT and "value" in given:
            held.values.append(given["value"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.values[-1] += data
        else:
            self.words.append(data)


def forms(page: str) -> list[Form]:
    """Every form of the page. The first newline of a text area is not part of it."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    for form in reader.forms:
        for control in form.controls.values():
            if control.kind == "textarea":
                control.values = [value.removeprefix("\n") for value in control.values]
    return reader.forms


def words(page: str) -> str:
    """What stands on the page outside of fields."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return "".join(reader.words)
