from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from tests.floor.accounts.factories import NOW, a_city, a_member
from tests.market.employers.factories import a_code, an_employer
from tests.market.imports.books import a_book, a_number, a_worker_row, an_employer_row, an_upload
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import Role
from yizhan.floor.organisations.models import Organisation
from yizhan.kernel.errors import Refusal
from yizhan.market.employers.models import Employer, HiringRegistration
from yizhan.market.imports.actions import (
    abandon,
    apply_all,
    apply_next,
    cancel,
    compare,
    recompare,
    revert,
    start,
    upload,
)
from yizhan.market.imports.models import Import, ImportRow
from yizhan.market.imports.queries import imports, progress, rows
from yizhan.market.people.models import Registration, Worker

pytestmark = pytest.mark.django_db


def taken_in(clerk: Actor, city: SimpleNamespace, content: bytes) -> Import:
    """Uploaded and compared."""
    batch = upload(
        actor=clerk, station=city.station, upload=an_upload(content), consent_notice="2026-1", agreed=True, now=NOW
    )
    return compare(actor=clerk, batch=batch, now=NOW)


def written(clerk: Actor, batch: Import) -> Import:
    """Confirmed and written."""
    start(actor=clerk, batch=batch, now=NOW)
    return apply_all(batch_id=batch.pk, now=NOW)


def test_people_and_employers_come_in_with_their_registrations() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    code = a_code()
    book = a_book(
        workers=[a_worker_row(1), a_worker_row(2, 姓名="李四")],
        employers=[an_employer_row(统一社会信用代码=code)],
    )
    batch = taken_in(clerk, city, book)
    assert (batch.state, batch.new, batch.changed, batch.same, batch.refused) == ("compared", 3, 0, 0, 0)
    assert Worker.objects.count() == Employer.objects.count() == 0
    done = written(clerk, batch)
    assert (done.state, done.applied, done.conflicts) == ("applied", 3, 0)
    worker = Worker.objects.select_related("person").get(person__name="李四")
    assert worker.document_number.masked == f"350*************{a_number(2)[-2:]}"
    assert worker.person.phone.masked == "138****0002"
    entered = Registration.objects.get(worker=worker)
    assert (entered.kind, entered.day, entered.channel, entered.clerk_id) == (
        "seeking",
        date(2026, 11, 2),
        "import",
        clerk.id,
    )
    employer = Employer.objects.get(credit_code=code)
    assert (employer.state, employer.source, employer.headcount, employer.is_small) == ("draft", "import", 12, True)
    assert HiringRegistration.objects.get(employer=employer).day == date(2026, 11, 2)
    assert not ImportRow.objects.filter(payload__isnull=False).exists()


def test_the_sheet_of_the_scoring_template_is_imported_as_it_stands() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    code = a_code()
    kept = an_employer(clerk, city.station, credit_code=code)
    common = {"登记日期": date(2026, 11, 3), "已发布": "是", "已建档": "是", "档案完整": "是", "有意愿灵活就业": "是"}
    sheet = [
        {**common, "姓名": "张三", "身份证号码": a_number(1), "登记类型": "求职登记", "人员类别": "应届高校毕业生"},
        {**common, "用工单位": code, "登记类型": "用工登记"},
        {**common, "用工单位": a_code(), "登记类型": "用工登记"},
        {**common, "用工单位": "某某公司", "登记类型": "用工登记"},
    ]
    batch = taken_in(clerk, city, a_book(registrations=sheet, 基本信息=[["填报日期"], ["2026-01-01"]]))
    assert batch.passed_over == "基本信息"
    found = [(row.number, row.finding, row.words) for row in rows(clerk, batch)]
    assert found == [
        (2, "new", ""),
        (3, "changed", ""),
        (4, "refused", "没有该用工主体的档案，请先填在「用工主体名册」表中或在窗口建档"),
        (
            5,
            "refused",
            "「用工单位」统一社会信用代码应为18位，现在是4位，请填写统一社会信用代码；新的用工主体请填在「用工主体名册」表中",
        ),
    ]
    assert written(clerk, batch).applied == 2
    worker = Worker.objects.get()
    assert [each.kind for each in worker.categories.all()] == ["graduate"]
    assert Registration.objects.get().published_at == NOW
    assert [row.day for row in kept.registrations.order_by("day")] == [date(2026, 11, 3), NOW.date()]


def test_the_same_again_finds_nothing_to_do() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    sheet = {"workers": [a_worker_row(1)], "employers": [an_employer_row(统一社会信用代码=a_code())]}
    written(clerk, taken_in(clerk, city, a_book(**sheet)))
    again = taken_in(clerk, city, a_book(**sheet, 备注页=[]))
    assert (again.new, again.changed, again.same, again.refused) == (0, 0, 2, 0)
    assert written(clerk, again).applied == 0
    assert Registration.objects.count() == HiringRegistration.objects.count() == 1


def test_the_same_file_is_taken_once_by_a_station() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    content = a_book(workers=[a_worker_row(1)])
    batch = taken_in(clerk, city, content)
    with pytest.raises(Refusal, match="这个文件已于11月20日导入过（已比对，待确认），不能重复导入"):
        taken_in(clerk, city, content)
    written(clerk, batch)
    with pytest.raises(Refusal, match="已写入"):
        taken_in(clerk, city, content)
    other = SimpleNamespace(station=city.station2)
    assert taken_in(a_member(Role.STATION_STAFF, city.station2), other, content).refused == 1


def test_an_abandoned_file_may_come_again_and_says_nothing_any_more() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    content = a_book(workers=[a_worker_row(1)])
    abandon(actor=clerk, batch=taken_in(clerk, city, content), now=NOW)
    assert not ImportRow.objects.filter(payload__isnull=False).exists()
    assert taken_in(clerk, city, content).new == 1


def test_what_somebody_changed_meanwhile_is_not_overwritten_and_is_shown_again() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    code = a_code()
    kept = an_employer(clerk, city.station, credit_code=code)
    batch = taken_in(clerk, city, a_book(employers=[an_employer_row(统一社会信用代码=code, 名称="新名字有限公司")]))
    assert [(row.finding, row.fields) for row in rows(clerk, batch)] == [("changed", "名称、联系人、联系电话、登记")]
    Employer.objects.filter(pk=kept.pk).update(version=2, business="织布")
    done = written(clerk, batch)
    assert (done.applied, done.conflicts) == (0, 1)
    assert Employer.objects.get(pk=kept.pk).legal_name == "泉州某某服饰有限公司"
    assert rows(clerk, batch).get().words == "比对后档案被别人修改过，请核对后重新比对"
    again = recompare(actor=clerk, batch=done, now=NOW)
    assert (again.state, again.changed, again.conflicts) == ("compared", 1, 0)
    assert written(clerk, again).applied == 1
    fresh = Employer.objects.get(pk=kept.pk)
    assert (fresh.legal_name, fresh.business) == ("新名字有限公司", "织布")


def test_a_file_opened_meanwhile_by_somebody_else_is_a_conflict() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    code = a_code()
    batch = taken_in(clerk, city, a_book(employers=[an_employer_row(统一社会信用代码=code)]))
    an_employer(clerk, city.station, credit_code=code)
    assert written(clerk, batch).conflicts == 1


def test_an_employer_of_another_station_is_registered_here_and_its_file_left_alone() -> None:
    city = a_city()
    clerk, other = a_member(Role.STATION_STAFF, city.station), a_member(Role.STATION_STAFF, city.station2)
    code = a_code()
    kept = an_employer(other, city.station2, credit_code=code)
    batch = taken_in(clerk, city, a_book(employers=[an_employer_row(统一社会信用代码=code, 名称="别的名字")]))
    assert rows(clerk, batch).get().words == "其他驿站已建档：只在本站登记，档案内容不改"
    assert written(clerk, batch).applied == 1
    fresh = Employer.objects.get(pk=kept.pk)
    assert (fresh.legal_name, fresh.version, fresh.registrations.count()) == ("泉州某某服饰有限公司", 1, 2)


def test_one_person_on_several_days_gets_one_file_and_several_registrations() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    sheet = [a_worker_row(1), a_worker_row(1, 登记日期=date(2026, 11, 3)), a_worker_row(1, 登记类型="培训登记")]
    batch = taken_in(clerk, city, a_book(workers=[*sheet, a_worker_row(1)]))
    assert [(row.finding, row.words) for row in rows(clerk, batch)] == [
        ("new", ""),
        ("changed", "同一文件前面的行建档后登记"),
        ("changed", "同一文件前面的行建档后登记"),
        ("refused", "与「零工名册」第2行重复，请删除其中一行"),
    ]
    start(actor=clerk, batch=batch, now=NOW)
    assert apply_all(batch_id=batch.pk, now=NOW, chunk=2).applied == 3
    assert (Worker.objects.count(), Registration.objects.count()) == (1, 3)


def test_cancelling_keeps_what_is_written_and_says_so() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    batch = taken_in(clerk, city, a_book(workers=[a_worker_row(serial) for serial in range(1, 6)]))
    start(actor=clerk, batch=batch, now=NOW)
    assert apply_next(batch_id=batch.pk, now=NOW, chunk=2, hold=timedelta(minutes=1))
    assert (progress(clerk, batch).done, progress(clerk, batch).total) == (2, 5)
    done = cancel(actor=clerk, batch=batch, now=NOW)
    assert (done.state, done.applied) == ("cancelled", 2)
    assert done.get_state_display() == "已中止，写入的部分保留"
    assert not apply_next(batch_id=batch.pk, now=NOW)
    assert Worker.objects.count() == 2
    assert rows(clerk, batch).filter(state="dropped").count() == 3


def test_taking_back_removes_what_nobody_touched_and_lists_the_rest() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    first, second = a_code(), a_code()
    sheet = [an_employer_row(统一社会信用代码=first), an_employer_row(统一社会信用代码=second)]
    batch = written(clerk, taken_in(clerk, city, a_book(employers=sheet, workers=[a_worker_row(1)])))
    Employer.objects.filter(credit_code=second).update(version=2)
    done = revert(actor=clerk, batch=batch, reason="导错了文件", now=NOW)
    assert done.state == "reverted"
    assert [(row.subject, row.state) for row in rows(clerk, batch)] == [
        ("worker", "reverted"),
        ("employer", "reverted"),
        ("employer", "kept"),
    ]
    assert list(Employer.objects.values_list("credit_code", flat=True)) == [second]
    assert Registration.objects.get().state == "withdrawn"


def test_imports_are_those_of_the_own_stations() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    batch = taken_in(clerk, city, a_book(workers=[a_worker_row(1)]))
    seeing = (Role.OPERATOR_STAFF, city.operator), (Role.COUNTY_OFFICER, city.county), (Role.CITY_OFFICER, city.city)
    for role, place in seeing:
        assert [each.pk for each in imports(a_member(role, place))] == [batch.pk]
    for role, place in (
        (Role.STATION_STAFF, city.sister),
        (Role.COUNTY_OFFICER, city.county2),
        (Role.FINANCE, city.county),
    ):
        stranger = a_member(role, place)
        assert not imports(stranger).exists()
        assert not rows(stranger, batch).exists()
        with pytest.raises(Import.DoesNotExist):
            start(actor=stranger, batch=batch, now=NOW)
    with pytest.raises(Refusal, match="只有驿站人员可以导入"):
        start(actor=a_member(Role.COUNTY_OFFICER, city.county), batch=batch, now=NOW)


def test_nothing_is_taken_in_without_the_declaration_of_consent() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    for notice, agreed in (("2026-1", False), ("", True), ("x" * 41, True)):
        with pytest.raises(Refusal, match="均已签署个人信息告知书"):
            upload(
                actor=clerk,
                station=city.station,
                upload=an_upload(a_book(workers=[a_worker_row()])),
                consent_notice=notice,
                agreed=agreed,
                now=NOW,
            )


def test_two_persons_with_one_phone_in_one_chunk_share_it_as_at_the_counter() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    book = a_book(workers=[a_worker_row(1), a_worker_row(2, 姓名="李四", 联系电话="13800000001")])
    assert written(clerk, taken_in(clerk, city, book)).applied == 2
    first, second = Worker.objects.select_related("person").order_by("birth_date", "person__name")[:2]
    owner = first if first.person.phone_digest else second
    other = second if owner is first else first
    assert (owner.person.name, other.person.phone_digest, other.contact_note) == ("张三", None, "与他人共用手机")
    assert other.contact_digest == owner.person.phone_digest


def test_a_station_closed_meanwhile_leaves_every_row_in_conflict_with_the_reason() -> None:
    city = a_city()
    clerk = a_member(Role.OPERATOR_STAFF, city.operator)
    batch = taken_in(clerk, city, a_book(workers=[a_worker_row(1), a_worker_row(2)]))
    start(actor=clerk, batch=batch, now=NOW)
    Organisation.objects.filter(pk=city.station.pk).update(closed_on=NOW.date())
    done = apply_all(batch_id=batch.pk, now=NOW)
    assert (done.applied, done.conflicts) == (0, 2)
    assert set(ImportRow.objects.values_list("words", flat=True)) == {"该驿站已停止服务，请选择其他驿站"}


def test_a_new_person_costs_at_most_so_many_queries(django_assert_max_num_queries: Any) -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    batch = taken_in(clerk, city, a_book(workers=[a_worker_row(serial) for serial in range(1, 17)]))
    start(actor=clerk, batch=batch, now=NOW)
    with django_assert_max_num_queries(16 * 45):
        apply_all(batch_id=batch.pk, now=NOW, hold=timedelta(minutes=1))
    assert Worker.objects.count() == 16


def test_no_further_row_is_begun_once_the_chain_may_have_been_held_so_long() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    batch = taken_in(clerk, city, a_book(workers=[a_worker_row(serial) for serial in range(1, 4)]))
    start(actor=clerk, batch=batch, now=NOW)
    for written_now in (1, 2, 3):
        assert apply_next(batch_id=batch.pk, now=NOW, hold=timedelta(0))
        batch.refresh_from_db()
        assert (batch.applied, batch.conflicts, Worker.objects.count()) == (written_now, 0, written_now)
    assert not apply_next(batch_id=batch.pk, now=NOW, hold=timedelta(0))
    batch.refresh_from_db()
    assert (batch.state, batch.applied) == ("applied", 3)
