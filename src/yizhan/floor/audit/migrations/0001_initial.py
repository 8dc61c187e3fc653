"""The chain, its head at nothing, and the triggers that let entries only be added."""

import uuid

from django.db import migrations, models

REFUSE = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '审计记录不可删改 (%)', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER audit_entry_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_head_stays BEFORE INSERT OR DELETE OR TRUNCATE ON audit_head
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
"""

APPEND = """
CREATE FUNCTION audit_append() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE audit_head SET sequence = NEW.sequence, hash = NEW.hash
        WHERE id = 1 AND sequence = NEW.sequence - 1 AND hash = NEW.previous;
    IF NOT FOUND THEN
        RAISE EXCEPTION '审计记录没有接在链尾' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER audit_entry_follows BEFORE INSERT ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_append();
CREATE FUNCTION audit_move_head() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION '审计链头不可直接改动' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER audit_head_moves_with_entries BEFORE UPDATE ON audit_head
    FOR EACH ROW EXECUTE FUNCTION audit_move_head();
"""

REMOVE = """
DROP TRIGGER audit_head_moves_with_entries ON audit_head;
DROP TRIGGER audit_entry_follows ON audit_entry;
DROP TRIGGER audit_head_stays ON audit_head;
DROP TRIGGER audit_entry_is_final ON audit_entry;
DROP FUNCTION audit_move_head();
DROP FUNCTION audit_append();
DROP FUNCTION audit_refuse();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("sequence", models.PositiveBigIntegerField(unique=True)),
                ("at", models.DateTimeField()),
                ("actor_id", models.UUIDField(db_index=True, null=True)),
                ("actor_name", models.CharField(max_length=200)),
                ("verb", models.CharField(db_index=True, max_length=80)),
                ("object_type", models.CharField(max_length=80)),
                ("object_id", models.CharField(max_length=200)),
                ("reason", models.CharField(max_length=500)),
                ("body", models.TextField()),
                ("previous", models.CharField(max_length=64, unique=True)),
                ("hash", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "ordering": ["sequence"],
                "indexes": [models.Index(fields=["object_type", "object_id"], name="audit_entry_object")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("sequence__gte", 1)), name="audit_sequence_from_one"),
                    models.CheckConstraint(
                        condition=models.Q(("hash__regex", "^[0-9a-f]{64}$")), name="audit_hash_is_sha256"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("previous__regex", "^[0-9a-f]{64}$")), name="audit_previous_is_sha256"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ("sequence", models.PositiveBigIntegerField(default=0)),
                (
                    "hash",
                    models.CharField(
                        default="0000000000000000000000000000000000000000000000000000000000000000", max_length=64
                    ),
                ),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="audit_head_is_one_row")],
            },
        ),
        migrations.RunSQL(
            "INSERT INTO audit_head (id, sequence, hash) VALUES (1, 0, repeat('0', 64))", migrations.RunSQL.noop
        ),
        migrations.RunSQL(REFUSE + APPEND, REMOVE),
    ]
