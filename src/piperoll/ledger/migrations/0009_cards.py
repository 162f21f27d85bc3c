"""Cards as a method of payment, with an account for what the bank has not shown; a council already set up gets them."""

from django.db import migrations, models

METHOD = """
WITH account AS (
  INSERT INTO ledger_account (code, name, kind, fund, nominal, vat_code, control, is_active)
  SELECT 'T-CARD', 'Cards not yet shown by the bank', 'asset', 'GF', '9225', '', 'method', true
  WHERE EXISTS (SELECT FROM council_council)
  RETURNING id
)
INSERT INTO ledger_method (code, name, kind, account_id) SELECT 'CARD', 'Cards', 'card', id FROM account
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0008_transfers")]
    operations = [
        migrations.AlterField(
            model_name="method",
            name="kind",
            field=models.CharField(
                choices=[
                    ("cheque", "Cheques"),
                    ("cash", "Cash"),
                    ("card", "Cards"),
                    ("agent", "Others who take payments for us"),
                ],
                max_length=8,
            ),
        ),
        migrations.RunSQL(METHOD, migrations.RunSQL.noop),
    ]
