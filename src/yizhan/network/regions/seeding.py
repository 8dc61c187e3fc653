"""Writing the shipped tables into the database. Used by the first migration, whose models are historical, and by the action."""

from typing import Any

from yizhan.network.regions.tables import Row, current, retired


def load(region_model: Any) -> int:
    """Writes every division of the tables: new ones are added, renamed ones renamed, none removed. How many differed before.

    Twice the same is once. `region_model` is Region or its state in a migration.
    """
    held = {row.code: (row.name, row.parent_id, row.valid_until) for row in region_model.objects.all()}
    rows = [row for row in (*current(), *retired()) if held.get(row.code) != (row.name, row.parent, row.valid_until)]
    rows.sort(key=lambda row: (len(row.code), row.code))
    region_model.objects.bulk_create(
        [_made(region_model, row) for row in rows],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "level", "parent", "valid_until"],
    )
    return len(rows)


def _made(region_model: Any, row: Row) -> Any:
    return region_model(
        code=row.code, name=row.name, level=row.level.value, parent_id=row.parent, valid_until=row.valid_until
    )
