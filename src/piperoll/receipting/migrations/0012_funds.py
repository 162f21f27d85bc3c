import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import sealed_source

SEALED = """
CREATE VIEW receipting_fundplacement_sealed AS
SELECT run_id, id AS row_id, sha256(convert_to(jsonb_build_array(id, receipt_id, fund_id, reference, amount_pence, effective_on, journal_id,
       undoes_id)::text, 'UTF8')) AS digest
FROM receipting_fundplacement
"""


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0001_initial"),
        ("ledger", "0007_funds"),
        ("receipting", "0011_suggested_payers"),
        ("runs", "0003_keys_in_sets"),
    ]

    operations = [
        migrations.CreateModel(
            name="FundPlacement",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("reference", models.CharField(max_length=30)),
                ("amount_pence", models.BigIntegerField()),
                ("effective_on", models.DateField()),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="placements", to="funds.fund"
                    ),
                ),
                (
                    "journal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.journal"
                    ),
                ),
                (
                    "receipt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fund_placements",
                        to="receipting.receipt",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="receipting.fundplacement",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount_pence__gt", 0), ("undoes__isnull", True)),
                            models.Q(("amount_pence__lt", 0), ("undoes__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_fund_placement_moves_money",
                    )
                ],
            },
        ),
        migrations.RunSQL(SEALED, "DROP VIEW receipting_fundplacement_sealed"),
        sealed_source("receipting_fundplacement_sealed", 550),
    ]
