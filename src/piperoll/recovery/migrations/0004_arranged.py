"""What of an account is in an arrangement that is kept. The sealed view tells it of rows that have any."""

import importlib

from django.db import migrations, models

COLUMNS = importlib.import_module("piperoll.recovery.migrations.0002_books").SEALED["proposal"][1]
DROP = "DROP VIEW recovery_proposal_sealed"
VIEW = """
CREATE VIEW recovery_proposal_sealed AS
SELECT run_id, id AS row_id, sha256(convert_to((jsonb_build_array(id, COLUMNS)MORE)::text, 'UTF8')) AS digest FROM recovery_proposal
"""
BEFORE = VIEW.replace("COLUMNS", COLUMNS).replace("MORE", "")
AFTER = VIEW.replace("COLUMNS", COLUMNS).replace(
    "MORE", " || CASE arranged_pence WHEN 0 THEN '[]' ELSE jsonb_build_array(arranged_pence) END"
)
WHY = [
    ("send", "Goes"),
    ("person", "For somebody to do"),
    ("not_yet", "Not due yet"),
    ("waits", "Waits for an answer"),
    ("in_post", "One is on its way"),
    ("small", "Too small for the next step"),
    ("end", "At the end of its ladder"),
    ("barred", "May not be reminded"),
    ("held", "Disputed or on hold"),
    ("arranged", "In an arrangement that is kept"),
    ("direct_debit", "Paid by Direct Debit"),
    ("credit", "Covered by credit"),
    ("suspense", "May be paid: money in suspense"),
    ("no_track", "On no track"),
    ("no_stages", "Its track has no stages"),
]


class Migration(migrations.Migration):
    dependencies = [("recovery", "0003_runs_in_sets"), ("arrangements", "0002_books")]
    operations = [
        migrations.RunSQL(DROP, BEFORE),
        migrations.AddField(
            model_name="proposal",
            name="arranged_pence",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AlterField(model_name="proposal", name="why", field=models.CharField(choices=WHY, max_length=12)),
        migrations.RunSQL(AFTER, DROP),
    ]
