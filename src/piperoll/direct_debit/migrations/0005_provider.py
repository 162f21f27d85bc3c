"""Who lodges a mandate and collects under it. The sealed view tells it too, and of older rows what it told before."""

import importlib

from django.db import migrations, models

COLUMNS = importlib.import_module("piperoll.direct_debit.migrations.0002_books").SEALED["mandate"]
DROP = "DROP VIEW direct_debit_mandate_sealed"
VIEW = """
CREATE VIEW direct_debit_mandate_sealed AS
SELECT run_id, id AS row_id, sha256(convert_to((jsonb_build_array(id, COLUMNS)MORE)::text, 'UTF8')) AS digest FROM direct_debit_mandate
"""
BEFORE = VIEW.replace("COLUMNS", COLUMNS).replace("MORE", "")
AFTER = VIEW.replace("COLUMNS", COLUMNS).replace(
    "MORE", " || CASE provider WHEN 'bacs' THEN '[]' ELSE jsonb_build_array(provider) END"
)


class Migration(migrations.Migration):
    dependencies = [
        ("direct_debit", "0004_days_once"),
    ]

    operations = [
        migrations.RunSQL(DROP, BEFORE),
        migrations.AddField(
            model_name="mandate",
            name="provider",
            field=models.CharField(
                choices=[("bacs", "Our own Bacs files"), ("gocardless", "GoCardless")], default="bacs", max_length=10
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=models.Q(("provider__in", ["bacs", "gocardless"])), name="mandate_provider"
            ),
        ),
        migrations.RunSQL(AFTER, DROP),
    ]
