"""A verdict that names its run's true chooser, where each refund stands, and what is sealed with every run."""

from django.db import migrations

from piperoll.database.schema import sealed_source

CHOOSER = """
ALTER TABLE refunds_refundverdict ADD CONSTRAINT refund_verdict_names_the_chooser
FOREIGN KEY (refund_run_id, chosen_by_id) REFERENCES refunds_refundrun (id, chosen_by_id)
"""
STANDING = """
CREATE VIEW refunds_standing AS
-- Where each refund stands, in which run, and the day the bank showed that it was paid.
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
  SELECT min(t.received_on) AS on_day FROM receipting_expected x JOIN receipting_clearing c ON c.expected_id = x.id
  JOIN receipting_receipt t ON t.id = c.receipt_id
  WHERE x.id = q.expected_id OR (q.refund_id IS NULL AND v.what = 'released' AND x.words = 'REFUND RUN ' || k.refund_run_id)
) paid ON true
"""
SEALED = {
    "payeeaccount": "customer_id, origin, encode(sealed_details, 'hex'), encode(key, 'hex'), last_four, verdict, checked, representative_id, "
    "entered_by_id, valid_from",
    "refund": "customer_id, request_id, method, payee_id, payable_to, amount_pence, refunded_on, item_id, journal_id",
    "refundedcredit": "refund_id, item_id, amount_pence",
    "refundrun": "method, pay_on, input_by, processing_on, chosen_by_id, extract(epoch FROM chosen_at)",
    "chosenrefund": "refund_run_id, refund_id",
    "refundverdict": "refund_run_id, what, by_id, chosen_by_id, reason, extract(epoch FROM at)",
    "refundexclusion": "refund_run_id, refund_id, why, reason, until",
    "filedrefunds": "verdict_id, file_id",
    "concern": "request_id, encode(sealed_words, 'hex'), by_id, raised_on",
}
BY_REFUND = {
    "cheque": ("refund_id", "number, drawn_on, expected_id"),
    "refundend": ("refund_id", "what, code, reason, ended_on, item_id, journal_id"),
    "concernsettled": ("concern_id", "encode(sealed_words, 'hex'), by_id, settled_on"),
}
"""Tables whose key is another's."""
VIEW = """
CREATE VIEW refunds_TABLE_sealed AS
SELECT run_id, KEY AS row_id, sha256(convert_to(jsonb_build_array(KEY, COLUMNS)::text, 'UTF8')) AS digest FROM refunds_TABLE
"""
FIRST_PLACE = 500


def sealed(table, key, columns, place):
    """The view by which a table's rows are sealed with every run."""
    view = VIEW.replace("TABLE", table).replace("KEY", key).replace("COLUMNS", columns)
    name = f"refunds_{table}_sealed"
    return [migrations.RunSQL(view, f"DROP VIEW {name}"), sealed_source(name, place)]


def every():
    """Each table with its key and what of it is sealed."""
    return [
        *((table, "id", columns) for table, columns in SEALED.items()),
        *((t, *told) for t, told in BY_REFUND.items()),
    ]


class Migration(migrations.Migration):
    dependencies = [("refunds", "0001_initial"), ("ledger", "0006_refunds"), ("receivables", "0009_refunds")]
    operations = [
        migrations.RunSQL(
            CHOOSER, "ALTER TABLE refunds_refundverdict DROP CONSTRAINT refund_verdict_names_the_chooser"
        ),
        migrations.RunSQL(STANDING, "DROP VIEW refunds_standing"),
        *(
            operation
            for place, (table, key, columns) in enumerate(every(), FIRST_PLACE)
            for operation in sealed(table, key, columns, place)
        ),
    ]
