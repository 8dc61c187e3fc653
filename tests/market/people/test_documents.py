from datetime import date

import pytest

from tests.market.people.factories import TODAY, a_number
from yizhan.kernel.errors import Refusal
from yizhan.market.people.documents import read
from yizhan.market.people.states import DocumentKind, Sex


def test_a_resident_number_tells_birth_date_sex_and_region() -> None:
    found = read(a_number(date(1985, 2, 3), serial=124), today=TODAY)
    assert (found.kind, found.birth_date, found.sex, found.household_region) == (
        DocumentKind.RESIDENT,
        date(1985, 2, 3),
        Sex.FEMALE,
        "350503",
    )


@pytest.mark.parametrize(
    ("region", "kind"),
    [
        ("810000", DocumentKind.HK_MACAO_TAIWAN),
        ("820000", DocumentKind.HK_MACAO_TAIWAN),
        ("830000", DocumentKind.HK_MACAO_TAIWAN),
        ("935840", DocumentKind.PERMANENT_RESIDENT),
    ],
)
def test_other_permits_are_known_by_their_first_digits_and_have_no_household(region: str, kind: DocumentKind) -> None:
    found = read(a_number(region=region), today=TODAY)
    assert (found.kind, found.household_region) == (kind, "")


def test_the_former_card_of_permanent_residents_has_three_letters() -> None:
    found = read(" usa350085020301 ", today=TODAY)
    assert (found.kind, found.number, found.birth_date, found.sex) == (
        DocumentKind.PERMANENT_RESIDENT,
        "USA350085020301",
        date(1985, 2, 3),
        Sex.UNKNOWN,
    )


def test_a_number_of_another_kind_than_said_is_refused() -> None:
    with pytest.raises(Refusal, match="港澳台居民居住证的号码"):
        read(a_number(region="810000"), today=TODAY, kind=DocumentKind.RESIDENT)


def test_full_width_digits_and_spaces_are_read() -> None:
    number = a_number(serial=77)
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in number)
    assert read(f"\u3000{wide} ", today=TODAY).number == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "350503700101123",
        a_number(serial=5)[:-1] + "?",
        "350503197013011234",
        "350503197002291234",
        "USA350085023001",
        "350503" + "9" * 12,
        "x" * 5000,
        "35050319700101123\n4",
        "\ud800" * 18,
        "1.10105E+17",
        "\x00" * 18,
    ],
)
def test_what_cannot_be_right_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(text, today=TODAY)
    assert refused.value.field == "document_number"
    assert len(text) < 3 or text not in refused.value.text.zh
