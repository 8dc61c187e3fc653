"""What a page weighs on its way: itself, and every file of this site that it names, compressed as the server sends it."""

import gzip
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from http.client import HTTPConnection
from urllib.parse import urljoin, urlsplit

_URL = re.compile(r"""url\(\s*['"]?([^'")]+)['"]?\s*\)""")
_FACE = re.compile(r"@font-face\s*{[^}]*}")
_FONTS = (".woff2", ".woff", ".ttf", ".otf")


@dataclass(frozen=True, slots=True)
class Part:
    """One answer: its path, bytes on the way, bytes unpacked."""

    path: str
    sent: int
    plain: int


class _Named(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = dict(attributes)
        wanted = {"script": "src", "img": "src", "source": "src", "use": "href"}.get(tag)
        if tag == "link" and said.get("rel") in ("stylesheet", "icon", "modulepreload", "preload", "manifest"):
            wanted = "href"
        if wanted and said.get(wanted):
            self.found.append(str(said[wanted]).split("#")[0])


def named(html: str) -> list[str]:
    """The files that a page names, each once, without those of other hosts and those that are in the page."""
    parser = _Named()
    parser.feed(html)
    return list(
        dict.fromkeys(path for path in parser.found if path and not path.startswith(("data:", "http:", "https:", "//")))
    )


def pictures(css: str) -> list[str]:
    """The files that a style sheet names outside its fonts."""
    return [path for path in _URL.findall(_FACE.sub("", css)) if not path.startswith(("data:", "#"))]


def weigh(port: int, path: str, headers: dict[str, str]) -> list[Part]:
    """The page first, then its files; fonts are left out."""
    parts, ahead, seen = [], [path], set[str]()
    while ahead:
        wanted = ahead.pop(0)
        if wanted in seen or wanted.endswith(_FONTS):
            continue
        seen.add(wanted)
        part, kind, text = _get(port, wanted, headers)
        parts.append(part)
        if kind.startswith("text/html") and wanted == path:
            ahead += [_local(path, each) for each in named(text)]
        elif kind.startswith("text/css"):
            ahead += [_local(wanted, each) for each in pictures(text)]
    return parts


def _local(base: str, path: str) -> str:
    split = urlsplit(urljoin(base, path))
    return split.path + (f"?{split.query}" if split.query else "")


def _get(port: int, path: str, headers: dict[str, str]) -> tuple[Part, str, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path, headers={**headers, "Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    if answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status}")
    plain = gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body
    kind = answer.headers.get("Content-Type") or ""
    text = plain.decode("utf-8") if kind.startswith("text/") else ""
    return Part(path, len(body), len(plain)), kind, text
