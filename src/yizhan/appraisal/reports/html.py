"""The score sheet as one self-contained page that an official would print: no script, nothing fetched."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from yizhan.appraisal.reports import parts
from yizhan.appraisal.reports.naming import naming
from yizhan.appraisal.reports.phrasing import clean, station
from yizhan.appraisal.reports.voice import Voice
from yizhan.kernel.errors import BadCell
from yizhan.kernel.texts import Language
from yizhan.rules.planning.plan import Plan
from yizhan.rules.scheme import Scheme
from yizhan.rules.sheet import ScoreSheet

TEMPLATES = Path(__file__).parent / "templates"


def render(
    sheet: ScoreSheet,
    *,
    plan: Plan | None = None,
    refused: Sequence[BadCell] = (),
    lang: Language = "zh",
    made_on: date | None = None,
    scheme: Scheme | None = None,
) -> str:
    """The whole report of one station as HTML. Equal arguments give equal text; the date is only what `made_on` says.

    `scheme` adds what the sheet does not hold: issuer, document number, and the titles of options not in force.
    """
    voice = Voice(lang, naming(sheet, scheme))
    return (
        _environment()
        .get_template("report.html")
        .render(
            sheet=sheet,
            plan=plan,
            refused=list(refused[: parts.LISTED_REFUSED]),
            refused_more=max(0, len(refused) - parts.LISTED_REFUSED),
            made_on=made_on.isoformat() if made_on else None,
            head=scheme.head if scheme else None,
            lang=lang,
            v=voice,
            t=voice.t,
            say=voice.say,
            station=station(sheet),
            pictures=lambda item: [Markup(one) for one in parts.pictures(item, voice)],
            picture_note=lambda item: parts.picture_note(item, voice),
            bar=parts.bar,
            missing=parts.missing(sheet, voice),
            weighed=parts.weighed(sheet),
            labels=lambda names: parts.labels(sheet, names, voice),
        )
    )


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )


def _shown(value: Any) -> Any:
    """Text without control and direction marks; our own pictures as they are."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
