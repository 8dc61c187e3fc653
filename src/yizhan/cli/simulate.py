"""`yizhan simulate`: a living city on disk."""

from pathlib import Path
from typing import Annotated

import typer

from yizhan.appraisal import catalogue
from yizhan.appraisal.forms import CITY_SCHEMES, simulated_findings
from yizhan.cli.options import Lang
from yizhan.cli.speech import SPEECH, progress
from yizhan.kernel.errors import Refusal
from yizhan.kernel.texts import Text
from yizhan.simulate.city import simulate

app = typer.Typer(name="simulate", help="生成模拟城市", add_completion=False, rich_markup_mode=None)


@app.command()
def simulate_command(
    out: Annotated[Path, typer.Option("--out", "-o", help="写入的文件夹")],
    city: Annotated[str, typer.Option("--city", help="城市：quanzhou、haikou、suizhou、sanming")] = "quanzhou",
    stations: Annotated[int, typer.Option("--stations", help="驿站数")] = 200,
    seed: Annotated[int, typer.Option("--seed", help="随机种子；种子相同，文件逐字节相同")] = 7,
    year: Annotated[int, typer.Option("--year", help="年份")] = 2024,
    records: Annotated[int | None, typer.Option("--records", help="记录总数（约）")] = None,
    form: Annotated[str, typer.Option("--format", help="parquet 或 csv")] = "parquet",
    lang: Lang = "zh",
) -> None:
    """生成一座有四季、有大小驿站、有重复和缺证的模拟城市；没有真实人员。"""
    if form not in ("parquet", "csv"):
        raise Refusal(f"--format 应为 parquet 或 csv，现为「{form}」", "--format must be parquet or csv")
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Refusal(f"「{out}」已有内容，请另选一个空文件夹", f"{out} is not an empty folder")
    if not 2004 <= year <= 2100:
        raise Refusal(f"年份{year}超出范围，请写 2004 以后的年份", f"year {year} is out of range")
    findings = simulated_findings([catalogue.scheme(name) for name in CITY_SCHEMES.get(city, ())])
    with progress(Text("生成", "simulating")) as moved:
        summary = simulate(
            city,
            stations=stations,
            seed=seed,
            out=out,
            year=year,
            records=records,
            formats="csv" if form == "csv" else "parquet",
            findings=findings,
            progress=moved,
        )
    megabytes = summary.bytes // 100_000 / 10
    SPEECH.say(
        Text(
            f"已写入{summary.stations}个驿站、{summary.total:,}条记录、{megabytes}MB：{out}",
            f"{summary.stations} stations, {summary.total:,} records, {megabytes} MB written to {out}",
        )
    )
