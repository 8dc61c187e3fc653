"""The norms quote the sources word for word."""

from pathlib import Path

import pytest

from yizhan.network.stations.norms import Norm, norm_of, norms

STANDARDS = Path(__file__).parents[3] / "src" / "yizhan" / "rules" / "standards"


def plain(text: str) -> str:
    return "".join(text.split()).replace("（", "(").replace("）", ")").replace("，", ",").replace("：", ":")


@pytest.mark.parametrize("norm", norms(), ids=lambda norm: norm.scheme)
def test_every_quotation_is_in_its_source(norm: Norm) -> None:
    source = plain((STANDARDS / norm.scheme / "source.txt").read_text(encoding="utf-8"))
    quoted = [asked.words for asked in norm.requirements]
    quoted += [] if norm.sign is None else [norm.sign.words]
    quoted += [] if norm.duty is None else [norm.duty.words]
    assert [words for words in quoted if plain(words) not in source] == []


def test_the_smallest_area_decides() -> None:
    assert [norm.area for norm in norms()] == ["350405", "3505", "4213", "4601"]
    found = norm_of("350405001")
    assert found is not None
    assert found.scheme == "shaxian"
    assert norm_of("350421") is None
    assert norm_of("") is None
