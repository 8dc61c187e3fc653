"""The one-time subsidy: what the records say beside the clauses."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from tests.floor.accounts.factories import NOW
from tests.network.recognition import factories as make
from tests.network.recognition.factories import LATER
from yizhan.kernel.errors import Refusal
from yizhan.network.recognition import actions, queries
from yizhan.network.recognition.eligibility import Facts, eligibility
from yizhan.network.recognition.materials import Material
from yizhan.network.recognition.models import Application
from yizhan.network.recognition.states import ApplicationKind
from yizhan.network.stations.states import StationKind

ALL_MET = Facts(
    kind=StationKind.STATION,
    recognised_on=date(2026, 11, 23),
    recognised_before=False,
    subsidised_before=False,
    area_met=True,
    area_found="30",
    staff_met=True,
    staff_found="1",
    missing_materials=(),
    publicity_until=date(2026, 12, 1),
    objected=False,
    bought_by_government=False,
)


@pytest.fixture
def scene(db: None) -> SimpleNamespace:
    return make.a_scene()


def test_all_conditions_met_is_eligible_for_the_sum_of_the_kind() -> None:
    found = eligibility(ALL_MET)
    assert (found.verdict, found.amount_fen) == (True, 2_000_000)
    assert eligibility(replace(ALL_MET, kind=StationKind.MARKET)).amount_fen == 5_000_000


@pytest.mark.parametrize(
    ("change", "label"),
    [
        ({"recognised_before": True}, "首次创建"),
        ({"subsidised_before": True}, "首次创建"),
        ({"area_met": False}, "服务场所面积"),
        ({"staff_met": False}, "工作人员"),
        ({"missing_materials": ("营业执照",)}, "申报材料"),
        ({"objected": True}, "公示无异议"),
        ({"bought_by_government": True}, "不重复享受"),
        ({"recognised_on": date(2028, 1, 1)}, "方案有效期"),
    ],
)
def test_one_failed_condition_decides(change: dict[str, object], label: str) -> None:
    found = eligibility(replace(ALL_MET, **change))
    assert found.verdict is False
    assert [condition.label for condition in found.conditions if condition.met is False] == [label]


def test_the_last_day_of_the_scheme_counts() -> None:
    assert eligibility(replace(ALL_MET, recognised_on=date(2027, 12, 31))).verdict is True


@pytest.mark.parametrize(
    "change", [{"area_met": None}, {"objected": None}, {"bought_by_government": None}, {"recognised_on": None}]
)
def test_what_is_not_known_leaves_it_open(change: dict[str, object]) -> None:
    assert eligibility(replace(ALL_MET, **change)).verdict is None


def asked(scene: SimpleNamespace) -> Application:
    application = make.drafted(scene)
    actions.ask_subsidy(
        actor=scene.applicant,
        application=application,
        version=application.version,
        bank_name="中国建设银行泉州东海支行",
        account=" 3505 0165 2536 0000 0123",
        account_holder="丰泽人力资源服务有限公司",
        now=NOW,
    )
    return make.fresh(application)


def test_the_sum_follows_from_the_kind_of_place_even_when_that_is_corrected(scene: SimpleNamespace) -> None:
    application = asked(scene)
    assert (application.subsidy.amount_fen, application.subsidy.account_number.masked) == (2_000_000, "****0123")
    saved = actions.save(
        actor=scene.applicant,
        application=application,
        version=application.version,
        values={"station_kind": "market"},
        now=NOW,
    ).application
    done = actions.submit(actor=scene.applicant, application=saved, version=saved.version, now=NOW)
    assert make.fresh(done).subsidy.amount_fen == 5_000_000


def test_an_account_that_is_none_is_refused_without_repeating_it(scene: SimpleNamespace) -> None:
    application = make.drafted(scene)
    with pytest.raises(Refusal) as refused:
        actions.ask_subsidy(
            actor=scene.applicant,
            application=application,
            version=application.version,
            bank_name="建行",
            account="3505-ABC",
            account_holder="公司",
            now=NOW,
        )
    assert (refused.value.field, "ABC" in refused.value.say()) == ("account_number", False)
    change = actions.draft(actor=scene.applicant, kind=ApplicationKind.CHANGE, station=scene.station, now=NOW)
    with pytest.raises(Refusal, match="随认定申请"):
        actions.ask_subsidy(
            actor=scene.applicant,
            application=change,
            version=1,
            bank_name="建行",
            account="1",
            account_holder="司",
            now=NOW,
        )


def test_facts_come_from_the_visit_the_papers_and_the_publicity(scene: SimpleNamespace) -> None:
    application = make.visited(scene)
    before = queries.subsidy_facts(scene.officer, application)
    assert (before.recognised_on, before.area_met, before.area_found, before.staff_met) == (None, True, "86", True)
    assert before.missing_materials == (Material.SIGNED_FORM.label, Material.SIGNED_SUBSIDY_FORM.label)
    approved = actions.decide(
        actor=scene.third,
        application=application,
        version=application.version,
        result=make.DecisionResult.APPROVED,
        now=LATER,
    )
    first = LATER.date()
    publicised = actions.publicise(
        actor=scene.officer,
        application=approved,
        version=approved.version,
        first_day=first,
        last_day=first + timedelta(days=6),
        now=LATER,
    )
    with pytest.raises(Refusal, match="期满后"):
        actions.close_publicity(
            actor=scene.officer, application=publicised, version=publicised.version, now=LATER + timedelta(days=6)
        )
    closed = actions.close_publicity(
        actor=scene.officer, application=publicised, version=publicised.version, now=LATER + timedelta(days=7)
    )
    facts = queries.subsidy_facts(scene.officer, closed, bought_by_government=False)
    assert (facts.recognised_on, facts.objected, facts.recognised_before) == (first, False, False)
