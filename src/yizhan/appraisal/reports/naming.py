"""What grades and reading options are called: from the sheet, and from the scheme where it is at hand."""

from dataclasses import dataclass, field

from yizhan.appraisal.reports.phrasing import clean, grades
from yizhan.kernel.texts import Language, Text
from yizhan.rules.building.standards import standard
from yizhan.rules.scheme import Scheme
from yizhan.rules.sheet import ScoreSheet


@dataclass(frozen=True)
class Naming:
    """Titles by name. An option that is not in force is known by its name alone unless the scheme was given."""

    options: dict[tuple[str, str], Text] = field(default_factory=dict)
    readings: dict[str, Text] = field(default_factory=dict)
    english_grades: dict[str, str] = field(default_factory=dict)

    def option(self, reading: str, option: str, lang: Language) -> str:
        """The title of one option of a reading."""
        found = self.options.get((reading, option))
        return clean(found.say(lang)) if found else clean(option)

    def reading(self, name: str, lang: Language) -> str:
        """The title of a reading."""
        found = self.readings.get(name)
        return clean(found.say(lang)) if found else clean(name)

    def grades(self, names: tuple[str, ...], lang: Language) -> str:
        """Grades still possible, in the language asked for."""
        return grades(names, lang, self.english_grades)


def naming(sheet: ScoreSheet, scheme: Scheme | None) -> Naming:
    """The names that occur in `sheet`; `scheme` adds the options that are not in force and the grades not reached."""
    found = Naming()
    for chosen in sheet.readings:
        found.options[chosen.name, chosen.option] = chosen.option_title
        found.readings[chosen.name] = chosen.title
    if sheet.verdict:
        found.english_grades.update(zip(sheet.verdict.grades, sheet.verdict.grades_en, strict=True))
    if scheme is None:
        return found
    for reading in scheme.readings:
        found.options.update({(reading.name, option.name): option.title for option in reading.options})
    built = standard(scheme, sheet.subject, {chosen.name: chosen.option for chosen in sheet.readings})
    if built.grades:
        found.english_grades.update({band.grade.zh: band.grade.en for band in built.grades.bands})
    if built.ratings:
        found.english_grades.update(zip(built.ratings.scale, built.ratings.scale_en, strict=True))
    return found
