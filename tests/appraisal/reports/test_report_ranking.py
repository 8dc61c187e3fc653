"""Places of many stations."""

from collections.abc import Callable
from fractions import Fraction

from yizhan.appraisal.reports.ranking import rank
from yizhan.rules.sheet import ScoreSheet

MakeSheet = Callable[..., ScoreSheet]


def sheet(make_sheet: MakeSheet, station: str, award: int | None) -> ScoreSheet:
    value = None if award is None else Fraction(award)
    return make_sheet("quanzhou-2025", "market", {"award.1": value}, station=station, station_name=station)


def places(*sheets: ScoreSheet) -> dict[str, tuple[int | None, int | None]]:
    return {row.sheet.station: (row.best, row.worst) for row in rank(sheets)}


def test_equal_totals_share_a_place(make_sheet: MakeSheet) -> None:
    found = places(*(sheet(make_sheet, name, award) for name, award in (("a", 5), ("b", 7), ("c", 7), ("d", 3))))
    assert found == {"b": (1, 1), "c": (1, 1), "a": (3, 3), "d": (4, 4)}
    assert list(found) == ["b", "c", "a", "d"]


def test_an_open_total_holds_every_place_it_may_take(make_sheet: MakeSheet) -> None:
    found = places(sheet(make_sheet, "sure", 6), sheet(make_sheet, "open", None), sheet(make_sheet, "low", 0))
    assert found["sure"] == (1, 2)
    assert found["open"] == (1, 2)
    assert found["low"] == (2, 3)


def test_ratings_have_no_places(make_sheet: MakeSheet) -> None:
    rows = rank([make_sheet("suizhou-2023", station=name) for name in ("b", "a")])
    assert [(row.sheet.station, row.place) for row in rows] == [("a", "—"), ("b", "—")]


def test_what_is_payable_is_open_while_grades_are(make_sheet: MakeSheet) -> None:
    (sure,) = rank([sheet(make_sheet, "sure", 10)])
    assert sure.payable == 10_000_000
    changes = {"award.1": None, "award.3": Fraction(0)}
    (unsure,) = rank([make_sheet("quanzhou-2025", "market", changes)])
    assert unsure.payable is None
    assert unsure.grades("zh") == "五星／四星"


def test_no_sheets_make_an_empty_ranking() -> None:
    assert rank([]) == ()
