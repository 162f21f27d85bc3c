"""Refunds to the card: what GOV.UK Pay gives back, and where such a refund stands."""

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import sealed_tables

STANDING = """
CREATE OR REPLACE VIEW refunds_standing AS
-- Where each refund stands, in which run, and the day the bank showed, or GOV.UK Pay said, that it was paid.
SELECT r.id AS refund_id, k.refund_run_id,
       CASE WHEN e.refund_id IS NOT NULL THEN e.what WHEN paid.on_day IS NOT NULL THEN 'paid'
            WHEN v.what = 'released' THEN 'sent' WHEN k.refund_run_id IS NOT NULL THEN 'chosen' ELSE 'approved' END AS state,
       paid.on_day AS paid_on
FROM refunds_refund r
LEFT JOIN refunds_refundend e ON e.refund_id = r.id
LEFT JOIN LATERAL (
  SELECT c.refund_run_id FROM refunds_chosenrefund c LEFT JOIN refunds_refundverdict x ON x.refund_run_id = c.refund_run_id
  WHERE c.refund_id = r.id AND coalesce(x.what, '') <> 'discarded' ORDER BY c.id DESC LIMIT 1
) k ON true
LEFT JOIN refunds_refundverdict v ON v.refund_run_id = k.refund_run_id
LEFT JOIN refunds_cheque q ON q.refund_id = r.id
LEFT JOIN LATERAL (
  SELECT min(on_day) AS on_day FROM (
    SELECT t.received_on AS on_day FROM receipting_expected x JOIN receipting_clearing c ON c.expected_id = x.id
    JOIN receipting_receipt t ON t.id = c.receipt_id
    WHERE x.id = q.expected_id OR (q.refund_id IS NULL AND v.what = 'released' AND x.words = 'REFUND RUN ' || k.refund_run_id)
    UNION ALL SELECT g.ended_on FROM refunds_refundtocard y JOIN cards_cardrefundend g ON g.refund_id = y.card_refund_id AND g.state = 'success'
    WHERE y.refund_id = r.id
  ) shown
) paid ON true
"""


class Migration(migrations.Migration):
    dependencies = [
        ("authority", "0007_two_decide"),
        ("cards", "0003_refunds"),
        ("customers", "0009_added_by"),
        ("ledger", "0009_cards"),
        ("receivables", "0010_transfers"),
        ("refunds", "0002_books"),
        ("runs", "0004_refused_offers"),
    ]

    operations = [
        migrations.CreateModel(
            name="RefundToCard",
            fields=[
                (
                    "refund",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="to_card",
                        serialize=False,
                        to="refunds.refund",
                    ),
                ),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="refund",
            name="refund_has_an_account",
        ),
        migrations.AlterField(
            model_name="refund",
            name="method",
            field=models.CharField(
                choices=[("bacs", "Bacs Direct Credit"), ("card", "Card"), ("cheque", "Cheque")], max_length=6
            ),
        ),
        migrations.AlterField(
            model_name="refundrun",
            name="method",
            field=models.CharField(
                choices=[("bacs", "Bacs Direct Credit"), ("card", "Card"), ("cheque", "Cheque")], max_length=6
            ),
        ),
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.CheckConstraint(
                condition=models.Q(("method__in", ["cheque", "card"]), ("payee__isnull", False), _connector="OR"),
                name="refund_has_an_account",
            ),
        ),
        migrations.AddField(
            model_name="refundtocard",
            name="card_refund",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="to_card", to="cards.cardrefund"
            ),
        ),
        migrations.AddField(
            model_name="refundtocard",
            name="run",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
        ),
        migrations.RunSQL(STANDING, migrations.RunSQL.noop),
        *sealed_tables("refunds", 512, {"refundtocard": ("refund_id", "card_refund_id")}),
    ]
