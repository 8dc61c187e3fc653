"""The start page of panel members and finance, who have no work in this system until a cycle of assessment is opened."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.paging import page
from yizhan.faces.console.filed import TONES
from yizhan.floor.accounts import queries as accounts
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import Role
from yizhan.floor.notices import queries as notices
from yizhan.network.regions import queries as regions
from yizhan.network.stations import queries as stations

_LATER = {
    Role.PANEL_MEMBER: "考核评分在考核周期启动后显示在这里。现在没有启动的周期，没有要您办理的事。",
    Role.FINANCE: "资金拨付在考核周期启动、结果确定后显示在这里。现在没有启动的周期，没有要您办理的事。",
}


def start_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """For whom one acts and until when, and the few things that are there already."""
    held = accounts.own_membership(actor)
    last_day = None if held.until is None else held.until - timedelta(days=1)
    context = {"held": held, "last_day": last_day, "later": _LATER[actor.role], "ways": _ways(actor)}
    return render(request, "console/assessment.html", context)


def recognised(request: HttpRequest) -> HttpResponse:
    """The recognised stations of the area, with what everybody may know of them."""
    found = page(stations.recognised(actor_of(request)), request, order=("region", "code", "pk"))
    places = regions.lines({row.organisation.region for row in found.rows})
    rows = [(row, TONES[row.state], places.get(row.organisation.region, "")) for row in found.rows]
    return render(request, "console/recognised.html", {"page": found, "rows": rows})


def _ways(actor: Actor) -> list[dict[str, str]]:
    unread, number = notices.unread_count(actor), stations.recognised(actor).count()
    return [
        {
            "title": "消息",
            "note": f"{unread} 条未读" if unread else "没有未读消息",
            "url": reverse("console:inbox"),
        },
        {
            "title": "已认定的驿站",
            "note": f"本辖区 {number} 个" if number else "本辖区还没有已认定的驿站",
            "url": reverse("console:recognised"),
        },
        {"title": "登录和安全", "note": "密码、动态码、已登录的设备", "url": reverse("entrance:account")},
        {
            "title": "谁看过我的资料",
            "note": "每一次查看都有记录",
            "url": reverse("worker:rights_seen"),
        },
    ]
