from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("council", "0003_working_days"),
        ("ledger", "0006_refunds"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="account",
            name="one_account_a_control",
        ),
        migrations.AlterField(
            model_name="account",
            name="control",
            field=models.CharField(
                blank=True,
                choices=[
                    ("debtors", "Debtors"),
                    ("suspense", "Suspense"),
                    ("vat_output", "VAT on what we bill"),
                    ("bank", "Bank account"),
                    ("opening", "Balances brought in"),
                    ("direct_debit", "Direct Debit on its way"),
                    ("collect_fees", "Fees for collecting"),
                    ("method", "Taken, not yet shown by the bank"),
                    ("over_short", "Cash over and short"),
                    ("refunds", "Refunds on their way"),
                    ("fund", "Taken for another ledger"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                condition=models.Q(("control__in", ["", "bank", "method", "fund"]), _negated=True),
                fields=("control",),
                name="one_account_a_control",
            ),
        ),
    ]
