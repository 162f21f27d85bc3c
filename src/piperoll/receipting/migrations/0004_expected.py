"""Money we know will move on a statement, and the receipts that turned out to be it."""

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import sealed_source

CLEARINGS = """
CREATE VIEW receipting_clearing_sealed AS
SELECT run_id, id AS row_id,
       sha256(convert_to(id || '|' || receipt_id || '|' || expected_id || '|' || amount_pence || '|' || journal_id, 'UTF8')) AS digest
FROM receipting_clearing
"""
EXPECTED = """
CREATE VIEW receipting_expected_sealed AS
SELECT run_id, id AS row_id,
       sha256(convert_to(id || '|' || bank_account_id || '|' || account_id || '|' || amount_pence || '|'
                         || (expected_on - date '1970-01-01') || '|' || words || '|' || what || '|' || coalesce(replaces_id::text, ''), 'UTF8')) AS digest
FROM receipting_expected
"""


class Migration(migrations.Migration):
    dependencies = [
        ("council", "0002_references"),
        ("ledger", "0003_direct_debit"),
        ("receipting", "0003_numbers"),
        ("runs", "0002_sealing"),
    ]

    operations = [
        migrations.CreateModel(
            name="Expected",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("amount_pence", models.BigIntegerField()),
                ("expected_on", models.DateField()),
                ("words", models.CharField(blank=True, max_length=40)),
                ("what", models.CharField(max_length=120)),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="receipting.expected",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.account"
                    ),
                ),
                (
                    "bank_account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="council.bankaccount"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Clearing",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("amount_pence", models.BigIntegerField()),
                (
                    "journal",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.journal",
                    ),
                ),
                (
                    "receipt",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="clearing", to="receipting.receipt"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
                (
                    "expected",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="clearing", to="receipting.expected"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="expected",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount_pence", 0), _negated=True), ("replaces__isnull", False), _connector="OR"
                ),
                name="expected_amounts_to_something",
            ),
        ),
        migrations.RunSQL(EXPECTED, "DROP VIEW receipting_expected_sealed"),
        migrations.RunSQL(CLEARINGS, "DROP VIEW receipting_clearing_sealed"),
        sealed_source("receipting_expected_sealed", 41),
        sealed_source("receipting_clearing_sealed", 42),
    ]
