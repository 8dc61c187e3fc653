"""Applications with their papers, visits and decisions, and what a county orders of its own accord."""

from yizhan.network.recognition.models.application import Application, Attachment, Step, SubsidyRequest
from yizhan.network.recognition.models.decision import Decision
from yizhan.network.recognition.models.measure import Measure
from yizhan.network.recognition.models.visit import SiteVisit, VisitFinding, VisitPhoto

__all__ = [
    "Application",
    "Attachment",
    "Decision",
    "Measure",
    "SiteVisit",
    "Step",
    "SubsidyRequest",
    "VisitFinding",
    "VisitPhoto",
]
