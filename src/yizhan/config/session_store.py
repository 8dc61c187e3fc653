"""Django's sessions in the database, with the difference kept between a session that is gone and a database that is."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import InterfaceError, OperationalError


class SessionStore(db.SessionStore):
    """The engine of the site."""

    @classmethod
    def get_model_class(cls) -> type:
        """The table is Django's."""
        return db.SessionStore.get_model_class()

    def save(self, must_create: bool = False) -> None:
        """Saves. UpdateError only where the session was ended meanwhile; that is answered as the visitor's fault.

        Without this a broken connection would be, too, though what the visitor asked for may be done already.
        """
        try:
            super().save(must_create)
        except UpdateError as error:
            if isinstance(error.__context__, OperationalError | InterfaceError):
                raise error.__context__ from None
            raise
