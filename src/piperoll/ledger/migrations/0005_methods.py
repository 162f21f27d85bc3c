"""Methods of payment, each with an account for what the bank has not shown yet; a council already set up gets its own."""

import django.db.models.deletion
from django.db import migrations, models

METHODS = """
WITH wanted (code, name, kind, nominal) AS (VALUES
  ('CHEQUE', 'Cheques', 'cheque', '9220'), ('CASH', 'Cash', 'cash', '9221'), ('PAYPOINT', 'PayPoint', 'agent', '9222'),
  ('POSTOFF', 'Post Office giro', 'agent', '9223'), ('ALLPAY', 'allpay', 'agent', '9224')
), accounts AS (
  INSERT INTO ledger_account (code, name, kind, fund, nominal, vat_code, control, is_active)
  SELECT 'T-' || code, name || ' not yet shown by the bank', 'asset', 'GF', nominal, '', 'method', true FROM wanted
  WHERE EXISTS (SELECT FROM council_council)
  RETURNING id, code
)
INSERT INTO ledger_method (code, name, kind, account_id)
SELECT w.code, w.name, w.kind, a.id FROM wanted w JOIN accounts a ON a.code = 'T-' || w.code
"""
OVER_AND_SHORT = """
INSERT INTO ledger_account (code, name, kind, fund, nominal, vat_code, control, is_active)
SELECT 'OVERSHORT', 'Cash over and short', 'expense', 'GF', '4420', '', 'over_short', true
WHERE EXISTS (SELECT FROM council_council)
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_collect_fees")]
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
                ],
                max_length=12,
            ),
        ),
        migrations.RemoveConstraint(model_name="account", name="one_account_a_control"),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                name="one_account_a_control",
                fields=["control"],
                condition=models.Q(("control__in", ["", "bank", "method"]), _negated=True),
            ),
        ),
        migrations.CreateModel(
            name="Method",
            fields=[
                ("id", models.AutoField(primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=8, unique=True)),
                ("name", models.CharField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cheque", "Cheques"),
                            ("cash", "Cash"),
                            ("agent", "Others who take payments for us"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="method", to="ledger.account"
                    ),
                ),
            ],
            options={"ordering": ["name"]},
        ),
        migrations.RunSQL(METHODS, migrations.RunSQL.noop),
        migrations.RunSQL(OVER_AND_SHORT, migrations.RunSQL.noop),
    ]
