"""An agent who was told to hold a case may be told to go on: what holds is the newest of the two."""

import importlib

from django.db import migrations, models

BEFORE = importlib.import_module("piperoll.cases.migrations.0005_handovers").HANDED_OVER.replace(
    "CREATE VIEW", "CREATE OR REPLACE VIEW"
)
TOLD = """
CREATE FUNCTION cases_told_to_hold_on(handover bigint) RETURNS date LANGUAGE sql STABLE AS $$
-- When an agent was told to hold a case, unless they were told to go on since.
SELECT CASE n.what WHEN 'hold' THEN n.told_on END FROM cases_agentnotice n
WHERE n.handover_id = handover AND n.what IN ('hold', 'go_on') ORDER BY n.id DESC LIMIT 1
$$
"""
AFTER = BEFORE.replace(
    "(SELECT max(n.told_on) FROM cases_agentnotice n WHERE n.handover_id = h.id AND n.what = 'hold')",
    "cases_told_to_hold_on(h.id)",
)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_handovers"),
    ]

    operations = [
        migrations.AlterField(
            model_name="agentnotice",
            name="what",
            field=models.CharField(
                choices=[
                    ("handed", "It was handed over"),
                    ("hold", "To hold"),
                    ("go_on", "To go on"),
                    ("recall", "Recalled"),
                ],
                max_length=8,
            ),
        ),
        migrations.RunSQL(TOLD, "DROP FUNCTION cases_told_to_hold_on(bigint)"),
        migrations.RunSQL(AFTER, BEFORE),
    ]
