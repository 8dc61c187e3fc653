"""Employers at the counter: the code first, then the file, its papers and its agents."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from stdnum.cn import uscc

from tests.faces.access.scene import client_for
from tests.faces.workbench.counter.factories import a_picture, a_town, bytes_of, text_of
from tests.market.employers.factories import a_code, an_employer
from tests.market.people.factories import a_number
from yizhan.floor.audit.models import Entry
from yizhan.floor.files.models import StoredFile
from yizhan.market.employers.models import Blacklisting, Employer, HiringRegistration, Mandate, NeedsSurvey

pytestmark = pytest.mark.django_db


def right_both_ways(region: str) -> str:
    """An identity number whose check character is also that of a credit code."""
    numbers = (a_number(region=region, serial=serial) for serial in range(1, 999))
    return next(number for number in numbers if uscc.is_valid(number))


BOTH_OF_FUJIAN, BOTH_OF_BEIJING = right_both_ways("350503"), right_both_ways("110101")


@pytest.fixture
def town() -> SimpleNamespace:
    return a_town()


def a_firm(town: SimpleNamespace, **values: object) -> Employer:
    return an_employer(town.clerk, town.station, now=timezone.now(), **values)  # type: ignore[arg-type]


def filled(town: SimpleNamespace, **values: object) -> dict[str, object]:
    return {
        "kind": "firm",
        "credit_code": a_code(),
        "legal_name": "泉州某某服饰有限公司",
        "industry": "C",
        "headcount": "12",
        "contact_phone": "13812345678",
        "papers": "on",
        "station": str(town.station.pk),
        **values,
    }


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("", "必填"),
        ("91350503MA", "统一社会信用代码应为18位，现在是10位"),
        ("350503197005060011", "身份证"),
        ("350503123456789", "15位的旧注册号"),
    ],
)
def test_a_wrong_number_is_said_in_the_words_of_what_it_looks_like(
    town: SimpleNamespace, number: str, words: str
) -> None:
    answer = client_for(town.clerk).post("/work/employers/register", {"number": number})
    assert answer.status_code == 422
    assert words in str(answer.context["code"].errors["number"])


def test_a_code_tells_the_kind_and_leads_to_the_form(town: SimpleNamespace) -> None:
    code = a_code()
    answer = client_for(town.clerk).post("/work/employers/register", {"number": code.lower()})
    assert answer.context["form"]["kind"].value() == "firm"
    assert code in text_of(answer)


@pytest.mark.parametrize(
    ("number", "reads_as", "kind"),
    [
        (BOTH_OF_FUJIAN, "", "resident"),
        (BOTH_OF_BEIJING, "", None),
        (BOTH_OF_BEIJING, "resident", "resident"),
        (BOTH_OF_BEIJING, "code", "public_body"),
    ],
)
def test_a_number_that_is_right_both_ways_is_read_as_what_exists_or_as_the_clerk_says(
    town: SimpleNamespace, number: str, reads_as: str, kind: str | None
) -> None:
    answer = client_for(town.clerk).post("/work/employers/register", {"number": number, "reads_as": reads_as})
    form = answer.context["form"]
    assert (form and form["kind"].value()) == kind
    assert bool(answer.context["code"].errors.get("reads_as")) is (kind is None)


def test_a_firm_is_registered_with_its_licence_once(town: SimpleNamespace) -> None:
    client, sent = client_for(town.clerk), filled(town, submission="a" * 32)
    answer = client.post("/work/employers/register/form", {**sent, "licence": a_picture()})
    kept = Employer.objects.get()
    assert answer.headers["Location"] == f"/work/employers/{kept.pk}?new=1"
    assert (kept.state, kept.licence_file is not None) == ("active", True)
    again = client.post("/work/employers/register/form", sent)
    assert again.headers["Location"] == answer.headers["Location"]
    assert HiringRegistration.objects.count() == 1
    page = text_of(client.get(answer.headers["Location"]))
    assert "登记下一家" in page
    assert "138****5678" in page
    assert "13812345678" not in page
    assert bytes_of(client.get(f"/work/employers/{kept.pk}/licence/scan"))[:2] == b"\xff\xd8"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"legal_name": ""}, "legal_name"),
        ({"contact_phone": "12"}, "contact_phone"),
        ({"headcount": "-1"}, "headcount"),
    ],
)
def test_a_refused_file_keeps_what_was_typed_and_no_upload(
    town: SimpleNamespace, values: dict[str, str], field: str
) -> None:
    sent = filled(town, business="服装加工", **values) | {"licence": a_picture()}
    answer = client_for(town.clerk).post("/work/employers/register/form", sent)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert 'value="服装加工"' in text_of(answer)
    assert (Employer.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_resident_is_registered_by_number_with_a_consent_of_its_own(town: SimpleNamespace) -> None:
    client, number = client_for(town.clerk), a_number()
    found = client.post("/work/employers/register", {"number": number})
    assert found.context["form"]["kind"].value() == "resident"
    assert text_of(found).count(number) == 1
    sent = filled(
        town, kind="resident", credit_code="", identity_number=number, legal_name="蔡文彬", industry="", headcount=""
    )
    refused = client.post("/work/employers/register/form", sent)
    assert list(refused.context["form"].errors) == ["consent"]
    assert client.post("/work/employers/register/form", {**sent, "consent": "on"}).status_code == 302
    page = text_of(client.get("/work/employers"))
    assert "蔡**" in page
    assert "蔡文彬" not in page


def test_an_employer_of_another_station_is_registered_here_too(town: SimpleNamespace) -> None:
    code = a_code()
    theirs = an_employer(town.sister_clerk, town.sister, now=timezone.now(), credit_code=code)
    client = client_for(town.clerk)
    page = text_of(client.post("/work/employers/register", {"number": code}))
    assert "其他驿站已有档案：泉州某某服饰有限公司" in page
    assert client.get(f"/work/employers/{theirs.pk}").status_code == 404
    sent = {"credit_code": code, "identity_number": "", "station": str(town.station.pk)}
    assert client.post("/work/employers/register/adopt", sent).headers["Location"] == f"/work/employers/{theirs.pk}"
    assert client.get(f"/work/employers/{theirs.pk}").status_code == 200


def test_an_employer_of_the_own_station_is_led_to(town: SimpleNamespace) -> None:
    code = a_code()
    mine = a_firm(town, credit_code=code)
    page = text_of(client_for(town.clerk).post("/work/employers/register", {"number": code}))
    assert "本站已有档案" in page
    assert f"/work/employers/{mine.pk}/again" in page


def test_employers_are_found_by_name_code_and_tail(town: SimpleNamespace) -> None:
    mine = a_firm(town, contact_phone="13812345678", legal_name="晋江海丝鞋业有限公司")
    a_firm(town)
    client = client_for(town.clerk)
    for text in ("海丝", "haisi", str(mine.credit_code), "5678"):
        found = client.post("/work/employers", {"text": text}, follow=True)
        assert [one.pk for one, *_ in found.context["lines"]] == [mine.pk]
    by_phone = client.post("/work/employers", {"text": "13812345678"})
    assert by_phone.headers["Location"] == f"/work/employers/{mine.pk}"
    assert "没有找到" in text_of(client.post("/work/employers", {"text": "没有这家"}, follow=True))


def test_the_file_is_amended_and_an_overtaken_form_shows_both(town: SimpleNamespace) -> None:
    mine = a_firm(town, contact_phone="13812345678")
    client, address = client_for(town.clerk), f"/work/employers/{mine.pk}/amend"
    sent = {
        "version": "1",
        "kind": "firm",
        "credit_code": mine.credit_code,
        "legal_name": mine.legal_name,
        "industry": "C",
    }
    assert client.post(address, {**sent, "headcount": "30"}).status_code == 302
    kept = Employer.objects.get()
    assert (kept.headcount, kept.version, kept.contact_phone is not None) == (30, 2, True)
    late = client.post(address, {**sent, "headcount": "40"})
    assert [(one.stored, one.typed) for one in late.context["clashes"]] == [("30", "40")]
    assert client.post(address, {**sent, "headcount": "40", "version": "2"}).status_code == 302


def test_an_agent_needs_the_written_mandate_and_is_ended_with_a_reason(town: SimpleNamespace) -> None:
    mine = a_firm(town)
    client, address = client_for(town.clerk), f"/work/employers/{mine.pk}/mandates"
    day = timezone.localdate().isoformat()
    sent = {"name": "黄晓梅", "phone": "13812345678", "since": day, "identity_seen": "on"}
    assert list(client.post(address, sent).context["form"].errors) == ["file"]
    assert client.post(address, {**sent, "file": a_picture()}).status_code == 302
    row = Mandate.objects.get()
    assert bytes_of(client.get(f"/work/employers/mandates/{row.pk}/paper"))[:2] == b"\xff\xd8"
    other = client.post(address, {**sent, "name": "别的人", "file": a_picture()})
    assert list(other.context["form"].errors) == ["phone"]
    assert client.post(f"/work/employers/mandates/{row.pk}/end", {"reason": "已经离职"}).status_code == 302
    assert Mandate.objects.get().state == "ended"


def test_needs_are_written_line_by_line_and_empty_lines_left_out(town: SimpleNamespace) -> None:
    mine = a_firm(town)
    client, address = client_for(town.clerk), f"/work/employers/{mine.pk}/needs"
    day = timezone.localdate().isoformat()
    sent = {
        "day": day,
        "first": day,
        "last": day,
        "station": str(town.station.pk),
        "line-TOTAL_FORMS": "3",
        "line-INITIAL_FORMS": "0",
    }
    line = {"trade": "缝纫", "headcount": "12", "work_kind": "temporary", "pay": "180", "pay_unit": "day"}
    lines = {f"line-0-{name}": value for name, value in line.items()}
    wrong = client.post(address, {**sent, **lines, "line-1-trade": "包装", "line-1-work_kind": "temporary"})
    assert wrong.status_code == 422
    assert "请填写人数" in text_of(wrong)
    assert 'value="包装"' in text_of(wrong)
    kinds = {"line-1-work_kind": "part_time", "line-2-work_kind": "part_time"}
    assert client.post(address, {**sent, **lines, **kinds}).status_code == 302
    survey = NeedsSurvey.objects.get()
    assert [(one.trade, one.headcount, one.pay_fen) for one in survey.lines.all()] == [("缝纫", 12, 180_00)]
    assert "缝纫 12 人，临时性，每天 180.00 元" in text_of(client.get(f"/work/employers/{mine.pk}"))


def test_a_case_goes_to_the_county_and_changes_nothing_yet(town: SimpleNamespace) -> None:
    mine = a_firm(town)
    sent = {
        "reason": "fees",
        "statement": "向求职者收取押金两百元",
        "evidence": a_picture(),
        "station": str(town.station.pk),
    }
    client = client_for(town.clerk)
    assert client.post(f"/work/employers/{mine.pk}/propose", sent).status_code == 302
    case = Blacklisting.objects.get()
    assert (case.bureau, case.state) == (town.county, "proposed")
    page = text_of(client.get(f"/work/employers/{mine.pk}"))
    assert "拟列入，待审核" in page
    assert "在黑名单中" not in page


@pytest.mark.django_db(transaction=True)
def test_a_sealed_value_is_shown_for_a_reason(town: SimpleNamespace) -> None:
    mine = a_firm(town, contact_phone="13812345678")
    client, address = client_for(town.clerk), f"/work/employers/{mine.pk}/reveal"
    assert "13812345678" in text_of(client.post(address, {"field": "contact_phone", "reason": "核实岗位"}))
    assert Entry.objects.get(verb="privacy.reveal").reason == "核实岗位"
    page = text_of(client.post(address, {"field": "contact_phone", "reason": ""}, follow=True))
    assert "查看完整信息须写明理由" in page
    assert "13812345678" not in page


def test_a_long_list_costs_what_a_short_one_does(town: SimpleNamespace) -> None:
    client = client_for(town.clerk)
    costs = []
    for more in (1, 9):
        for _ in range(more):
            a_firm(town)
        with CaptureQueriesContext(connection) as queries:
            client.get("/work/employers")
        costs.append(len(queries))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_wrong_number_answers_422_with_the_form_to_a_page_and_to_a_part_of_one(
    town: SimpleNamespace, headers: dict[str, str]
) -> None:
    answer = client_for(town.clerk).post("/work/employers/register", {"number": "91350503MA000000OX"}, headers=headers)
    assert answer.status_code == 422
    assert 'value="91350503MA000000OX"' in text_of(answer)
