"""Network addresses: whose request it is, and the range that one household or office shares."""

from collections.abc import Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

from django.conf import settings

UNKNOWN = "0.0.0.0"
_RANGE = {4: 24, 6: 64}


def client_address(headers: Mapping[str, Any]) -> str:
    """The address of the client from `request.META`, in canonical form; UNKNOWN where it is none.

    `YIZHAN_TRUSTED_PROXIES` says how many proxies of our own stand in front. Each of them appends one
    address to X-Forwarded-For; what stands further left is written by the client and never believed.
    """
    trusted: int = settings.YIZHAN_TRUSTED_PROXIES
    listed = [part.strip() for part in str(headers.get("HTTP_X_FORWARDED_FOR", "")).split(",")]
    if trusted and len(listed) >= trusted:
        return _canonical(listed[-trusted])
    return _canonical(str(headers.get("REMOTE_ADDR", "")))


def range_of(address: str) -> str:
    """The /24 of an IPv4 address, the /64 of an IPv6 one."""
    return str(ip_network((address, _RANGE[ip_address(address).version]), strict=False))


def _canonical(text: str) -> str:
    try:
        found: IPv4Address | IPv6Address = ip_address(text.partition("%")[0])
    except ValueError:
        return UNKNOWN
    return str(getattr(found, "ipv4_mapped", None) or found)
