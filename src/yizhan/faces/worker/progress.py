"""How far a file is filled in, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from yizhan.market.people.models import Worker


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a file may hold. `url` leads to the page that asks for it; empty for what is done at the counter."""

    label: str
    note: str
    url: str
    done: bool


def items(file: Worker, *, has_skills: bool) -> list[Item]:
    """Everything, in the order in which it helps most."""
    wish = getattr(file, "wish", None)
    return [
        Item("想做什么", "说了才好给您介绍", reverse("worker:file_wish"), bool(wish and wish.trades)),
        Item("什么时间有空", "避开您忙的时候", reverse("worker:file_time"), bool(wish and wish.availability)),
        Item("住在哪里、去多远", "先介绍离家近的", reverse("worker:file_place"), bool(file.home_region)),
        Item("会做什么", "有手艺的工钱高一些", reverse("worker:file_skills"), has_skills),
        Item("紧急联系人", "电话打不通时找谁", reverse("worker:file_contact"), file.contact_phone is not None),
        Item("核对身份证", "带身份证到驿站柜台，一分钟", "", file.identity_checked_at is not None),
    ]


def missing(found: Sequence[Item]) -> list[Item]:
    """What is not there yet and can be done here."""
    return [item for item in found if not item.done and item.url]


def count(found: Sequence[Item]) -> int:
    """How many are there."""
    return sum(item.done for item in found)
