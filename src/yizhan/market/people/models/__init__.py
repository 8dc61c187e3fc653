"""The tables: a worker's file, his registrations, what he can and wants, crews, and the traces of merging and of forms."""

from yizhan.market.people.models.abilities import Category, Certificate, Guardian, Skill, Wish
from yizhan.market.people.models.crews import Crew, CrewMember
from yizhan.market.people.models.registrations import Registration
from yizhan.market.people.models.traces import HandedIn, Merge
from yizhan.market.people.models.workers import Worker

__all__ = [
    "Category",
    "Certificate",
    "Crew",
    "CrewMember",
    "Guardian",
    "HandedIn",
    "Merge",
    "Registration",
    "Skill",
    "Wish",
    "Worker",
]
