"""What never left us of a payment taken back whole by hand, and all that was taken back less by it."""

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import foreign_key, sealed_tables

TOOK_BACK = """
CREATE VIEW takings_took_back AS
SELECT taking_id, amount_pence, returned_on AS on_day, run_id FROM takings_unpaid
UNION ALL SELECT unpaid_id, -amount_pence, told_on, run_id FROM takings_stillpaid
"""


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0012_late_charges"),
        ("runs", "0004_refused_offers"),
        ("takings", "0007_owed_to_the_provider"),
    ]

    operations = [
        migrations.CreateModel(
            name="StillPaid",
            fields=[
                (
                    "unpaid",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="still_paid",
                        serialize=False,
                        to="takings.unpaid",
                    ),
                ),
                ("amount_pence", models.BigIntegerField()),
                ("told_on", models.DateField()),
                (
                    "journal",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.journal",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount_pence__gt", 0)), name="still_paid_is_something")
                ],
            },
        ),
        foreign_key("takings_stillpaid", "journal_id", "ledger_journal"),
        migrations.RunSQL(TOOK_BACK, "DROP VIEW takings_took_back"),
        *sealed_tables("takings", 871, {"stillpaid": ("unpaid_id", "amount_pence, told_on, journal_id")}),
    ]
