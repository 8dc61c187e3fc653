"""`yizhan audit`: the chain verified, its head handed out."""

import base64
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from yizhan.appraisal.catalogue import read_text
from yizhan.cli import site
from yizhan.cli.options import Lang
from yizhan.cli.speech import FAILED, SPEECH
from yizhan.floor.audit.actions import hand_out_head
from yizhan.floor.audit.exports import own_public_key
from yizhan.floor.audit.signing import read_head, read_public_key
from yizhan.floor.audit.verification import verify_chain
from yizhan.kernel.errors import Refusal
from yizhan.kernel.texts import Text

app = typer.Typer(name="audit", help="审计链", no_args_is_help=True, add_completion=False, rich_markup_mode=None)


@app.command("verify")
def verify_command(
    head: Annotated[list[Path] | None, typer.Option("--head", help="曾经交出的链头文件，可多次")] = None,
    public_key: Annotated[str | None, typer.Option("--public-key", help="核对链头签名的公钥；默认用本系统的")] = None,
    lang: Lang = "zh",
) -> None:
    """重新计算整条审计链：完好则 PASS，否则给出第一条有问题的记录。"""
    witnesses = [read_head(read_text(path), path.name) for path in head or []]
    key = own_public_key() if public_key is None else read_public_key(public_key)
    with site.database():
        verdict = verify_chain(witnesses, key)
    if verdict.fault is not None:
        SPEECH.say(Text(f"不通过：{verdict.fault.said.zh}", f"FAIL: {verdict.fault.said.en}"))
        raise typer.Exit(FAILED)
    SPEECH.say(
        Text(
            f"PASS：审计链共 {verdict.entries} 条，核对链头 {len(witnesses)} 个，全部完好",
            f"PASS: {verdict.entries} entries and {len(witnesses)} heads hold",
        )
    )


@app.command("head")
def head_command(
    out: Annotated[Path, typer.Option("--out", "-o", help="写入的文件，不能已存在")],
    lang: Lang = "zh",
) -> None:
    """签发当前链头，交给不管理数据库的人保存。"""
    with site.database():
        signed = hand_out_head(actor=None, now=datetime.now(UTC))
    try:
        with out.open("x", encoding="utf-8") as file:
            file.write(json.dumps(signed, ensure_ascii=False, indent=1) + "\n")
    except FileExistsError as error:
        raise Refusal(f"文件已存在，不覆盖：{out}", f"not overwritten: {out}") from error
    SPEECH.say(Text(f"已签发第 {signed['sequence']} 条的链头：{out}", f"head of entry {signed['sequence']}: {out}"))


@app.command("key")
def key_command(lang: Lang = "zh") -> None:
    """输出核对链头签名的公钥，供保存链头的人留存。"""
    SPEECH.say(Text(*[base64.b64encode(own_public_key()).decode()] * 2))
