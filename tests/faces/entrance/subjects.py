"""What the addresses of the entrance name."""

from collections.abc import Mapping
from uuid import uuid4

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from tests.faces.access.scene import Scene
from tests.floor.accounts.factories import a_person
from yizhan.faces.components.access import Reach
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import SignIn
from yizhan.floor.accounts.states import Method


def a_sign_in(_scene: Scene, actor: Actor, relation: Reach) -> Mapping[str, object]:
    """A session on another device, of the actor himself or of anybody else."""
    session = SessionStore(session_key=None)
    session["device"] = str(uuid4())
    session.create()
    made = SignIn.objects.create(
        person_id=actor.id if relation is Reach.OWN and actor.is_signed_in else a_person().id,
        method=Method.CODE,
        device="安卓手机 微信",
        address_range="203.0.113.0/24",
        at=timezone.now(),
        session_key=session.session_key,
    )
    return {"pk": made.pk}


SUBJECTS = {"sign_in": a_sign_in}
