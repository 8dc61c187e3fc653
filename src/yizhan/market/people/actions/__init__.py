"""Every write of this app."""

from yizhan.market.people.actions.abilities import (
    add_category,
    add_certificate,
    end_category,
    remove_certificate,
    set_skills,
    set_wish,
    verify_category,
)
from yizhan.market.people.actions.consenting import withdraw_consent
from yizhan.market.people.actions.correcting import correct_registration, publish_seeking, withdraw_registration
from yizhan.market.people.actions.crews import answer_invitation, found_crew, invite, invite_by_phone, leave_crew
from yizhan.market.people.actions.editing import (
    change_phone,
    check_identity,
    correct_document,
    edit_file,
)
from yizhan.market.people.actions.enrolling import Enrolment, begin_enrolment, enrol
from yizhan.market.people.actions.guarding import add_guardian_paper
from yizhan.market.people.actions.looking import look, reveal
from yizhan.market.people.actions.merging import merge, unmerge
from yizhan.market.people.actions.registering import (
    Entry,
    Registered,
    adopt,
    ask,
    register,
    register_at_counter,
    register_self,
)

__all__ = [
    "Enrolment",
    "Entry",
    "Registered",
    "add_category",
    "add_certificate",
    "add_guardian_paper",
    "adopt",
    "answer_invitation",
    "ask",
    "begin_enrolment",
    "change_phone",
    "check_identity",
    "correct_document",
    "correct_registration",
    "edit_file",
    "end_category",
    "enrol",
    "found_crew",
    "invite",
    "invite_by_phone",
    "leave_crew",
    "look",
    "merge",
    "publish_seeking",
    "register",
    "register_at_counter",
    "register_self",
    "remove_certificate",
    "reveal",
    "set_skills",
    "set_wish",
    "unmerge",
    "verify_category",
    "withdraw_consent",
    "withdraw_registration",
]
