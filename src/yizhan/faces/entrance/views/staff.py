"""Signing in as staff: login name, password and second factor in one step."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from yizhan.faces.entrance.answers import address_of, enter, refused, remember_wish, sent, wish
from yizhan.faces.entrance.forms import StaffForm
from yizhan.faces.entrance.views.codes import login_page
from yizhan.floor.accounts import sign_ins


@never_cache
@sensitive_post_parameters("password", "second")
def staff(request: HttpRequest) -> HttpResponse:
    """The tab of staff. One refusal for everything that may be wrong."""
    form = StaffForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refused(form):
            now = timezone.now()
            person, method = sign_ins.by_password(**form.cleaned_data, address=address_of(request), now=now)
            remember_wish(request, wish(request))
            enter(request, person, method, now)
            return redirect("entrance:start")
    return login_page(request, "entrance/staff.html", form)
