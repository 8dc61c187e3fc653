"""Where pages are, and where to go next when the address came from outside."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.http import url_has_allowed_host_and_scheme


def same_site(request: HttpRequest, address: str, default: str = "/") -> str:
    """The address when it leads to this site, else the default: nobody is sent away by a link that he was given."""
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if safe and len(address) <= 2000 else default


def address_of(name: str) -> str:
    """Where a page without parts in its address is. Worked out once: menus stand on every page. NoReverseMatch for no such page."""
    return _address_of(name, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@lru_cache(maxsize=512)
def _address_of(name: str, _addresses: object, _prefix: str) -> str:
    return reverse(name)
