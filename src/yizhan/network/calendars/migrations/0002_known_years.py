"""The years that are published."""

from typing import Any

from django.db import migrations

from yizhan.network.calendars.seeding import load


def _load(apps: Any, schema_editor: object) -> None:
    load(apps.get_model("calendars", "CalendarYear"), apps.get_model("calendars", "SpecialDay"))


class Migration(migrations.Migration):
    dependencies = [("calendars", "0001_initial")]
    operations = [migrations.RunPython(_load, migrations.RunPython.noop)]
