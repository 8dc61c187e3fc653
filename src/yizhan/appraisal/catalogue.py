"""The shelf of standards: those shipped with the package, and files of the user's."""

from collections.abc import Iterator
from pathlib import Path

from yizhan import rules
from yizhan.facts.vocabulary import VOCABULARY
from yizhan.kernel.errors import Refusal
from yizhan.rules.building.document import read_document
from yizhan.rules.building.loader import load
from yizhan.rules.scheme import Scheme

SHELF = Path(rules.__file__).parent / "standards"


def names() -> tuple[str, ...]:
    """The schemes that ship with the package."""
    return tuple(sorted(folder.name for folder in SHELF.iterdir() if (folder / "scheme.yaml").is_file()))


def scheme(name: str, *, trusted: bool = True) -> Scheme:
    """A shipped scheme by name, or a scheme file of the user's by path (always checked). Refuses what cannot be used."""
    if name in names():
        folder = SHELF / name
        text = (folder / "scheme.yaml").read_text(encoding="utf-8")
        return load(
            text,
            file=f"{name}/scheme.yaml",
            vocabulary=VOCABULARY,
            source=None if trusted else source_text(folder),
            trusted=trusted,
        )
    path = Path(name)
    if path.is_dir():
        path = path / "scheme.yaml"
    if path.is_file():
        return scheme_file(path)
    listed = "、".join(names())
    raise Refusal(
        f"没有名为「{name}」的考核方案，也没有这个文件。可选：{listed}",
        f"no scheme and no file {name!r}; schemes are {listed}",
    )


def scheme_file(path: Path) -> Scheme:
    """A scheme file of the user's, fully checked; a variant is laid over the shipped scheme that it extends."""
    text = read_text(path)
    base_name = read_document(text, path.name).get("extends")
    if base_name is None:
        return load(text, file=path.name, vocabulary=VOCABULARY, source=source_text(path.parent))
    if base_name not in names():
        raise Refusal(f"{path.name}：找不到上级标准「{base_name}」", f"{path.name}: no base scheme {base_name!r}")
    own, inherited = source_text(path.parent), source_text(SHELF / str(base_name))
    return load(
        text,
        file=path.name,
        vocabulary=VOCABULARY,
        source=own,
        base=scheme(str(base_name)),
        base_source=inherited if own is not None else None,
    )


def source_text(folder: Path) -> str | None:
    """The issuing authority's document beside a scheme file, None where there is none."""
    path = folder / "source.txt"
    return path.read_text(encoding="utf-8") if path.is_file() else None


def case_files(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and text of each case file beside a scheme."""
    for path in sorted((folder / "cases").glob("*.yaml")):
        yield path.name, path.read_text(encoding="utf-8")


def read_text(path: Path) -> str:
    """A UTF-8 text file; a Refusal names what is wrong with it."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(f"{path.name} 不是 UTF-8 编码，请另存为 UTF-8", f"{path.name} is not UTF-8") from error
    except OSError as error:
        raise Refusal(f"读不到文件 {path.name}", f"cannot read {path.name}") from error
