"""What is measured of each request, and the page that Prometheus reads."""

import ipaddress
from collections.abc import Callable
from time import perf_counter

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import REGISTRY

REQUESTS = Counter("yizhan_requests_total", "Requests answered", ["method", "route", "status"])
SECONDS = Histogram("yizhan_request_seconds", "Time to answer a request", ["route"])
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
# Set by whatever stands in front of the site: then the address is not the visitor's.
_FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via")


class Measure:
    """Middleware that counts and times each request by its declared route, never by the address typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        route = match.route if match else "unmatched"
        method = request.method if request.method in METHODS else "other"
        REQUESTS.labels(method, route, str(response.status_code)).inc()
        SECONDS.labels(route).observe(perf_counter() - begun)
        return response


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus text, to this machine only; 404 to anybody else, and to what came through a proxy."""
    if not _is_local(request):
        raise Http404
    return HttpResponse(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)


def _is_local(request: HttpRequest) -> bool:
    if any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _registry() -> CollectorRegistry:
    """All worker processes together where the server has given them a folder to meet in; else this process alone."""
    together = CollectorRegistry()
    try:
        MultiProcessCollector(together)
    except ValueError:
        return REGISTRY
    return together
