"""Pages of words: there for everybody, also when the database is not asked."""

import re

import pytest
from django.test import Client


@pytest.mark.parametrize("address", ["/about", "/privacy", "/help"])
def test_a_page_of_words_needs_no_database(address: str) -> None:
    assert Client().get(address).status_code == 200


@pytest.mark.parametrize("address", ["/about", "/privacy", "/help"])
def test_every_page_has_one_title_a_skip_link_and_a_main_part(address: str) -> None:
    page = Client().get(address).content.decode()
    assert len(re.findall(r"<h1[ >]", page)) == 1
    assert '<a class="skip" href="#main">' in page
    assert page.count('id="main"') == 1
    assert '<html lang="zh-CN">' in page


def test_only_post_changes_the_size_of_type() -> None:
    assert Client().get("/type-size").status_code == 405


@pytest.mark.parametrize("address", ["//evil.example", "https://evil.example", "javascript:alert(1)"])
def test_the_size_of_type_leads_nowhere_else(address: str) -> None:
    assert Client().post("/type-size", {"large": "1", "next": address}).headers["Location"] == "/"
