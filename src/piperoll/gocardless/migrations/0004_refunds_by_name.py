"""A payment may be paid back in parts, each a refund that payouts hold once."""

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import sealed_tables


class Migration(migrations.Migration):
    dependencies = [
        ("gocardless", "0003_below_nought"),
        ("runs", "0004_refused_offers"),
    ]

    operations = [
        migrations.CreateModel(
            name="PayoutRefund",
            fields=[
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="refund",
                        serialize=False,
                        to="gocardless.payoutitem",
                    ),
                ),
                ("gocardless_id", models.CharField(max_length=40, unique=True)),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="payoutitem",
            name="a_payment_is_paid_out_once",
        ),
        migrations.AddConstraint(
            model_name="payoutitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "payment_refunded"), _negated=True),
                fields=("payment", "kind"),
                name="a_payment_is_paid_out_once",
            ),
        ),
        *sealed_tables("gocardless", 870, {"payoutrefund": ("item_id", "gocardless_id")}),
    ]
