"""Who keeps the calendar."""

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import Role
from yizhan.kernel.errors import Refusal


def may_keep(actor: Actor) -> bool:
    """The city's officers and the administrator."""
    return actor.sees_everything or actor.role in (Role.CITY_OFFICER, Role.ADMINISTRATOR)


def require_keeper(actor: Actor) -> None:
    """Refusal for everybody else: one calendar holds for all."""
    if not may_keep(actor):
        raise Refusal(
            "节假日安排由市级人社部门或系统管理员录入", "the calendar is kept by the city bureau or the administrator"
        )
