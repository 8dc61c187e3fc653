"""`yizhan schemes`: the standards on the shelf, one looked at, its curves drawn, a file checked, a variant proved."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from yizhan.appraisal import catalogue
from yizhan.appraisal.reports.drawing import curve_svg
from yizhan.appraisal.reports.png import to_png
from yizhan.cli.options import Lang, Out, ReadingPairs, SchemeName, Subject, pairs
from yizhan.cli.speech import FAILED, SPEECH
from yizhan.kernel.errors import Refusal
from yizhan.kernel.exact import shown
from yizhan.kernel.texts import Text
from yizhan.rules.building.standards import standard
from yizhan.rules.cases import differences, read_cases
from yizhan.rules.scheme import Scheme, Standard
from yizhan.rules.strictness import prove

app = typer.Typer(name="schemes", help="考核方案", no_args_is_help=True, add_completion=False, rich_markup_mode=None)

STATUS = {
    "in_force": Text("现行", "in force"),
    "draft": Text("征求意见稿", "draft"),
    "undated": Text("未注明日期", "undated"),
}
MODES = {"points": Text("计分", "points"), "ratings": Text("评等次", "ratings")}


@app.command("list")
def list_schemes(lang: Lang = "zh") -> None:
    """列出随软件提供的方案。"""
    table = Table(box=None, pad_edge=False)
    for heading in (("方案", "scheme"), ("名称", "title"), ("状态", "status"), ("对象", "subjects"), ("方式", "mode")):
        table.add_column(Text(*heading).say(SPEECH.lang), overflow="fold")
    for name in catalogue.names():
        scheme = catalogue.scheme(name)
        subjects = "、".join(subject.title.say(SPEECH.lang) for subject in scheme.subjects)
        head = scheme.head
        status, mode = STATUS[head.status].say(SPEECH.lang), MODES[head.mode].say(SPEECH.lang)
        table.add_row(name, head.title.say(SPEECH.lang), status, subjects, mode)
    SPEECH.out.print(table)


@app.command()
def show(scheme: SchemeName, subject: Subject = None, reading: ReadingPairs = None, lang: Lang = "zh") -> None:
    """查看方案的项目、条文和解释口径。"""
    loaded = catalogue.scheme(scheme)
    built = standard(loaded, subject or loaded.subjects[0].id, pairs(reading, "--reading"))
    SPEECH.out.print(f"[bold]{loaded.head.title.say(SPEECH.lang)}[/bold]")
    SPEECH.say(
        Text(
            f"考核对象：{loaded.subject(built.subject).title.zh}", f"subject: {loaded.subject(built.subject).title.en}"
        )
    )
    SPEECH.say(Text(f"内容摘要：{loaded.hash}", f"content hash: {loaded.hash}"))
    _show_dates(loaded)
    SPEECH.out.print(_items(built))
    _show_grades(built)
    _show_readings(loaded)
    _show_listed(built)
    for note in loaded.notes:
        SPEECH.say(Text(f"说明 {note.title}：{note.text}", f"note {note.title}: {note.text}"))


def _items(built: Standard) -> Table:
    table = Table(show_lines=True, pad_edge=False)
    for heading in (("序号", "no."), ("项目", "item"), ("分值", "max"), ("计分", "curve"), ("条文", "clause")):
        table.add_column(Text(*heading).say(SPEECH.lang), overflow="fold")
    for item in built.items:
        most = shown(item.maximum) if item.maximum is not None else "—"
        readings = "".join(f"\n〔{name}〕" for name in item.readings)
        clause = "\n".join(item.clause)
        table.add_row(item.no, item.title.say(SPEECH.lang), most, f"{item.curve.kind}{readings}", clause)
    return table


def _show_dates(scheme: Scheme) -> None:
    head = scheme.head
    issued = str(head.issued) if head.issued else "—"
    until = str(head.valid_until) if head.valid_until else "—"
    SPEECH.say(
        Text(
            f"制定单位：{head.issuer}；文号：{head.document or '—'}；发布：{issued}；有效期至：{until}",
            f"issuer: {head.issuer}; document: {head.document or '—'}; issued: {issued}; valid until: {until}",
        )
    )


def _show_listed(built: Standard) -> None:
    """Duties and prohibitions: shown, not scored."""
    for one in built.duties:
        SPEECH.say(Text(f"职责 {one.title}：{one.clause}", f"duty {one.id}: {one.clause}"))
    for one in built.prohibitions:
        SPEECH.say(Text(f"禁止 {one.title}：{one.clause}", f"prohibition {one.id}: {one.clause}"))


def _show_grades(built: Standard) -> None:
    if built.grades is None:
        return
    for band in reversed(built.grades.bands):
        start = f"{'>' if band.start.after else '≥'} {shown(band.start.value)}"
        SPEECH.say(
            Text(f"等次 {band.grade.zh}：{start}（{band.clause}）", f"grade {band.grade.en}: {start} ({band.clause})")
        )


def _show_readings(scheme: Scheme) -> None:
    for reading in scheme.readings:
        SPEECH.say(
            Text(
                f"口径 {reading.name}（第{reading.item}项，{reading.title.zh}）：{reading.clause}",
                f"reading {reading.name} ({reading.item}): {reading.clause}",
            )
        )
        for option in reading.options:
            mark = "●" if option.name == reading.default else "○"
            SPEECH.say(
                Text(
                    f"  {mark} {option.name}：{option.title.zh}——{option.reason}",
                    f"  {mark} {option.name}: {option.title.en}",
                )
            )


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="文件", help="方案文件 scheme.yaml")], lang: Lang = "zh"
) -> None:
    """检查自己的方案文件；旁边有 cases/ 时也运行用例。"""
    if not file.exists():
        raise Refusal(f"找不到「{file}」", f"cannot find {file}")
    path = file / "scheme.yaml" if file.is_dir() else file
    loaded = catalogue.scheme_file(path)
    failed = ran = 0
    for name, text in catalogue.case_files(path.parent):
        for example in read_cases(text, name):
            ran += 1
            found = differences(loaded, example)
            failed += bool(found)
            for difference in found:
                SPEECH.say(
                    Text(f"用例「{example.sentence}」：{difference}", f"case {example.sentence!r}: {difference}")
                )
    items = len(standard(loaded, loaded.subjects[0].id, {}).items)
    SPEECH.say(
        Text(
            f"方案可用：{items}个项目，{len(loaded.readings)}个解释口径；用例{ran}个，不符{failed}个",
            f"the scheme loads: {items} items, {len(loaded.readings)} readings; {ran} cases, {failed} failed",
        )
    )
    if failed:
        raise typer.Exit(FAILED)


@app.command()
def strict(
    variant: Annotated[Path, typer.Argument(metavar="变体", help="写有 extends 的方案文件")], lang: Lang = "zh"
) -> None:
    """逐项证明变体不低于它所依据的标准，或给出反例。"""
    loaded = catalogue.scheme_file(variant)
    if loaded.head.extends is None:
        raise Refusal("文件没有写 extends，无从比较", "the file extends no scheme")
    proofs = prove(loaded, catalogue.scheme(loaded.head.extends))
    for proof in proofs:
        title = loaded.subject(proof.subject).title
        SPEECH.say(Text(f"考核对象：{title.zh}", f"subject: {title.en}"))
        for finding in proof.findings:
            mark = Text("不低于" if finding.holds else "低于！", "holds" if finding.holds else "EASIER")
            SPEECH.say(
                Text(
                    f"  {mark.zh}  {finding.no} {finding.title.zh}：{finding.why.zh}",
                    f"  {mark.en}  {finding.no} {finding.title.en}: {finding.why.en}",
                )
            )
    if not all(proof.holds for proof in proofs):
        SPEECH.say(Text("结论：变体有低于上级标准之处", "the variant is easier somewhere"))
        raise typer.Exit(FAILED)
    SPEECH.say(Text("结论：变体处处不低于上级标准", "the variant is nowhere easier"))


@app.command()
def plot(
    scheme: SchemeName,
    subject: Subject = None,
    reading: ReadingPairs = None,
    out: Out = None,
    form: Annotated[str, typer.Option("--format", help="svg 或 png")] = "svg",
    lang: Lang = "zh",
) -> None:
    """把每条计分曲线画成图。"""
    if form not in ("svg", "png"):
        raise Refusal(f"--format 应为 svg 或 png，现为「{form}」", "--format must be svg or png")
    loaded = catalogue.scheme(scheme)
    built = standard(loaded, subject or loaded.subjects[0].id, pairs(reading, "--reading"))
    folder = out or Path(f"{loaded.head.scheme}-curves")
    folder.mkdir(parents=True, exist_ok=True)
    from_curves = _plots(built, form)
    for name, content in from_curves:
        (folder / name).write_bytes(content)
    SPEECH.say(Text(f"已写入{len(from_curves)}张图：{folder}", f"{len(from_curves)} drawings written to {folder}"))


def _plots(built: Standard, form: str) -> list[tuple[str, bytes]]:
    found = []
    for item in built.items:
        for drawing in item.curve.draw():
            svg = curve_svg(drawing, position=None, maximum=item.maximum, lang=SPEECH.lang)
            content = to_png(svg) if form == "png" else svg.encode("utf-8")
            found.append((f"{item.no}-{drawing.input}.{form}", content))
    return found
