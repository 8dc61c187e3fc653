"""An index of the chain by the person whom an entry is about, so that "who saw my data" does not read a million entries.

The expression is that of queries.SUBJECT. A regular expression and not JSON, because no entry may be refused for its body.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("privacy", "0002_restriction"), ("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(
            """CREATE INDEX audit_entry_subject ON audit_entry (substring(body, '"subject":"([0-9a-f-]{36})"'), sequence)
            WHERE substring(body, '"subject":"([0-9a-f-]{36})"') IS NOT NULL""",
            "DROP INDEX audit_entry_subject",
        )
    ]
