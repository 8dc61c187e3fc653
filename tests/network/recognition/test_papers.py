"""A paper is opened on record; whose hands an application went through."""

import pytest

from tests.network.recognition.factories import a_scene, submitted
from yizhan.floor.audit.models import Entry
from yizhan.network.recognition import actions, queries
from yizhan.network.recognition.models import Attachment

pytestmark = pytest.mark.django_db


def test_opening_a_paper_leaves_an_entry_and_another_county_finds_none() -> None:
    from_now = Entry.objects.count
    scene = a_scene()
    application = submitted(scene)
    paper = Attachment.objects.filter(application=application)[0]
    before = from_now()
    assert actions.open_paper(actor=scene.officer, attachment=paper, now=application.submitted_at) == paper
    entry = Entry.objects.order_by("-sequence")[0]
    assert (from_now() - before, entry.verb, entry.actor_id) == (1, "recognition.attachment.opened", scene.officer.id)
    with pytest.raises(Attachment.DoesNotExist):
        actions.open_paper(actor=scene.foreign, attachment=paper, now=application.submitted_at)


def test_those_who_took_its_steps_are_named_to_whoever_sees_it() -> None:
    scene = a_scene()
    application = submitted(scene)
    assert queries.hands(scene.officer, application) == {scene.applicant.id: scene.applicant.name}
    assert queries.hands(scene.foreign, application) == {}
