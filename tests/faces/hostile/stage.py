"""One stage for the whole assault: a scene, and before each address what has to be done so that its form is there."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import parse_qsl, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve, reverse

from tests.faces.access.scene import Scene, a_scene
from tests.faces.access.subjects import Subject, bodies
from tests.faces.employer.subjects import an_employer_of
from tests.faces.hostile.assault import undone
from tests.faces.hostile.pages import Control, Form, forms
from tests.faces.public.factories import an_open_station
from tests.faces.worker.subjects import a_certificate
from yizhan.faces.components.access import Access, Reach
from yizhan.floor.accounts.actors import PUBLIC, Actor
from yizhan.floor.accounts.states import Role

_LINK = re.compile(r'href="([^"?#]*)\?([^"#]*)"')
_WITH_FILE = ("worker:file", "worker:registrations", "worker:home")
_OF_A_LEADER = ("worker:crew_new", "worker:crew_invite")
_WITH_EMPLOYER = ("employer:",)
_WITH_A_STATION = ("worker:rights_", "worker:register_", "employer:register_place")
# The fields of forms that stand on another page, or that a role or a state shows which the scene has not.
_ELSEWHERE = {
    "entrance:demo": "membership:hidden next:hidden",
    "entrance:name": "name:text",
    "entrance:account_type": "large:hidden",
    "entrance:account_password": "old:password new:password again:password",
    "entrance:account_factor": "code:text",
    "public:type_size": "next:hidden large:hidden",
    "worker:crew_new": "name:text",
    "worker:crew_answer": "agrees:hidden",
    "workbench:register_adopt": "submission:hidden document_number:hidden kinds_wanted:select consents:select station:select",
    "workbench:employers_register_form": "kind:select legal_name:text credit_code:hidden identity_number:hidden"
    " contact_name:text contact_phone:tel headcount:number address:text station:select licence:file",
    "workbench:employers_register_adopt": "submission:hidden credit_code:hidden station:select papers:checkbox",
    "workbench:people_reveal": "field:hidden reason:text",
    "workbench:employers_reveal": "field:hidden reason:text",
    "workbench:station_phone": "officer:hidden contact:hidden reason:text pk:hidden",
    "workbench:station_reopen_day": "day:hidden pk:hidden version:hidden",
    "workbench:roster_make": "month:hidden people:select",
    "workbench:applications_submit": "version:hidden",
    "workbench:applications_document": "reason:text format:hidden full:hidden",
    "workbench:requests_new": "worker:hidden person:hidden number:text kind:select words:textarea channel:select station:select",
    "workbench:requests_reveal": "field:hidden reason:text",
    "workbench:imports_start": "version:hidden",
    "console:stations_phone": "field:hidden reason:text",
    "console:applications_export": "state:hidden kind:hidden year:hidden county:hidden",
    "console:applications_form": "form:hidden full:hidden reason:text format:hidden",
    "console:applications_reveal": "field:hidden reason:text",
    "console:rights_reveal": "field:hidden reason:text",
}
# Stands for the key of the station of the scene.
STATION = "station"
_WITHOUT = (
    "employer:register_kind",
    "employer:register_identity",
    "employer:register_details",
    "employer:register_place",
)


def _walk(*pages: tuple[str, Mapping[str, object]]) -> Mapping[str, tuple[tuple[str, Mapping[str, object]], ...]]:
    """Each page of a form of several pages, with those that come before it."""
    return {name: pages[:place] for place, (name, _) in enumerate(pages)}


# What is sent first so that the form is there: the pages before it, or the number to which a code goes.
EARLIER = {
    **_walk(
        ("worker:register_who", {"name": "林阿水", "document_number": "11010519491231002X", "identity_agree": "on"}),
        ("worker:register_wish", {"trades": ["保洁"], "least_pay": "22.5", "pay_form": "hour"}),
        ("worker:register_time", {"pattern": "own", "week": ["0-0"]}),
        ("worker:register_place", {"station": STATION, "home_region": "350503", "search_radius_km": "5"}),
        ("worker:register_agree", {}),
    ),
    **_walk(
        ("employer:register_kind", {"kind": "firm"}),
        ("employer:register_identity", {"credit_code": "91350500MA0000100Y"}),
        ("employer:register_details", {"legal_name": "某某服饰有限公司", "contact_phone": "13800001111"}),
        ("employer:register_place", {}),
    ),
    "worker:register_guardian": (("worker:register_who", {"name": "林阿水", "birth_date": "2010-01-01"}),),
    "entrance:code": (("entrance:login", {"phone": "13800001111"}),),
    "entrance:code_again": (("entrance:login", {"phone": "13800001111"}),),
    "entrance:account_phone_code": (("entrance:account_phone", {"phone": "13800001111"}),),
    "entrance:account_phone_again": (("entrance:account_phone", {"phone": "13800001111"}),),
}


def a_lit_scene() -> Scene:
    """A scene in which everybody has signed in, so that the session outlives what is taken back."""
    scene = a_scene()
    for actor in scene.actors.values():
        scene.client(actor)
    return scene


def actor_for(name: str, row: Access, scene: Scene) -> Actor:
    """The first role that may; a worker where any may; nobody where everybody may."""
    if Role.PUBLIC in row.reach:
        return PUBLIC
    if name in _OF_A_LEADER:
        return scene.actors[Role.CREW_LEADER]
    role = next(iter(row.reach), Role.WORKER)
    return scene.actors[Role.WORKER if row.signed_in and Role.WORKER in row.reach else role]


@contextmanager
def set_up(
    name: str, row: Access, scene: Scene, subjects: Mapping[str, Subject]
) -> Iterator[tuple[Callable[[], Client], str]]:
    """The actor's browser and the address of the subject; everything is taken back at the end."""
    actor = actor_for(name, row, scene)
    with undone():
        if name.startswith(_WITH_FILE):
            a_certificate(scene, actor, Reach.OWN)
        if name.startswith(_WITH_EMPLOYER) and name not in _WITHOUT:
            an_employer_of(scene, actor, Reach.OWN)
        arguments = subjects[row.subject](scene, actor, Reach.OWN) if row.subject else {}
        if name.startswith(_WITH_A_STATION):
            an_open_station(scene.city.station)
        browser = scene.client(actor)
        for earlier, said in EARLIER.get(name, ()):
            sent = {field: scene.city.station.pk if value == STATION else value for field, value in said.items()}
            answer = browser.post(reverse(earlier), sent)
            assert answer.status_code == 302, f"{earlier} does not let pass: {answer.status_code}"
        yield lambda: _again(browser), reverse(name, kwargs=dict(arguments))


def _again(browser: Client) -> Client:
    """Another with the same cookies: what one request sets is not there in the next."""
    client = Client()
    client.cookies.load({name: morsel.value for name, morsel in browser.cookies.items()})
    return client


def page_of(client: Client, address: str) -> str:
    """What stands there; nothing for a file and for an answer without a page."""
    answer = client.get(address)
    if answer.streaming:
        # Read to its end, a file is closed.
        answer.getvalue()
        return ""
    return answer.content.decode() if "html" in answer.headers.get("Content-Type", "") else ""


def own_form(name: str, client: Client, address: str) -> Form | None:
    """The form on the page at this address that is sent to it."""
    return form_of(name, address, page_of(client, address))


def form_at(name: str, row: Access, client: Client, address: str) -> Form:
    """The form that is sent there; where no page of its own has it, as those who know it send it."""
    found = own_form(name, client, address) if "GET" in row.methods else None
    return found or made_up(name)


def form_of(name: str, address: str, page: str) -> Form | None:
    """The form of the page that is sent to this address; all that are, as one."""
    fitting = [one for one in forms(page) if one.method == "post" and _leads_to(one, name, address)]
    if not fitting:
        return None
    whole = Form("", "post")
    for one in fitting:
        whole.controls.update(one.controls)
    return whole


def asked_for(page: str) -> dict[str, list[str]]:
    """The parameters that forms and links of this page ask other pages with, by the name of that page's address."""
    found: dict[str, list[str]] = {}
    for form in forms(page):
        if form.method == "get":
            found.setdefault(_named(form.action), []).extend(form.controls)
    for address, query in _LINK.findall(page):
        found.setdefault(_named(address), []).extend(name for name, _ in parse_qsl(query.replace("&amp;", "&")))
    return found


def made_up(name: str) -> Form:
    """The fields that the view is known to read, and what the table of the subjects sends."""
    controls = {
        field: Control(field, kind) for field, kind in (part.split(":") for part in _ELSEWHERE.get(name, "").split())
    }
    controls |= {field: Control(field, "text", [value]) for field, value in bodies().get(name, {}).items()}
    return Form("", "post", controls)


def _leads_to(form: Form, name: str, address: str) -> bool:
    return not form.action or urlsplit(form.action).path == address or _named(form.action) == name


def _named(action: str) -> str:
    try:
        return resolve(urlsplit(action).path).view_name if action else ""
    except Resolver404:
        return ""
