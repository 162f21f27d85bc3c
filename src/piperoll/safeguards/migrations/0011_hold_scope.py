"""A hold may be of one instalment, or of a sum: what is disputed is held, and the rest is not."""

from django.db import migrations, models

STATES = """
CREATE OR REPLACE VIEW safeguards_state AS
SELECT 'flag' AS source, f.id, f.customer_id, NULL::bigint AS invoice_id, f.kind AS state, f.valid_from,
       least(f.valid_to, e.valid_to) AS valid_to,
       CASE f.kind
         WHEN 'deceased' THEN 'died on ' || to_char(f.happened_on, 'FMDD FMMonth YYYY')
         WHEN 'gone_away' THEN 'gone away'
         WHEN 'insolvent' THEN 'insolvent (' || CASE f.insolvency
           WHEN 'bankruptcy' THEN 'bankruptcy order' WHEN 'debt_relief' THEN 'debt relief order'
           WHEN 'voluntary' THEN 'voluntary arrangement' ELSE f.insolvency END
           || ', ' || to_char(f.happened_on, 'FMDD FMMonth YYYY') || ')'
         WHEN 'minor' THEN 'under 18 until ' || to_char(f.valid_to, 'FMDD FMMonth YYYY')
         WHEN 'restricted' THEN 'restricted record'
         ELSE f.kind END AS said,
       NULL::bigint AS item_id, NULL::bigint AS amount_pence
FROM safeguards_flag f LEFT JOIN safeguards_flagend e ON e.flag_id = f.id
UNION ALL
SELECT 'hold', h.id, h.customer_id, h.invoice_id, h.kind, h.valid_from, least(h.valid_to, r.valid_to),
       'on hold until ' || to_char(least(h.valid_to, r.valid_to), 'FMDD FMMonth YYYY') || ' (' || replace(h.kind, '_', ' ') || ')',
       h.item_id, h.amount_pence
FROM safeguards_hold h LEFT JOIN safeguards_holdrelease r ON r.hold_id = h.id
"""


class Migration(migrations.Migration):
    dependencies = [("safeguards", "0010_how_they_hear_since")]
    operations = [
        migrations.AddField(
            model_name="hold",
            name="amount_pence",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="hold",
            name="item_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("invoice_id__isnull", False),
                    models.Q(("item_id__isnull", True), ("amount_pence__isnull", True)),
                    _connector="OR",
                ),
                name="hold_of_part_names_its_invoice",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_pence__isnull", True), ("amount_pence__gt", 0), _connector="OR"),
                name="hold_holds_something",
            ),
        ),
        migrations.RunSQL(STATES, migrations.RunSQL.noop),
    ]
