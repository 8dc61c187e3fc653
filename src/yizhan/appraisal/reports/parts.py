"""The parts of a page that are gathered from the sheet: pictures, bars, what is missing, readings by weight."""

from dataclasses import dataclass
from fractions import Fraction

from yizhan.appraisal.reports import phrasing
from yizhan.appraisal.reports.axes import px
from yizhan.appraisal.reports.drawing import curve_svg, says_something
from yizhan.appraisal.reports.voice import Voice
from yizhan.kernel.texts import Text
from yizhan.rules.sheet import ChosenReading, ItemScore, Line, ReadingEffect, ScoreSheet

RATED = (Text("未达到", "failed"), Text("达到", "met"))
NOT_DUE = (Text("未到期", "not due"), Text("达到", "met"))
LISTED_REFUSED = 200


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is not known: where it is needed, why it is missing, and who can supply it."""

    where: str
    what: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """A reading in force with what its other options would change."""

    chosen: ChosenReading
    effects: tuple[ReadingEffect, ...]

    @property
    def weight(self) -> int:
        """2 if the grade hangs on it, 1 if only the total or a rating does, else 0."""
        if any(effect.changes_grade for effect in self.effects):
            return 2
        return 1 if any(effect.changes_total or effect.changes_payout for effect in self.effects) else 0


def pictures(item: ItemScore, voice: Voice) -> list[str]:
    """The item's curves with the station's position on each."""
    found = []
    for drawing in item.drawings:
        if says_something(drawing) and drawing.unit.zh != phrasing.YES_OR_NO:
            at = phrasing.position(item, drawing.input)
            steps = len(drawing.segments)
            found.append(
                curve_svg(
                    drawing,
                    position=at,
                    maximum=item.maximum,
                    lang=voice.lang,
                    height=142 if steps <= 2 else 178,
                    levels_named=_named(item, drawing.input),
                    deducted=item.section == "deduction",
                    standalone=False,
                )
            )
    return found


def _named(item: ItemScore, name: str) -> tuple[Text, Text] | None:
    if item.kind != "rating":
        return None
    return NOT_DUE if any(line.name == name and line.state == "progress" for line in item.lines) else RATED


def picture_note(item: ItemScore, voice: Voice) -> str:
    """What a reader must know about several pictures of one item."""
    if (
        item.kind == "steps"
        and sum(one.kind == "indicator" and one.state in ("used", "open") for one in item.lines) > 1
    ):
        return voice.t("before_doubling")
    if item.kind == "highest" and len(item.drawings) > 1:
        return voice.t("others_none")
    if sum(one.state != "shown" for one in item.lines) > 1 and item.kind in ("gate", "shortfall", "rating"):
        return voice.t("others_met")
    return ""


def bar(item: ItemScore) -> tuple[str, str]:
    """Sure points and points still possible as percentages of the maximum; of the points themselves without one."""
    whole = item.maximum if item.maximum else item.high
    if not whole:
        return ("0", "0")
    return (px(100 * min(item.low / whole, Fraction(1))), px(100 * min((item.high - item.low) / whole, Fraction(1))))


def missing(sheet: ScoreSheet, voice: Voice) -> list[Missing]:
    """Everything that keeps the result open, in the order of the items; then what the grade and the money need."""
    found = [_input(item, name, voice) for item in sheet.items if not item.settled for name in item.open]
    verdict = sheet.verdict
    if verdict and len(verdict.grades) > 1 and not found:
        what, kind = (voice.t("rating"), "rating") if sheet.mode == "ratings" else (voice.t("grade"), "decision")
        found.append(Missing(voice.t("overall"), what, voice.t("not_entered"), phrasing.supplier(kind, voice.lang)))
    money = dict.fromkeys(name for payout in sheet.payouts for name in payout.missing)
    unknown = dict.fromkeys(text for payout in sheet.payouts if payout.eligible == "open" for text in payout.unmet)
    labels = [phrasing.money_label(name, voice.lang) for name in money] + [voice.say(text) for text in unknown]
    by = phrasing.supplier("", voice.lang)
    return found + [Missing(voice.t("elsewhere"), label, voice.t("not_entered"), by) for label in labels]


def _input(item: ItemScore, name: str, voice: Voice) -> Missing:
    line: Line | None = next((one for one in item.lines if one.name == name), None)
    where = voice.t("item_no", item.no)
    if line is None:
        return Missing(where, phrasing.clean(name), voice.t("not_entered"), phrasing.supplier("", voice.lang))
    why = voice.say(line.missing) if line.missing else voice.t("not_entered")
    if line.state == "progress":
        why = phrasing.STATES["progress"].say(voice.lang)
    return Missing(where, voice.say(line.label), why, phrasing.supplier(line.kind, voice.lang))


def weighed(sheet: ScoreSheet) -> list[Weighed]:
    """The readings, those that matter most first."""
    found = [
        Weighed(one, tuple(effect for effect in sheet.effects if effect.reading == one.name)) for one in sheet.readings
    ]
    return sorted(found, key=lambda one: -one.weight)


def labels(sheet: ScoreSheet, names: tuple[str, ...], voice: Voice) -> list[str]:
    """What inputs are called, by the item that reads them."""
    known = {line.name: (item.no, line.label) for item in sheet.items for line in item.lines}
    found = []
    for name in names:
        no, label = known.get(name, ("", Text(name, name)))
        place, said = voice.t("item_no", no), voice.say(label)
        found.append(said if not no or said.startswith(place) else f"{place} {said}")
    return found
