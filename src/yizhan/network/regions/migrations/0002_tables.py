"""The shipped tables of divisions."""

from typing import Any

from django.db import migrations

from yizhan.network.regions.seeding import load


def _load(apps: Any, schema_editor: object) -> None:
    load(apps.get_model("regions", "Region"))


class Migration(migrations.Migration):
    dependencies = [("regions", "0001_initial")]
    operations = [migrations.RunPython(_load, migrations.RunPython.noop)]
