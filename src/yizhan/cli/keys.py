"""`yizhan keys`: which key seals how many values, and rotation to the newest one."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from yizhan.cli import site
from yizhan.cli.options import Lang
from yizhan.cli.speech import FAILED, SPEECH
from yizhan.floor.privacy.actions import rotate
from yizhan.floor.privacy.queries import key_use
from yizhan.kernel.texts import Text

app = typer.Typer(name="keys", help="加密密钥", no_args_is_help=True, add_completion=False, rich_markup_mode=None)


@app.command("list")
def list_command(lang: Lang = "zh") -> None:
    """列出每个加密字段的密文各用哪个密钥；某个密钥不再出现，才可以撤下。"""
    with site.database():
        found = key_use()
    if not found:
        SPEECH.say(Text("没有加密的数据", "nothing is sealed"))
    for use in found:
        SPEECH.say(
            Text(
                f"{use.label}：密钥 {use.key_id or '无法识别'}，{use.cipher or '—'}，{use.values} 个值",
                f"{use.label}: key {use.key_id or 'unreadable'}, {use.cipher or '-'}, {use.values} values",
            )
        )


@app.command("rotate")
def rotate_command(
    batch: Annotated[int, typer.Option("--batch", help="每批行数，1至10000")] = 500,
    lang: Lang = "zh",
) -> None:
    """用最新的密钥重新加密所有旧密文。可随时中断，再次运行即从余下处继续；有不能解密的值则退出码为1。"""
    with site.database():
        done = rotate(actor=None, now=datetime.now(UTC), batch=batch)
    for field in done:
        SPEECH.say(
            Text(
                f"{field.label}：重新加密 {field.rotated} 个，不能解密 {field.unopenable} 个",
                f"{field.label}: {field.rotated} sealed anew, {field.unopenable} do not open",
            )
        )
    if any(field.unopenable for field in done):
        SPEECH.say(Text("有不能解密的值，旧密钥不可撤下", "some values do not open: keep the old keys"))
        raise typer.Exit(FAILED)
    if not done:
        SPEECH.say(Text("所有密文都已使用最新的密钥", "every value is under the newest key"))
