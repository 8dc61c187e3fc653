"""Every write of this app. Each is one transaction that ends with news for the outbox and an audit entry."""

from yizhan.market.employers.actions.blacklisting import (
    appeal,
    confirm,
    expire_due,
    lift,
    propose,
    reject,
    settle_appeal,
)
from yizhan.market.employers.actions.filing import (
    AlreadyKnown,
    Seen,
    adopt,
    amend,
    ask,
    register_at_counter,
    register_self,
)
from yizhan.market.employers.actions.lifecycle import check_licence, close, release, reopen, restrict, withdraw
from yizhan.market.employers.actions.looking import look, reveal
from yizhan.market.employers.actions.mandates import end_mandate, grant_mandate
from yizhan.market.employers.actions.merging import merge, unmerge
from yizhan.market.employers.actions.papers import hand_in_licence, hand_in_mandate, invite_agent
from yizhan.market.employers.actions.registers import Wanted, register, survey_needs

__all__ = [
    "AlreadyKnown",
    "Seen",
    "Wanted",
    "adopt",
    "amend",
    "ask",
    "appeal",
    "check_licence",
    "close",
    "confirm",
    "end_mandate",
    "expire_due",
    "grant_mandate",
    "hand_in_licence",
    "hand_in_mandate",
    "invite_agent",
    "lift",
    "look",
    "merge",
    "propose",
    "register",
    "register_at_counter",
    "register_self",
    "reject",
    "release",
    "reopen",
    "restrict",
    "reveal",
    "settle_appeal",
    "survey_needs",
    "unmerge",
    "withdraw",
]
