"""`yizhan template`: an empty station workbook, or an empty file of values."""

from pathlib import Path
from typing import Annotated

import typer

from yizhan.appraisal import catalogue
from yizhan.appraisal.forms import finding_rows, tables_of
from yizhan.appraisal.values_file import template
from yizhan.cli.options import Lang, Out, Subject
from yizhan.cli.output import replace_file
from yizhan.cli.speech import SPEECH
from yizhan.facts.workbook.template import write_template
from yizhan.kernel.errors import Refusal
from yizhan.kernel.texts import Text

app = typer.Typer(name="template", help="生成空白工作簿或数值文件", add_completion=False, rich_markup_mode=None)


@app.command()
def template_command(
    scheme: Annotated[list[str], typer.Option("--scheme", help="方案名称，可多次")],
    out: Out = None,
    values: Annotated[bool, typer.Option("--values", help="改为打印空白数值文件（YAML）")] = False,
    subject: Subject = None,
    lang: Lang = "zh",
) -> None:
    """写出空白工作簿：中文表名和列名，带下拉选项、填写说明和示例。"""
    schemes = [catalogue.scheme(name) for name in scheme]
    if values:
        if len(schemes) != 1:
            raise Refusal("--values 一次只用一个 --scheme", "--values takes one --scheme")
        text = template(schemes[0], subject or schemes[0].subjects[0].id)
        if out is None:
            typer.echo(text, nl=False)
        else:
            replace_file(out, text.encode("utf-8"))
            SPEECH.say(Text(f"已写入：{out}", f"written: {out}"))
        return
    target = out or Path(f"{'-'.join(scheme)}.xlsx")
    title = "；".join(one.head.title.zh for one in schemes)
    write_template(target, tables=tables_of(schemes), findings=finding_rows(schemes), title=title)
    SPEECH.say(Text(f"已写入空白工作簿：{target}", f"workbook written: {target}"))
