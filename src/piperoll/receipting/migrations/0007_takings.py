"""What is taken before the bank shows it."""

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import sealed_source

TAKINGS = """
CREATE VIEW receipting_taking_sealed AS
SELECT run_id, receipt_id AS row_id,
       sha256(convert_to(receipt_id || '|' || method_id || '|' || number || '|' || amount_pence || '|'
                         || (taken_on - date '1970-01-01') || '|' || journal_id, 'UTF8') || text_digest) AS digest
FROM receipting_taking
"""


class Migration(migrations.Migration):
    dependencies = [("receipting", "0006_kinds"), ("ledger", "0005_methods")]

    operations = [
        migrations.CreateModel(
            name="Taking",
            fields=[
                (
                    "receipt",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="taking",
                        serialize=False,
                        to="receipting.receipt",
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=40)),
                ("amount_pence", models.BigIntegerField()),
                ("taken_on", models.DateField()),
                ("text_digest", models.BinaryField()),
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
                    "method",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="takings", to="ledger.method"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_pence", 0), _negated=True), name="taking_moves_money"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TakingText",
            fields=[
                (
                    "taking",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="text",
                        serialize=False,
                        to="receipting.taking",
                    ),
                ),
                ("salt", models.BinaryField()),
                ("payer_name", models.CharField(blank=True, max_length=140)),
                ("narrative", models.TextField(blank=True)),
                ("references", models.JSONField(db_column="payment_references", default=list)),
            ],
        ),
        migrations.AlterField(
            model_name="suspense",
            name="state",
            field=models.CharField(
                choices=[
                    ("new", "Not looked at yet"),
                    ("suggested", "Suggested"),
                    ("waiting", "Waiting"),
                    ("held", "Held by an officer"),
                    ("placed", "Placed"),
                    ("returned", "Returned unpaid"),
                ],
                default="new",
                max_length=10,
            ),
        ),
        migrations.RunSQL(TAKINGS, "DROP VIEW receipting_taking_sealed"),
        sealed_source("receipting_taking_sealed", 43),
    ]
