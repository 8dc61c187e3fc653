"""Where sheets go: the terminal, a file, or a folder of files. A file appears whole or not at all."""

import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Literal, get_args

from yizhan.appraisal.reports.ranking import rank
from yizhan.appraisal.reports.table import show, show_ranking
from yizhan.cli.speech import SPEECH
from yizhan.kernel.digests import digest
from yizhan.kernel.errors import BadCell, Refusal
from yizhan.kernel.texts import Text
from yizhan.rules.codec import to_json
from yizhan.rules.planning.plan import Plan
from yizhan.rules.scheme import Scheme
from yizhan.rules.sheet import ScoreSheet

Format = Literal["table", "json", "html", "xlsx"]


def checked_format(form: str) -> Format:
    """The format of this name, or a Refusal that lists them."""
    for known in get_args(Format):
        if form == known:
            return known  # type: ignore[no-any-return]
    raise Refusal(
        f"--format 应为 table、json、html 或 xlsx，现为「{form}」", "--format must be table, json, html or xlsx"
    )


def write_one(
    sheet: ScoreSheet, scheme: Scheme, form: Format, out: Path | None, *, plan: Plan | None, refused: Sequence[BadCell]
) -> None:
    """One sheet: to the terminal, or to `out` (json without `out` goes to the terminal too)."""
    if form == "table":
        if out is not None:
            raise Refusal(
                "table 只显示在屏幕上；写文件请用 --format json、html 或 xlsx", "a table goes to the screen only"
            )
        show(sheet, SPEECH.out, SPEECH.lang, scheme=scheme)
        return
    if form == "json" and out is None:
        print(to_json(sheet))
        return
    target = out or Path(f"{_file_name(sheet.station or 'station')}-{sheet.scheme}.{form}")
    _write(sheet, scheme, form, target, plan, refused)
    SPEECH.say(Text(f"已写入：{target}", f"written: {target}"))


def write_many(sheets: Sequence[ScoreSheet], scheme: Scheme, form: Format, out: Path | None) -> None:
    """The ranking on the terminal, and one sheet per station in the folder `out` (JSON where a table was asked for)."""
    ranking = rank(sheets)
    ranked = [row.sheet for row in ranking]
    show_ranking(ranking, SPEECH.out, SPEECH.lang)
    folder = out or Path(f"{ranked[0].scheme if ranked else 'scores'}-sheets")
    folder.mkdir(parents=True, exist_ok=True)
    if form == "xlsx":
        _write_book(ranked, folder / "ranking.xlsx")
    else:
        suffix: Format = "json" if form == "table" else form
        for sheet in ranked:
            _write(sheet, scheme, suffix, folder / f"{_file_name(sheet.station)}.{suffix}", None, ())
    SPEECH.say(Text(f"已写入{len(ranked)}个驿站的计分表：{folder}", f"{len(ranked)} sheets written to {folder}"))


def replace_file(target: Path, content: bytes) -> None:
    """Writes beside the target, then renames, so that a reader never sees half a file."""
    _must_be_a_file(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _must_be_a_file(target: Path) -> None:
    if target.is_dir():
        raise Refusal(f"「{target}」是文件夹，请给出文件名", f"{target} is a folder; name a file")
    if target.exists() and not target.is_file():
        raise Refusal(f"「{target}」不是普通文件，不能覆盖", f"{target} is not a regular file")


def _write(
    sheet: ScoreSheet, scheme: Scheme, form: Format, target: Path, plan: Plan | None, refused: Sequence[BadCell]
) -> None:
    if form == "xlsx":
        _write_book([sheet], target)
    elif form == "json":
        replace_file(target, to_json(sheet).encode("utf-8"))
    else:
        page: str = import_module("yizhan.appraisal.reports.html").render(
            sheet, plan=plan, refused=refused, lang=SPEECH.lang, scheme=scheme
        )
        replace_file(target, page.encode("utf-8"))


def _file_name(station: str) -> str:
    """The station as a file name; one that had to be changed carries a digest, so that no two stations share a file."""
    name = "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in station)
    return name if name == station else f"{name}-{digest(station)[:8]}"


def _write_book(sheets: Sequence[ScoreSheet], target: Path) -> None:
    _must_be_a_file(target)
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        import_module("yizhan.appraisal.reports.spreadsheet").write(sheets, beside, SPEECH.lang)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
