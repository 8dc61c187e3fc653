"""The shipped tables of divisions, and what is read from them."""

import pytest
from django.db import IntegrityError, transaction

from tests.floor.accounts.factories import NOW, a_member
from yizhan.floor.accounts.actors import PUBLIC, SYSTEM
from yizhan.floor.accounts.states import Role
from yizhan.kernel.errors import Refusal
from yizhan.network.regions import queries
from yizhan.network.regions.actions import load_regions
from yizhan.network.regions.models import Region
from yizhan.network.regions.states import Level
from yizhan.network.regions.tables import current, retired

pytestmark = pytest.mark.django_db


def test_the_migration_has_loaded_every_row_of_the_tables() -> None:
    assert Region.objects.count() == len(current()) + len(retired())
    assert Region.objects.filter(parent="3505", valid_until=None).count() == 12
    assert Region.objects.filter(parent="4601", valid_until=None).count() == 4
    assert Region.objects.filter(parent="350503", level=Level.STREET).count() == 8


def test_loading_again_changes_nothing_and_is_not_recorded() -> None:
    assert load_regions(actor=SYSTEM, now=NOW) == 0


def test_a_renamed_row_is_mended_by_loading() -> None:
    Region.objects.filter(code="350503").update(name="写错的区")
    assert load_regions(actor=SYSTEM, now=NOW) == 1
    assert queries.region("350503").name == "丰泽区"


def test_only_the_administrator_loads() -> None:
    with pytest.raises(Refusal):
        load_regions(actor=a_member(Role.CITY_OFFICER), now=NOW)
    assert load_regions(actor=a_member(Role.ADMINISTRATOR), now=NOW) == 0


def test_the_line_names_every_level() -> None:
    assert queries.line("350503") == "福建省泉州市丰泽区"
    assert queries.line("460106003") == "海南省海口市龙华区金贸街道"
    assert queries.line("35") == "福建省"
    assert queries.line("999999") == ""
    assert queries.line("") == ""


def test_children_are_those_in_use() -> None:
    assert [region.name for region in queries.children("4601")] == ["秀英区", "龙华区", "琼山区", "美兰区"]
    assert [region.name for region in queries.children()] == ["福建省", "湖北省", "海南省"]
    assert "沙县" not in {region.name for region in queries.children("3504")}


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("350503", "福建省泉州市丰泽区"),
        ("350503199001011234", "福建省泉州市丰泽区"),
        ("350427", "福建省三明市沙县"),
        ("352422", "福建省晋江地区晋江县"),
        ("359002", "福建省泉州市石狮市"),
        ("421302", "湖北省随州市曾都区"),
        ("460004", "海南省海口市琼山市"),
        ("350599", "福建省泉州市"),
        ("359900", "福建省"),
        ("110101", ""),
        ("830000", ""),
        ("3505", "福建省泉州市"),
        ("", ""),
        ("没有", ""),
    ],
)
def test_a_hint_says_what_is_known_and_never_refuses(number: str, said: str) -> None:
    assert queries.hint_of(number) == said


def test_a_retired_code_names_its_successors() -> None:
    assert queries.successors("350427") == ("350405",)
    assert queries.successors("421302") == ("421303", "421321")
    assert queries.successors("350503") == ()


def test_every_successor_is_in_the_tables() -> None:
    known = {row.code for row in (*current(), *retired())}
    assert {code for row in retired() for code in row.successors} <= known


def test_many_lines_take_as_many_queries_as_one(django_assert_max_num_queries: object) -> None:
    codes = list(Region.objects.values_list("code", flat=True))
    with django_assert_max_num_queries(2):  # type: ignore[operator]
        assert len(queries.lines(codes)) == len(codes)


def test_the_database_refuses_a_code_that_does_not_fit_its_level() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Region.objects.create(code="35050", name="错", level=Level.COUNTY, parent_id="3505")


def test_the_public_names_a_code_to_see_communities() -> None:
    assert list(queries.communities(PUBLIC)) == []
