"""What of other rooms is opened here, and by whom: where notices lead."""

from yizhan.floor.accounts.states import BUREAU_ROLES, Role

LINKS = {
    "console:applications_file": ("recognition.application", BUREAU_ROLES),
    "console:rights_file": ("rights.request", (Role.COUNTY_OFFICER,)),
    "console:extracts_file": ("extracts.extract", BUREAU_ROLES),
}
