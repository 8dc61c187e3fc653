"""Full values of an employer's file are shown for a reason, and recorded."""

from datetime import timedelta

import pytest

from tests.floor.accounts.factories import NOW, a_city, a_member
from tests.market.employers.factories import RESIDENT_NUMBER, an_employer
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.models import Entry
from yizhan.floor.privacy.registry import LOOKS
from yizhan.kernel.errors import Refusal
from yizhan.market.employers import actions
from yizhan.market.employers.models import Employer
from yizhan.market.employers.verbs import VIEWED


@pytest.mark.django_db(transaction=True)
def test_a_clerk_who_sees_the_file_is_given_the_value_and_it_is_recorded() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    mine = an_employer(clerk, city.station, contact_phone="13812345678")
    value = actions.reveal(actor=clerk, employer=mine, field="contact_phone", reason="核实岗位", now=NOW)
    assert value == "13812345678"
    assert Entry.objects.get(verb="privacy.reveal").actor_id == clerk.id


@pytest.mark.django_db
def test_others_are_refused_and_what_is_not_stated_is_not_there() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    mine = an_employer(clerk, city.station, contact_phone="13812345678")
    other, officer = a_member(Role.STATION_STAFF, city.sister), a_member(Role.COUNTY_OFFICER, city.county)
    with pytest.raises(Employer.DoesNotExist):
        actions.reveal(actor=other, employer=mine, field="contact_phone", reason="核实岗位", now=NOW)
    with pytest.raises(Refusal, match="只有驿站人员"):
        actions.reveal(actor=officer, employer=mine, field="contact_phone", reason="核实岗位", now=NOW)
    for field in ("address", "legal_name", ""):
        with pytest.raises(Refusal, match="档案中没有这项内容"):
            actions.reveal(actor=clerk, employer=mine, field=field, reason="核实岗位", now=NOW)


@pytest.mark.django_db
def test_a_look_at_a_resident_is_recorded_once_a_day_and_at_a_firm_never() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    firm = an_employer(clerk, city.station)
    resident = an_employer(clerk, city.station, kind="resident", legal_name="蔡文彬", identity_number=RESIDENT_NUMBER)
    days = (NOW, NOW + timedelta(hours=1), NOW + timedelta(days=1))
    assert [actions.look(actor=clerk, employer=resident, now=at) for at in days] == [True, False, True]
    assert not actions.look(actor=clerk, employer=firm, now=NOW)
    assert Entry.objects.filter(verb=VIEWED.code)[0].body == f'{{"subject":"{resident.person_id}"}}'
    assert VIEWED.code in LOOKS
    with pytest.raises(Employer.DoesNotExist):
        actions.look(actor=a_member(Role.STATION_STAFF, city.sister), employer=resident, now=NOW)
