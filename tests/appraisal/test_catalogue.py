"""The shelf: shipped standards, files of the user's, variants laid over their base."""

from pathlib import Path

import pytest

from yizhan.appraisal import catalogue
from yizhan.kernel.errors import Refusal


def test_five_standards_ship() -> None:
    assert catalogue.names() == ("haikou-2024", "quanzhou-2025", "quanzhou-annex6", "shaxian", "suizhou-2023")


def test_file_of_the_users_is_the_same_scheme_as_the_shipped_one(tmp_path: Path) -> None:
    for name in ("scheme.yaml", "source.txt"):
        (tmp_path / name).write_text((catalogue.SHELF / "shaxian" / name).read_text(encoding="utf-8"), encoding="utf-8")
    assert catalogue.scheme(str(tmp_path)).hash == catalogue.scheme("shaxian").hash


def test_clause_that_is_not_the_sources_words_is_named(tmp_path: Path) -> None:
    text = (catalogue.SHELF / "shaxian" / "scheme.yaml").read_text(encoding="utf-8")
    (tmp_path / "scheme.yaml").write_text(text.replace("1500条以上得10分", "1600条以上得10分"), encoding="utf-8")
    (tmp_path / "source.txt").write_text(
        (catalogue.SHELF / "shaxian" / "source.txt").read_text(encoding="utf-8"), encoding="utf-8"
    )
    with pytest.raises(Refusal, match="1600条以上得10分」不在"):
        catalogue.scheme(str(tmp_path))


def test_variant_needs_a_base_on_the_shelf(tmp_path: Path) -> None:
    path = tmp_path / "v.yaml"
    path.write_text("scheme: v\nextends: nowhere\n", encoding="utf-8")
    with pytest.raises(Refusal, match="v.yaml：找不到上级标准「nowhere」"):
        catalogue.scheme(str(path))


def test_file_that_is_not_utf_8_is_refused_with_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "gbk.yaml"
    path.write_bytes("scheme: 方案".encode("gbk"))
    with pytest.raises(Refusal, match="gbk.yaml 不是 UTF-8 编码，请另存为 UTF-8"):
        catalogue.scheme(str(path))
