"""`yizhan snapshot`: the records of one station and period, sealed."""

import typer

from yizhan.appraisal import catalogue
from yizhan.appraisal.records import open_records
from yizhan.appraisal.timing import period_of
from yizhan.cli.options import Lang, Out, PeriodText, RecordPaths, SchemeName, SkipBadRows, Station, something_to_score
from yizhan.cli.speech import SPEECH
from yizhan.facts.snapshot import write
from yizhan.kernel.clock import today
from yizhan.kernel.errors import Refusal
from yizhan.kernel.texts import Text

app = typer.Typer(name="snapshot", help="封存记录", add_completion=False, rich_markup_mode=None)


@app.command()
def snapshot_command(
    scheme: SchemeName,
    records: RecordPaths = None,
    out: Out = None,
    station: Station = None,
    period: PeriodText = None,
    skip_bad_rows: SkipBadRows = False,
    lang: Lang = "zh",
) -> None:
    """封存一个驿站一个期间的记录：Parquet 加清单和摘要，任何人都可据此复核。"""
    something_to_score(records, None)
    if out is None:
        raise Refusal("请用 --out 指定封存的文件夹", "name a folder with --out")
    opened = open_records(records or [], today=today(), skip_bad_rows=skip_bad_rows)
    span = period_of(catalogue.scheme(scheme), opened.facts, period, {})
    manifest = write(opened.facts, opened.station(station), span, out)
    SPEECH.say(Text(f"已封存：{out}", f"sealed: {out}"))
    SPEECH.say(Text(f"摘要：{manifest.digest}", f"digest: {manifest.digest}"))
