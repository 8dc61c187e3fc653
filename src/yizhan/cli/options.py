"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from yizhan.kernel.errors import Refusal

SchemeName = Annotated[str, typer.Argument(metavar="方案", help="方案名称（见 yizhan schemes list）或方案文件")]
RecordPaths = Annotated[
    list[Path] | None, typer.Argument(metavar="记录…", help="工作簿 .xlsx、CSV 或 Parquet 文件夹、封存的记录")
]
Station = Annotated[str | None, typer.Option("--station", help="驿站编号；记录中只有一个驿站时可省略")]
PeriodText = Annotated[
    str | None, typer.Option("--period", help="期间：2024、2024H1、2024-03 或 2024-01-01..2024-12-31")
]
Subject = Annotated[str | None, typer.Option("--subject", help="考核对象；默认按基本信息判断")]
ReadingPairs = Annotated[list[str] | None, typer.Option("--reading", help="解释口径，如 weekly_events=average，可多次")]
SkipBadRows = Annotated[bool, typer.Option("--skip-bad-rows", help="跳过不能使用的行，并在报告中列出")]
Lang = Annotated[str, typer.Option("--lang", help="语言：zh 或 en")]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="写入的文件或文件夹")]
ValuesPath = Annotated[Path | None, typer.Option("--values", help="指标和查验结果的数值文件（YAML 或 JSON）")]
CostPairs = Annotated[
    list[str] | None, typer.Option("--cost", help="每单位成本，如 placements_monthly_mean=200；写 none 表示不能提高")
]


def pairs(given: list[str] | None, option: str) -> dict[str, str]:
    """``name=value`` options as a mapping. Refuses a pair without ``=`` and a name given twice."""
    found: dict[str, str] = {}
    for pair in given or []:
        name, separator, value = pair.partition("=")
        if not separator or not name or not value:
            raise Refusal(f"{option}「{pair}」应写成 名称=值", f"{option} {pair!r} must be name=value")
        if name in found:
            raise Refusal(f"{option}「{name}」给了两次", f"{option} {name!r} is given twice")
        found[name] = value
    return found


def something_to_score(paths: list[Path] | None, values: Path | None) -> None:
    """Refuses a call without anything to score."""
    if not paths and values is None:
        raise Refusal(
            "请给出记录（工作簿或文件夹），或用 --values 给出数值文件", "give records, or a values file with --values"
        )
