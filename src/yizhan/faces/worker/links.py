"""What of other rooms a person opens here: where notices lead."""

from yizhan.floor.accounts.states import Role

LINKS = {"worker:rights_request": ("rights.request", (Role.WORKER,))}
