"""What templates call: every number, name and sentence of a report in one language."""

from dataclasses import dataclass
from fractions import Fraction

from yizhan.appraisal.reports import phrasing
from yizhan.appraisal.reports.naming import Naming
from yizhan.appraisal.reports.words import WORDS
from yizhan.kernel.texts import Language, Text
from yizhan.rules.payout import PayLine, Payout
from yizhan.rules.sheet import Evidence, ItemScore, Line, ReadingEffect, ScoreSheet


@dataclass(frozen=True)
class Voice:
    """One language, and the names that occur in one sheet."""

    lang: Language
    names: Naming

    def t(self, key: str, *parts: object) -> str:
        """A fixed word; `parts` fill its gaps."""
        return WORDS[key].say(self.lang).format(*parts) if parts else WORDS[key].say(self.lang)

    def say(self, text: Text) -> str:
        """A sentence of the sheet."""
        return phrasing.clean(text.say(self.lang))

    def number(self, value: Fraction) -> str:
        """A number for people."""
        return phrasing.number(value)

    def span(self, low: Fraction, high: Fraction) -> str:
        """A number or a range."""
        return phrasing.span(low, high)

    def points(self, item: ItemScore) -> str:
        """Points of an item, or its ratings in this language."""
        return self.names.grades(item.ratings, self.lang) if item.ratings else phrasing.points(item, self.lang)

    def maximum(self, item: ItemScore) -> str:
        """The most points of an item, in words for bonus and deductions."""
        if item.ratings:
            return ""
        if item.maximum is None:
            return self.t("unlimited")
        if item.section == "base":
            return self.number(item.maximum)
        return self.t("at_most", self.number(item.maximum))

    def grades(self, names: tuple[str, ...]) -> str:
        """Grades still possible."""
        return self.names.grades(names, self.lang)

    def value(self, line: Line) -> str:
        """An input's value with its unit."""
        return phrasing.value_text(line, self.lang)

    def target(self, line: Line) -> str:
        """What is asked of an input; a dash where nothing is."""
        return phrasing.target_text(line, self.lang)

    def state(self, line: Line) -> str:
        """Whether an input's target is met, with a sign that needs no colour."""
        return f"{phrasing.SIGNS[line.state]} {phrasing.STATES[line.state].say(self.lang)}"

    def evidence(self, evidence: Evidence) -> str:
        """Records found, counted and not counted."""
        raw = "—" if evidence.raw is None else self.number(evidence.raw)
        said = self.t("records", raw, evidence.records)
        why = phrasing.rejected(evidence, self.lang)
        if not why:
            return said
        return f"{said}{'；' if self.lang == 'zh' else '; '}{self.t('not_counted', why)}"

    def money(self, amount: int | None) -> str:
        """A sum of money."""
        return phrasing.money(amount, self.lang)

    def payment(self, line: PayLine) -> str:
        """What a payment is called, and when it falls due unless its name says so."""
        label = self.say(line.label)
        if line.after_months is None or str(line.after_months) in label:
            return label
        due = self.t("month", line.after_months)
        return f"{label}（{due}）" if self.lang == "zh" else f"{label} ({due})"

    def payable(self, payout: Payout) -> str:
        """What is due."""
        return phrasing.payable(payout, self.lang)

    def money_names(self, names: tuple[str, ...]) -> str:
        """Sums of money that were not entered."""
        return self.list([phrasing.money_label(name, self.lang) for name in names])

    def list(self, parts: list[str]) -> str:
        """Parts in a row."""
        return ("、" if self.lang == "zh" else ", ").join(parts)

    def period(self, period: str) -> str:
        """A period of days as people write it."""
        start, dots, end = period.partition("..")
        if not dots:
            start, dots, end = period.partition("/")
        return f"{start} {self.t('to')} {end}" if dots else period or "—"

    def effect(self, sheet: ScoreSheet, effect: ReadingEffect) -> str:
        """What one other option would change."""
        changes = []
        if effect.changes_total and sheet.mode == "points":
            now, then = self.span(sheet.low, sheet.high), self.span(effect.low, effect.high)
            changes.append(f"{self.t('total')} {now} → {then}")
        elif effect.changes_total:
            changes.append(self.t("changes_rating"))
        if effect.changes_grade:
            before = self.grades(sheet.verdict.grades if sheet.verdict else ())
            changes.append(f"{self.t('grade')} {before} → {self.grades(effect.grades)}")
        if effect.changes_payout:
            changes.append(f"{self.t('payable')} → {self.money(effect.payable)}")
        return self.list(changes) or self.t("no_change")

    def sections(self, sheet: ScoreSheet) -> str:
        """The sums behind the total, where there is more than base points."""
        parts = [f"{self.t('base')} {self.span(*sheet.base)}"]
        if sheet.bonus[1]:
            parts.append(f"{self.t('bonus')} +{self.span(*sheet.bonus)}")
        if sheet.deductions[1]:
            parts.append(f"{self.t('deductions')} −{self.span(*sheet.deductions)}")
        return "　".join(parts) if len(parts) > 1 else ""

    def open_items(self, sheet: ScoreSheet) -> str:
        """Numbers of the items that are not settled."""
        return self.list([self.t("item_no", no) for no in sheet.open_items]) or self.t("none")
