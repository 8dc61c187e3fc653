"""`yizhan verify`: a sheet recomputed from a snapshot."""

from pathlib import Path
from typing import Annotated

import typer

from yizhan.appraisal.catalogue import read_text
from yizhan.appraisal.verification import verify
from yizhan.cli.options import Lang
from yizhan.cli.speech import FAILED, SPEECH
from yizhan.kernel.texts import Text
from yizhan.rules.codec import from_json
from yizhan.rules.sheet import ScoreSheet

app = typer.Typer(name="verify", help="复核计分表", add_completion=False, rich_markup_mode=None)


@app.command()
def verify_command(
    sheet: Annotated[Path, typer.Argument(metavar="计分表", help="yizhan score --format json 写出的文件")],
    snapshot: Annotated[Path, typer.Argument(metavar="封存", help="yizhan snapshot 写出的文件夹")],
    scheme: Annotated[str | None, typer.Option("--scheme", help="方案文件；默认用计分表写明的方案")] = None,
    lang: Lang = "zh",
) -> None:
    """用封存的记录重新计算计分表：一致则 PASS，否则给出第一处不同。"""
    told = from_json(read_text(sheet))
    difference = verify(told, snapshot, scheme)
    if difference is None:
        SPEECH.say(
            Text("PASS：与封存的记录重新计算的结果完全一致", "PASS: recomputed from the snapshot, nothing differs")
        )
        _show_terms(told)
        return
    SPEECH.say(Text(f"不一致：{difference.zh}", f"FAIL: {difference.en}"))
    raise typer.Exit(FAILED)


def _show_terms(sheet: ScoreSheet) -> None:
    """What cannot be recomputed because a person decides it: whether the run may be paid, the readings, the caveats."""
    use = Text("正式计分", "for payment") if not sheet.what_if else Text("试算，不作拨付依据", "a what-if, not payable")
    SPEECH.say(Text(f"用途（计分表自称）：{use.zh}", f"use (as the sheet says): {use.en}"))
    for chosen in sheet.readings:
        if not chosen.default:
            SPEECH.say(
                Text(
                    f"口径不是默认：{chosen.title.zh}——{chosen.option_title.zh}（{chosen.name}={chosen.option}）",
                    f"reading not the default: {chosen.name}={chosen.option}",
                )
            )
    for caveat in sheet.caveats:
        SPEECH.say(Text(f"注意：{caveat.zh}", f"note: {caveat.en}"))
