"""A dispute lost that somebody had taken back by hand before; a settlement by which something is owed."""

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import sealed_tables


class Migration(migrations.Migration):
    dependencies = [
        ("cards", "0005_payment_links"),
        ("ledger", "0012_late_charges"),
        ("receipting", "0016_keys_in_sets"),
        ("runs", "0004_refused_offers"),
        ("takings", "0007_owed_to_the_provider"),
    ]

    operations = [
        migrations.CreateModel(
            name="DisputeKnownBefore",
            fields=[
                (
                    "dispute",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="known_before",
                        serialize=False,
                        to="cards.carddispute",
                    ),
                ),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="cardsettlement",
            name="card_settlement_pays",
        ),
        migrations.AddConstraint(
            model_name="cardsettlement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("disputes_pence__gte", 0),
                    ("fees_pence__gte", 0),
                    ("gross_pence__gte", 0),
                    ("refunds_pence__gte", 0),
                ),
                name="card_settlement_pays",
            ),
        ),
        migrations.AddField(
            model_name="disputeknownbefore",
            name="instead",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="receipting.expected"
            ),
        ),
        migrations.AddField(
            model_name="disputeknownbefore",
            name="run",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
        ),
        migrations.AddField(
            model_name="disputeknownbefore",
            name="unpaid",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="card_dispute", to="takings.unpaid"
            ),
        ),
        *sealed_tables("cards", 790, {"disputeknownbefore": ("dispute_id", "unpaid_id, instead_id")}),
    ]
