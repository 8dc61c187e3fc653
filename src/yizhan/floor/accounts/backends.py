"""How Django finds the person of a session."""

from uuid import UUID

from django.contrib.auth.backends import BaseBackend

from yizhan.floor.accounts.models import Person


class PersonBackend(BaseBackend):
    """Proves nobody: that is done by codes, passwords and WeChat, each with its limits. Only reads whom a session names."""

    def get_user(self, user_id: UUID) -> Person | None:
        """The person, or None when suspended or erased: the session then counts for nothing."""
        person = Person.objects.filter(pk=user_id).first()
        return person if person is not None and person.is_active else None
