"""What an applicant reads beside the application."""

import pytest

from tests.floor.accounts.factories import NOW, an_organisation
from tests.network.recognition.factories import a_scene, drafted, version
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.network.recognition import actions, queries
from yizhan.network.recognition.states import ApplicationKind

pytestmark = pytest.mark.django_db


def test_the_subsidy_asked_for_is_seen_within_the_area_only() -> None:
    scene = a_scene()
    application = drafted(scene)
    assert queries.subsidy_of(scene.applicant, application) is None
    asked = actions.ask_subsidy(
        actor=scene.applicant,
        application=application,
        version=version(application),
        bank_name="建设银行",
        account="6217001234567890",
        account_holder="丰泽人力资源公司",
        now=NOW,
    )
    assert queries.subsidy_of(scene.applicant, application) == asked
    assert queries.subsidy_of(scene.sister_head, application) is None


def test_the_operators_that_may_take_over_are_the_open_others() -> None:
    scene = a_scene()
    application = drafted(scene, ApplicationKind.CHANGE)
    other = an_organisation(OrganisationKind.OPERATOR, "OP-2", name="鲤城人力资源公司")
    closed = an_organisation(OrganisationKind.OPERATOR, "OP-3", name="已撤销的公司")
    closed.closed_on = NOW.date()
    closed.save(update_fields=["closed_on"])
    assert list(queries.possible_operators(scene.applicant, application)) == [other]
    assert not queries.possible_operators(scene.sister_head, application).exists()
