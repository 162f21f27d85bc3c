"""Debts written off and written back, sealed with their runs; and what of each debit is written off now."""

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import sealed_source

STANDING = """
CREATE VIEW receivables_writtenoff AS
SELECT w.item_id, sum(w.amount_pence - coalesce(k.pence, 0))::bigint AS pence, max(w.written_off_on) AS written_off_on
FROM receivables_writeoff w LEFT JOIN LATERAL (
  SELECT sum(amount_pence) AS pence FROM receivables_writeback WHERE write_off_id = w.id
) k ON true
GROUP BY w.item_id HAVING sum(w.amount_pence - coalesce(k.pence, 0)) > 0
"""
SEALED = {
    "writeoff": "request_id, item_id, credit_item_id, customer_id, amount_pence, reason, written_off_on, journal_id",
    "writeback": "write_off_id, item_id, amount_pence, because, why, written_back_on, journal_id",
}
VIEW = """
CREATE VIEW receivables_TABLE_sealed AS
SELECT run_id, id AS row_id, sha256(convert_to(jsonb_build_array(id, COLUMNS)::text, 'UTF8')) AS digest FROM receivables_TABLE
"""
FIRST_PLACE = 680


def sealed():
    """A view for each table, by which its rows are sealed with every run."""
    for place, (table, columns) in enumerate(SEALED.items(), FIRST_PLACE):
        name = f"receivables_{table}_sealed"
        view = VIEW.replace("TABLE", table).replace("COLUMNS", columns)
        yield migrations.RunSQL(view, f"DROP VIEW {name}")
        yield sealed_source(name, place)


class Migration(migrations.Migration):
    dependencies = [
        ("authority", "0007_two_decide"),
        ("customers", "0009_added_by"),
        ("ledger", "0011_write_offs"),
        ("receivables", "0011_keys_in_sets"),
        ("runs", "0004_refused_offers"),
    ]

    operations = [
        migrations.AlterField(
            model_name="item",
            name="kind",
            field=models.CharField(
                choices=[
                    ("instalment", "Instalment of an invoice"),
                    ("receipt", "Money received"),
                    ("receipt_undone", "Money taken back off the account"),
                    ("credit_note", "Credit note"),
                    ("collection", "Collected by Direct Debit"),
                    ("collection_back", "Direct Debit that came back"),
                    ("refund", "Paid back"),
                    ("refund_back", "Refund that was not paid"),
                    ("transfer_out", "Credit moved to another account"),
                    ("transfer_in", "Credit moved from another account"),
                    ("transfer_back", "Credit moved back"),
                    ("transfer_undone", "Credit moved back to where it was"),
                    ("write_off", "Written off"),
                    ("write_back", "Written back"),
                ],
                max_length=16,
            ),
        ),
        migrations.CreateModel(
            name="WriteOff",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("amount_pence", models.BigIntegerField()),
                ("reason", models.CharField(max_length=24)),
                ("written_off_on", models.DateField(db_index=True)),
                (
                    "credit_item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="write_off", to="receivables.item"
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="write_offs", to="customers.customer"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="write_offs", to="receivables.item"
                    ),
                ),
                (
                    "journal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.journal"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="write_offs", to="authority.request"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="WriteBack",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("amount_pence", models.BigIntegerField()),
                (
                    "because",
                    models.CharField(
                        choices=[
                            ("receipt", "Money came for it"),
                            ("credit", "It was credited"),
                            ("officer", "Somebody took it back"),
                        ],
                        max_length=8,
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=200)),
                ("written_back_on", models.DateField()),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="write_back", to="receivables.item"
                    ),
                ),
                (
                    "journal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.journal"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
                (
                    "write_off",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="backs", to="receivables.writeoff"
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.AddConstraint(
            model_name="writeoff",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_pence__gt", 0)), name="write_off_amounts_to_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="writeoff",
            constraint=models.UniqueConstraint(fields=("request", "item"), name="an_item_once_a_request"),
        ),
        migrations.AddConstraint(
            model_name="writeback",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_pence__gt", 0)), name="write_back_amounts_to_something"
            ),
        ),
        migrations.RunSQL(STANDING, "DROP VIEW receivables_writtenoff"),
        *sealed(),
    ]
