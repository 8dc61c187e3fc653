"""Persons, their memberships, what proves who they are, and the counts that limit guessing."""

from yizhan.floor.accounts.models.limits import Attempt, NameLock
from yizhan.floor.accounts.models.memberships import Membership
from yizhan.floor.accounts.models.persons import Person
from yizhan.floor.accounts.models.proofs import OneTimeCode, RecoveryCode, SandboxMessage, SecondFactor
from yizhan.floor.accounts.models.sign_ins import SignIn

__all__ = [
    "Attempt",
    "Membership",
    "NameLock",
    "OneTimeCode",
    "Person",
    "RecoveryCode",
    "SandboxMessage",
    "SecondFactor",
    "SignIn",
]
