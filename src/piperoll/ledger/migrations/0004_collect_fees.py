"""An account for what collecting through another provider costs; a council already set up gets one."""

from django.db import migrations, models

ACCOUNT = """
INSERT INTO ledger_account (code, name, kind, fund, nominal, vat_code, control, is_active)
SELECT 'DDFEES', 'Fees for collecting by Direct Debit', 'expense', 'GF', '4410', '', 'collect_fees', true
WHERE EXISTS (SELECT FROM council_council) AND NOT EXISTS (SELECT FROM ledger_account WHERE control = 'collect_fees')
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_direct_debit")]
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
                ],
                max_length=12,
            ),
        ),
        migrations.RunSQL(ACCOUNT, migrations.RunSQL.noop),
    ]
