"""Employers, who acts for them, what stations write down about them, and the blacklist."""

from yizhan.market.employers.models.blacklisting import Blacklisting
from yizhan.market.employers.models.employer import KEPT, Employer
from yizhan.market.employers.models.mandate import Mandate
from yizhan.market.employers.models.merge import EmployerMerge
from yizhan.market.employers.models.register import HiringRegistration, Need, NeedsSurvey

__all__ = ["KEPT", "Blacklisting", "Employer", "EmployerMerge", "HiringRegistration", "Mandate", "Need", "NeedsSurvey"]
