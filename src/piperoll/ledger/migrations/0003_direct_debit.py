"""An account for what Direct Debit has asked for and the bank has not shown yet; a council already set up gets one."""

from django.db import migrations, models

ACCOUNT = """
INSERT INTO ledger_account (code, name, kind, fund, nominal, vat_code, control, is_active)
SELECT 'DDTRANSIT', 'Direct Debit on its way', 'asset', 'GF', '9210', '', 'direct_debit', true
WHERE EXISTS (SELECT FROM council_council) AND NOT EXISTS (SELECT FROM ledger_account WHERE control = 'direct_debit')
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_books"), ("council", "0002_references")]
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
                ],
                max_length=12,
            ),
        ),
        migrations.RunSQL(ACCOUNT, migrations.RunSQL.noop),
    ]
