from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from tests.floor.accounts.factories import NOW
from tests.market.people.factories import TODAY, a_number, a_phone, a_worker
from yizhan.market.people import actions
from yizhan.market.people.search import Page, search
from yizhan.market.people.tokens import name_query, tail_query, tokens, with_contact, with_name, with_phone


def _names(page: Page) -> list[str]:
    return [worker.person.name for worker in page.rows]


@pytest.mark.parametrize(
    "text",
    [
        "欧",
        "阳",
        "欧阳",
        "阳修",
        "欧阳修",
        "ouyangxiu",
        "OUYANG XIU",
        "oyx",
        "ouyangx",
        "欧yang",
        "ｏｙｘ",
        " 欧阳修\n",
    ],
)
def test_a_name_is_found_by_characters_pinyin_and_initials(town: SimpleNamespace, text: str) -> None:
    a_worker(town.clerk, town.station, name="欧阳修")
    a_worker(town.clerk, town.station, name="李明")
    assert _names(search(town.clerk, text, today=TODAY)) == ["欧阳修"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("单雄", "shan"),
        ("仇英", "qiu"),
        ("曾国", "zeng"),
        ("解珍", "xie"),
        ("𠮷田", "𠮷"),
        ("买买提·艾力", "买买提·艾力"),
    ],
)
def test_surnames_and_rare_characters_are_found(town: SimpleNamespace, name: str, text: str) -> None:
    a_worker(town.clerk, town.station, name=name)
    assert _names(search(town.clerk, text, today=TODAY)) == [name]


def test_a_file_is_found_by_phone_tail_phone_contact_phone_and_number(town: SimpleNamespace) -> None:
    number = a_number()
    a_worker(town.clerk, town.station, phone="13812345678", document_number=number, name="张三")
    a_worker(town.clerk, town.station, phone="13812345678", name="李四")
    a_worker(town.clerk, town.station, name="王五")
    for text in ("5678", "45678", "12345678", "812345678", "13812345678", "138 1234 5678"):
        assert set(_names(search(town.clerk, text, today=TODAY))) == {"李四", "张三"}
    assert _names(search(town.clerk, number.lower(), today=TODAY)) == ["张三"]


@pytest.mark.parametrize(
    "text", ["678", "0000", "350503197001011", "🙂", "\x00", "\ud800", "x" * 5000, "！？", "1" * 30, "张张张张"]
)
def test_what_matches_nothing_finds_nothing_and_is_no_error(town: SimpleNamespace, text: str) -> None:
    a_worker(town.clerk, town.station, phone="13812345678")
    assert search(town.clerk, text, today=TODAY) == Page((), "")


def test_pages_follow_each_other_newest_first_and_a_broken_cursor_begins_anew(town: SimpleNamespace) -> None:
    made = [a_worker(town.clerk, town.station, now=NOW + timedelta(minutes=at // 2)) for at in range(7)]
    seen, after = [], ""
    for _ in range(3):
        page = search(town.clerk, "", today=TODAY, after=after, size=3)
        seen, after = [*seen, *page.rows], page.next
    assert after == ""
    assert set(seen) == set(made)
    assert [worker.created_at for worker in seen] == sorted((worker.created_at for worker in made), reverse=True)
    first = search(town.clerk, "", today=TODAY, size=3)
    for broken in (str(10**30), "-1", "é", "\ud800", "AAAA", "x" * 500):
        assert search(town.clerk, "", today=TODAY, after=broken, size=3) == first


def test_many_matches_are_paged_as_few_are(town: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [a_worker(town.clerk, town.station, now=NOW + timedelta(minutes=at)) for at in range(6)]
    few = search(town.clerk, "zhang", today=TODAY, size=4)
    monkeypatch.setattr("yizhan.market.people.search.FEW", 2)
    assert search(town.clerk, "zhang", today=TODAY, size=4) == few
    assert few.rows == tuple(reversed(made[2:]))
    assert search(town.clerk, "zhang", today=TODAY, size=4, after=few.next).rows == tuple(reversed(made[:2]))


def test_words_and_stations_are_looked_up_in_the_index(town: SimpleNamespace) -> None:
    a_worker(town.clerk, town.station)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for query in (
            "SELECT id FROM people_worker WHERE tokens @> ARRAY['张'] AND places && ARRAY[gen_random_uuid()]",
            "SELECT id FROM people_worker WHERE tokens && ARRAY['t:0', 'c:0']",
        ):
            cursor.execute(f"EXPLAIN {query}")
            assert "people_found_by" in "\n".join(row[0] for row in cursor.fetchall())


def test_a_changed_name_and_phone_are_found_and_the_old_ones_are_not(town: SimpleNamespace) -> None:
    worker = a_worker(
        town.clerk, town.station, name="王小二", phone="13812345678", document_number="", birth_date=date(1970, 1, 1)
    )
    worker = actions.edit_file(
        actor=town.clerk,
        worker=worker,
        changes={"name": "汪小二", "contact_phone": "13900007777"},
        version=worker.version,
        now=NOW,
    )
    actions.change_phone(actor=town.clerk, worker=worker, phone="13700008888", now=NOW)
    found = {text: len(search(town.clerk, text, today=TODAY).rows) for text in ("王", "汪", "5678", "8888", "7777")}
    assert found == {"王": 0, "汪": 1, "5678": 0, "8888": 1, "7777": 1}


@given(st.text(max_size=20), st.text(max_size=20))
def test_changing_one_kind_of_word_leaves_the_others(first: str, second: str) -> None:
    held = tokens(first, "13812345678", "13900001111")
    assert with_name(held, second) == tokens(second, "13812345678", "13900001111")
    assert with_phone(held, "13711112222") == tokens(first, "13711112222", "13900001111")
    assert with_contact(held, "") == tokens(first, "13812345678", "")


@given(st.text(alphabet="张王李欧阳单仇𠮷买提·", min_size=1, max_size=6))
def test_every_name_is_found_by_itself(name: str) -> None:
    assert set(name_query(name)) <= set(tokens(name, "", ""))


@pytest.mark.parametrize("length", [4, 5, 6, 7, 8])
def test_a_tail_is_a_word_of_its_own_length(length: int) -> None:
    phone = a_phone()
    assert tail_query(phone[-length:])[0] in tokens("张三", phone, "")
    assert tail_query(phone[-length:])[1] in tokens("张三", "", phone)
