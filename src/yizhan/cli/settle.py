"""`yizhan settle`: the demo city."""

from datetime import datetime
from typing import Annotated

import typer

from yizhan.cli import site
from yizhan.cli.options import Lang
from yizhan.cli.preparing import prepare_database
from yizhan.cli.speech import SPEECH, progress
from yizhan.config.environment import environment
from yizhan.demo.settling import FEWEST_WORKERS, WORKERS, settle
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal
from yizhan.kernel.texts import Text

app = typer.Typer(name="settle", help="建立示例城市", add_completion=False, rich_markup_mode=None)


@app.command()
def settle_command(
    workers: Annotated[
        int, typer.Option("--workers", min=FEWEST_WORKERS, max=5000, help="登记的零工人数（约）")
    ] = WORKERS,
    lang: Lang = "zh",
) -> None:
    """在演示系统里建立一座示例城市：机构、驿站、零工、用工主体都是虚构的。已建立的不再重复。"""
    if not environment().demo:
        raise Refusal("示例城市只能建在演示系统里，正式系统不能使用", "the demo city is settled in the demo only")
    with site.database():
        prepare_database()
        with progress(Text("建立示例城市", "settling")) as moved:
            done = settle(now=datetime.now(tz=SHANGHAI), moved=moved, workers=workers)
    counts = f"驿站{done.stations}个、零工{done.workers}人、用工主体{done.employers}家"
    began = "示例城市已建立" if done.now else "示例城市已经建立过"
    SPEECH.say(
        Text(
            f"{began}：{counts}（均为虚构）",
            f"{'settled' if done.now else 'settled before'}: {done.stations} stations, {done.workers} workers, "
            f"{done.employers} employers, all invented",
        )
    )
