"""Where to go next, when the address came from outside."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def same_site(request: HttpRequest, address: str, default: str = "/") -> str:
    """The address when it leads to this site, else the default: nobody is sent away by a link that he was given."""
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if safe and len(address) <= 2000 else default
