"""A banking of cards may be owed instead of paid in: the bank shows a debit, or of nought nothing."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("council", "0005_days_before"),
        ("ledger", "0012_late_charges"),
        ("receipting", "0016_keys_in_sets"),
        ("runs", "0004_refused_offers"),
        ("takings", "0006_returns"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="banking",
            name="banking_banks_money",
        ),
        migrations.AlterField(
            model_name="banking",
            name="expected",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="banking", to="receipting.expected"
            ),
        ),
        migrations.AddConstraint(
            model_name="banking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount_pence__gt", 0), ("takings__gt", 0)),
                    models.Q(("amount_pence__lte", 0), ("takings__gte", 0)),
                    _connector="OR",
                ),
                name="banking_banks_money",
            ),
        ),
        migrations.AddConstraint(
            model_name="banking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount_pence", 0), ("expected__isnull", True)),
                    models.Q(models.Q(("amount_pence", 0), _negated=True), ("expected__isnull", False)),
                    _connector="OR",
                ),
                name="a_banking_of_something_is_expected",
            ),
        ),
    ]
