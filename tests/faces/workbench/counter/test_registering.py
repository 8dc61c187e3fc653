"""Registering at the counter: what a number says at once, what is refused in plain words, and that nothing counts twice."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from tests.faces.access.scene import client_for
from tests.faces.workbench.counter.factories import a_town, text_of
from tests.market.people.factories import a_key, a_number, a_worker
from yizhan.floor.privacy.actions import restrict
from yizhan.floor.privacy.models import Consent
from yizhan.floor.privacy.states import RestrictionBasis
from yizhan.kernel.clock import SHANGHAI
from yizhan.market.people.models import Registration, Worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> SimpleNamespace:
    return a_town()


def today() -> date:
    return timezone.now().astimezone(SHANGHAI).date()


def years_ago(years: int, days: int = 0) -> date:
    day = today() - timedelta(days=days)
    return day.replace(year=day.year - years, day=min(day.day, 28))


def filled(town: SimpleNamespace, **values: object) -> dict[str, object]:
    """What a browser sends for a person with papers."""
    return {
        "form_key": a_key(),
        "station": str(town.station.pk),
        "document_number": a_number(),
        "name": "张伟国",
        "phone": "13812345678",
        "kinds_wanted": ["seeking"],
        "consents": ["employment_service"],
        "separate": ["identity_check"],
        "willing": "on",
        **values,
    }


def read(client: Client, line: str) -> str:
    return text_of(client.post("/work/register", {"card_line": line}))


def test_a_number_says_who_it_is_and_stands_masked(town: SimpleNamespace) -> None:
    number = a_number(date(1969, 5, 6))
    page = read(client_for(town.clerk), number)
    assert "1969年5月6日" in page
    assert "福建省泉州市丰泽区" in page
    assert f"{number[:3]}*************{number[-2:]}" in page
    assert page.count(number) == 1
    assert f'name="document_number" value="{number}"' in page


def test_a_card_line_fills_the_name_and_what_it_says_is_kept(town: SimpleNamespace) -> None:
    number = a_number(date(1969, 5, 6), serial=11)
    client = client_for(town.clerk)
    page = read(client, f"张伟国|男|汉|19690506|泉州市示例路1号|{number}|某局|20200101-20400101")
    assert '<input type="hidden" name="name" value="张伟国">' in page
    assert 'value="泉州市示例路1号"' in page
    assert 'name="document_seen" class="" ' in page or "checked" in page


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", "请读卡，或输入证件号码"),
        ("350503196905060011", "身份证"),
        ("张三|男|汉|19690506", "读卡内容不完整"),
    ],
)
def test_what_cannot_be_read_is_said_and_stays_in_the_field(town: SimpleNamespace, line: str, words: str) -> None:
    answer = client_for(town.clerk).post("/work/register", {"card_line": line})
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert f'value="{line}"' in text_of(answer) or not line


def test_nobody_under_sixteen_is_registered_and_the_words_are_plain(town: SimpleNamespace) -> None:
    page = read(client_for(town.clerk), a_number(years_ago(15)))
    assert "未满16周岁，不能办理求职登记" in page
    assert 'name="form_key"' not in page


def test_at_sixteen_a_guardian_is_asked_for_and_the_limits_are_shown(town: SimpleNamespace) -> None:
    page = read(client_for(town.clerk), a_number(years_ago(16, days=40)))
    assert "未满18周岁，须征得监护人同意" in page
    assert "矿山井下作业" in page
    assert 'name="guardian_name"' in page


def test_a_file_of_the_own_station_is_led_to(town: SimpleNamespace) -> None:
    number = a_number()
    worker = a_worker(town.clerk, town.station, document_number=number, name="张伟国", now=timezone.now())
    page = read(client_for(town.clerk), number)
    assert "本站已有档案：张**" in page
    assert f"/work/people/{worker.pk}/register" in page
    assert "张伟国" not in page


def test_a_file_elsewhere_is_adopted_with_the_persons_agreement_and_no_earlier(town: SimpleNamespace) -> None:
    number = a_number()
    worker = a_worker(town.sister_clerk, town.sister, document_number=number, name="张伟国", now=timezone.now())
    client = client_for(town.clerk)
    page = read(client, number)
    assert "其他驿站已有档案：张**" in page
    assert town.sister.name not in page
    sent = {"document_number": number, "kinds_wanted": ["seeking"], "station": str(town.station.pk)}
    refused = client.post("/work/register/adopt", sent)
    assert refused.status_code == 422
    assert "其他驿站已有档案：张**" in text_of(refused)
    answer = client.post("/work/register/adopt", {**sent, "agrees": "on"})
    assert answer.headers["Location"] == f"/work/register/{worker.pk}/done"
    assert client.get(f"/work/people/{worker.pk}").status_code == 200


def test_a_restricted_person_is_not_registered(town: SimpleNamespace) -> None:
    number = a_number()
    worker = a_worker(town.clerk, town.station, document_number=number, now=timezone.now())
    restrict(actor=town.head, person_id=worker.person_id, basis=RestrictionBasis.ASKED, now=timezone.now())
    client = client_for(town.clerk)
    page = read(client, number)
    assert "这位求职者的信息已限制处理" in page
    assert "register/adopt" not in page
    held = client.get(f"/work/people/{worker.pk}")
    assert "这份档案已限制处理" in text_of(held)
    assert "张" not in text_of(held).partition("<main")[2]
    assert client_for(town.sister_clerk).get(f"/work/people/{worker.pk}").status_code == 404


def test_a_registration_leads_to_the_next_person(town: SimpleNamespace) -> None:
    client = client_for(town.clerk)
    answer = client.post("/work/register/form", filled(town))
    worker = Worker.objects.get()
    assert answer.headers["Location"] == f"/work/register/{worker.pk}/done"
    page = text_of(client.get(answer.headers["Location"]))
    assert "已登记：张**" in page
    assert "下一位" in page
    assert set(Consent.objects.values_list("purpose", flat=True)) == {"employment_service", "identity_check"}


def test_the_same_form_twice_counts_once_and_a_changed_one_is_refused(town: SimpleNamespace) -> None:
    client, sent = client_for(town.clerk), filled(town)
    first, second = client.post("/work/register/form", sent), client.post("/work/register/form", sent)
    assert first.headers["Location"] == second.headers["Location"]
    assert (Worker.objects.count(), Registration.objects.count()) == (1, 1)
    changed = client.post("/work/register/form", {**sent, "phone": "13812345679"})
    assert changed.status_code == 422
    assert "这张表单已经提交过" in text_of(changed)


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"name": ""}, "name", "必填"),
        ({"phone": "1381"}, "phone", "手机号码应为11位数字"),
        ({"consents": []}, "consents", "须先征得本人同意才能登记"),
        ({"separate": []}, "separate", "登记身份证件号码须单独征得本人同意"),
        ({"kinds_wanted": []}, "kinds_wanted", "请至少选择一项登记"),
        ({"health": "腰伤"}, "health", "登记健康状况须单独征得本人同意"),
        ({"search_radius_km": "9999"}, "search_radius_km", "求职范围应为"),
    ],
)
def test_a_refused_form_keeps_what_was_typed_and_names_the_field(
    town: SimpleNamespace, values: dict[str, object], field: str, words: str
) -> None:
    answer = client_for(town.clerk).post("/work/register/form", filled(town, trades="保洁、搬运", **values))
    assert answer.status_code == 422
    form = answer.context["form"]
    assert list(form.errors) == [field]
    assert words in str(form.errors[field])
    assert 'value="保洁、搬运"' in text_of(answer)
    assert Worker.objects.count() == 0


def test_a_duplicate_that_came_up_meanwhile_is_shown_as_such(town: SimpleNamespace) -> None:
    number = a_number()
    worker = a_worker(town.clerk, town.station, document_number=number, now=timezone.now())
    page = text_of(client_for(town.clerk).post("/work/register/form", filled(town, document_number=number)))
    assert "本站已有档案" in page
    assert f"/work/people/{worker.pk}" in page


def test_somebody_without_papers_is_registered_by_birth_date_and_a_contact(town: SimpleNamespace) -> None:
    client = client_for(town.clerk)
    assert "出生日期（无证件时填写）" in text_of(client.get("/work/register/form"))
    sent = filled(town, document_number="", separate=[], phone="", birth_date="19690506", sex="unknown")
    refused = client.post("/work/register/form", sent)
    assert "须填写本人或联系人电话" in str(refused.context["form"].errors["phone"])
    said = {"contact_name": "张小妹", "contact_phone": "13900001111", "contact_note": "女儿"}
    assert client.post("/work/register/form", {**sent, **said}).status_code == 302
    kept = Worker.objects.get()
    assert (kept.birth_date, kept.sex, kept.person.phone_digest) == (date(1969, 5, 6), "unknown", None)


def test_a_minor_without_papers_is_asked_for_a_guardian(town: SimpleNamespace) -> None:
    born = years_ago(17).isoformat()
    sent = filled(town, document_number="", separate=[], birth_date=born)
    answer = client_for(town.clerk).post("/work/register/form", sent)
    assert list(answer.context["form"].errors) == ["guardian_name"]
    assert answer.context["minor"]


def test_an_operator_chooses_the_station_and_another_station_is_refused(town: SimpleNamespace) -> None:
    client = client_for(town.runner)
    assert client.post("/work/register/form", filled(town)).status_code == 302
    refused = client.post("/work/register/form", filled(town, station=str(town.sister.pk)))
    assert list(refused.context["form"].errors) == ["station"]


def test_the_notice_names_every_purpose_and_its_version(town: SimpleNamespace) -> None:
    page = text_of(client_for(town.clerk).get("/work/register/notice"))
    assert "告知书版本 2026-1" in page
    assert "登记健康、残疾状况" in page
    assert town.station.name in page


def test_the_number_stands_in_no_address_and_no_session(town: SimpleNamespace) -> None:
    client, number = client_for(town.clerk), a_number()
    read(client, number)
    client.post("/work/register/form", filled(town, document_number=number))
    assert number not in str(dict(client.session))


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_wrong_line_answers_422_with_the_form_to_a_page_and_to_a_part_of_one(
    town: SimpleNamespace, headers: dict[str, str]
) -> None:
    answer = client_for(town.clerk).post("/work/register", {"card_line": "110105194912310021"}, headers=headers)
    assert answer.status_code == 422
    page = text_of(answer)
    assert 'value="110105194912310021"' in page
    assert "id_card_line_error" in page
