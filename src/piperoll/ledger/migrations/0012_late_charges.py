"""Income accounts for interest, fixed sums and costs of what is paid late; a council already set up gets them."""

from django.db import migrations, models

ACCOUNTS = """
INSERT INTO ledger_account (code, name, kind, fund, nominal, vat_code, control, is_active)
SELECT a.code, a.name, 'income', 'GF', a.nominal, '', a.control, true
FROM (VALUES ('LATEINT', 'Interest on what is paid late', '4430', 'interest'), ('LATEFIX', 'Fixed sums for paying late', '4431', 'late_fixed'),
             ('LATECOST', 'Costs of what is paid late', '4432', 'late_costs')) a(code, name, nominal, control)
WHERE EXISTS (SELECT FROM council_council) AND NOT EXISTS (SELECT FROM ledger_account x WHERE x.control = a.control OR x.code = a.code)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0011_write_offs"),
    ]

    operations = [
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
                    ("transfers", "Moved between accounts"),
                    ("write_offs", "Debts written off"),
                    ("interest", "Interest on what is paid late"),
                    ("late_fixed", "Fixed sums for paying late"),
                    ("late_costs", "Costs of what is paid late"),
                ],
                max_length=12,
            ),
        ),
        migrations.RunSQL(ACCOUNTS, migrations.RunSQL.noop),
    ]
