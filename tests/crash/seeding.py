"""A child of these tests: a town with one station and one clerk, whom the demo lets in with one click. Prints their keys."""

import json
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yizhan.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402

from tests.floor.accounts.factories import a_city, a_member, a_person  # noqa: E402
from yizhan.floor.accounts.demo import PREFIX  # noqa: E402
from yizhan.floor.accounts.states import Role  # noqa: E402

if __name__ == "__main__":
    call_command("migrate", verbosity=0, interactive=False)
    station = a_city().station
    clerk = a_member(Role.STATION_STAFF, station, a_person("柜台甲", username=f"{PREFIX}clerk"))
    print(json.dumps({"membership": str(clerk.membership_id), "station": str(station.pk)}))
