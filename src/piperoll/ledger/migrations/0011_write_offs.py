"""An account for debts written off; a council already set up gets one."""

from django.db import migrations, models

ACCOUNT = """
INSERT INTO ledger_account (code, name, kind, fund, nominal, vat_code, control, is_active)
SELECT 'WRITEOFFS', 'Debts written off', 'expense', 'GF', '4420', '', 'write_offs', true
WHERE EXISTS (SELECT FROM council_council) AND NOT EXISTS (SELECT FROM ledger_account WHERE control = 'write_offs')
"""


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0010_keys_in_sets"),
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
                ],
                max_length=12,
            ),
        ),
        migrations.RunSQL(ACCOUNT, migrations.RunSQL.noop),
    ]
