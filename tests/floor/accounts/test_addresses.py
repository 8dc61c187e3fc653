"""Whose request it is."""

import pytest
from pytest_django.fixtures import Settings

from yizhan.floor.accounts.addresses import client_address, range_of


@pytest.mark.parametrize(
    ("trusted", "forwarded", "found"),
    [
        (0, "1.2.3.4", "10.0.0.1"),
        (0, "", "10.0.0.1"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.9.9.9", "1.2.3.4"),
        (2, "1.2.3.4", "10.0.0.1"),
        (1, "", "0.0.0.0"),
        (1, "<script>", "0.0.0.0"),
        (1, "::ffff:1.2.3.4", "1.2.3.4"),
        (1, "2001:DB8::1%eth0", "2001:db8::1"),
    ],
)
def test_only_what_our_own_proxies_wrote_is_believed(
    settings: Settings, trusted: int, forwarded: str, found: str
) -> None:
    settings.YIZHAN_TRUSTED_PROXIES = trusted
    assert client_address({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": forwarded}) == found


def test_a_range_is_a_household_or_an_office() -> None:
    assert range_of("203.0.113.7") == "203.0.113.0/24"
    assert range_of("2001:db8:1:2:3:4:5:6") == "2001:db8:1:2::/64"
