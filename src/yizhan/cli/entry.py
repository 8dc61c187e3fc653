"""The entry: finds the command, loads only its module, and turns every refusal into one clear line."""

import importlib
import os
import sys

import typer

from yizhan import __version__
from yizhan.cli.speech import BAD_INPUT, FAILED, SPEECH, show_refusal
from yizhan.kernel.errors import Refusal
from yizhan.kernel.texts import Text

COMMANDS = {
    "schemes": Text("考核方案：列出、查看、绘图、检查、严格性证明", "standards: list, show, plot, check, strict"),
    "template": Text("生成空白工作簿或数值文件", "write an empty workbook or values file"),
    "score": Text("按方案为驿站计分", "score stations"),
    "explain": Text("说明一个项目的得分，直到每条记录", "explain an item down to the records"),
    "plan": Text("求达到某一等次的最省办法", "the cheapest way to a grade"),
    "compare": Text("用两个方案比较同一批记录", "the same records under two schemes"),
    "snapshot": Text("封存一个驿站一个期间的记录", "seal the records of a station and period"),
    "verify": Text("用封存的记录复核计分表", "recompute a sheet from a snapshot"),
    "simulate": Text("生成一座模拟城市的记录", "simulate a city"),
    "serve": Text("启动网站", "start the site"),
    "settle": Text("建立示例城市，供演示", "settle the demo city"),
    "migrate": Text("升级数据库", "upgrade the database"),
    "createuser": Text("新建工作人员账号", "make an account for staff"),
    "work": Text("后台任务：送达事件、发送通知", "run the background worker"),
    "backup": Text("备份数据库和文件", "back up database and files"),
    "restore": Text("从备份恢复", "restore a backup"),
    "audit": Text("审计链：核对、签发链头、公钥", "the audit chain: verify, head, key"),
    "keys": Text("加密密钥：使用情况、更换", "encryption keys: list, rotate"),
}
DEBUG_VARIABLE = "YIZHAN_DEBUG"


def main(arguments: list[str] | None = None) -> None:
    """Runs one command and exits: 0 done, 1 a check did not hold, 2 input that cannot be used, 130 interrupted."""
    status = run(sys.argv[1:] if arguments is None else arguments)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(status)


def run(arguments: list[str]) -> int:
    """Runs one command and returns the exit status. Never lets a traceback out unless YIZHAN_DEBUG is set."""
    SPEECH.lang = "en" if _asks_english(arguments) else "zh"
    try:
        return _dispatch(arguments)
    except Refusal as refusal:
        return show_refusal(refusal)
    except (typer.Abort, KeyboardInterrupt):
        SPEECH.note(Text("已中断，没有写出未完成的文件", "interrupted; no half-written file remains"))
        return 130
    except BrokenPipeError:
        return FAILED
    except OSError as error:
        SPEECH.note(Text(f"读写文件失败：{error.strerror}：{error.filename}", f"cannot read or write: {error}"))
        return BAD_INPUT
    except Exception as error:
        if hasattr(error, "format_message"):
            SPEECH.note(_usage(error, next((word for word in arguments if word in COMMANDS), "")))
            return BAD_INPUT
        if os.environ.get(DEBUG_VARIABLE):
            raise
        SPEECH.note(_internal(error))
        return FAILED


def _dispatch(arguments: list[str]) -> int:
    arguments = _without_language(arguments)
    name = next((word for word in arguments if not word.startswith("-")), None)
    if "--version" in arguments[:1]:
        SPEECH.say(Text(f"yizhan {__version__}", f"yizhan {__version__}"))
        return 0
    if name is None:
        _help()
        return 0
    if name not in COMMANDS:
        listed = "、".join(COMMANDS)
        raise Refusal(f"没有命令「{name}」，可用：{listed}", f"no command {name!r}; commands are {', '.join(COMMANDS)}")
    rest = [word for index, word in enumerate(arguments) if index != arguments.index(name)]
    app: typer.Typer = importlib.import_module(f"yizhan.cli.{name}").app
    command = typer.main.get_command(app)
    result = command.main(args=rest, prog_name=f"yizhan {name}", standalone_mode=False)
    return result if isinstance(result, int) else 0


def _without_language(arguments: list[str]) -> list[str]:
    """The arguments without ``--lang``, which holds for every command. Refuses a language that there is not."""
    kept = list(arguments)
    for index, word in enumerate(arguments):
        asked = (
            arguments[index + 1] if word == "--lang" and index + 1 < len(arguments) else word.removeprefix("--lang=")
        )
        if word == "--lang" or word.startswith("--lang="):
            if asked not in ("zh", "en"):
                raise Refusal(f"--lang 应为 zh 或 en，现为「{asked}」", f"--lang must be zh or en, not {asked!r}")
            kept.remove(word)
            if word == "--lang":
                kept.remove(asked)
    return kept


def _help() -> None:
    SPEECH.say(
        Text(
            "零工市场（驿站）考核：考核标准即数据，得分精确可复核。", "Exact, explained scores for gig-labour stations."
        )
    )
    SPEECH.say(Text("用法：yizhan 命令 …（各命令加 --help 看用法）", "usage: yizhan COMMAND … (--help on each)"))
    for name, text in COMMANDS.items():
        SPEECH.say(Text(f"  {name:<10}{text.zh}", f"  {name:<10}{text.en}"))


def _asks_english(arguments: list[str]) -> bool:
    return "--lang=en" in arguments or ("--lang", "en") in zip(arguments, arguments[1:], strict=False)


def _usage(error: Exception, command: str) -> Text:
    """Errors of the option parser, known by their class names."""
    said = str(error.format_message()) if hasattr(error, "format_message") else str(error)
    param = getattr(error, "param", None)
    name = getattr(param, "human_readable_name", "") or getattr(error, "option_name", "")
    kind = type(error).__name__
    zh = {
        "NoSuchOption": f"没有选项「{name}」",
        "MissingParameter": f"缺少参数「{name}」",
        "BadParameter": f"参数「{name}」的值不能使用{_bounds(param)}",
        "BadOptionUsage": f"选项「{name}」缺少值",
    }.get(kind, f"用法不对：{said}")
    return Text(f"{zh}，用法见 yizhan {command} --help", f"{said} (see yizhan {command} --help)")


def _bounds(param: object) -> str:
    """What a number may be, where the option says so."""
    kind = getattr(param, "type", None)
    named = (("不小于", getattr(kind, "min", None)), ("不大于", getattr(kind, "max", None)))
    told = "、".join(f"{word}{bound}" for word, bound in named if bound is not None)
    return f"，应为{told}的整数" if told else ""


def _internal(error: Exception) -> Text:
    kind = type(error).__name__
    return Text(
        f"程序内部错误（{kind}），请把命令和数据发给开发者；设 {DEBUG_VARIABLE}=1 可看详情",
        f"internal error ({kind}); set {DEBUG_VARIABLE}=1 for details",
    )
