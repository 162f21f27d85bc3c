"""A payout may take back more than it pays."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("gocardless", "0002_books"),
        ("ledger", "0012_late_charges"),
        ("receipting", "0016_keys_in_sets"),
        ("runs", "0004_refused_offers"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="payout",
            name="payout_pays_out",
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.CheckConstraint(condition=models.Q(("fees_pence__gte", 0)), name="payout_keeps_its_fees"),
        ),
    ]
