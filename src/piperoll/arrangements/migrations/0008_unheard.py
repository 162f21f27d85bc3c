"""A courtesy letter that reached nobody is not waited for: the arrangement says so, and why."""

import importlib

from django.db import migrations

BEFORE = importlib.import_module("piperoll.arrangements.migrations.0007_of_some").STANDING_OF.replace(
    "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
)
TOLD = """
LEFT JOIN LATERAL (
  SELECT bool_or(o.state IN ('sent', 'delivered')) AS went, bool_or(o.state IN ('prepared', 'claimed')) AS waits
  FROM dispatch_document d JOIN dispatch_outbox o ON o.document_id = d.id WHERE d.kind = 'arr_late' AND d.source_id = c.id) told ON true
$$
"""
AFTER = BEFORE.replace(
    "WHEN went.sent_on IS NULL OR",
    "WHEN NOT coalesce(told.went, false) AND (NOT coalesce(told.waits, false) OR on_day > c.answer_by) THEN 'unheard' "
    "WHEN went.sent_on IS NULL OR",
).replace("\n$$\n", TOLD)
UNHEARD = """
CREATE FUNCTION arrangements_unheard(on_day date) RETURNS TABLE (
  arrangement_id bigint, customer_id bigint, late_pence bigint, document_id bigint, failed_on date, why text)
LANGUAGE sql STABLE AS $$
-- Arrangements whose courtesy letter reached nobody: pulled, come back, given up or never dispatched; since when, and why.
SELECT s.arrangement_id, s.customer_id, s.late_pence, d.id, coalesce(CASE WHEN d.state IN ('prepared', 'claimed') THEN c.answer_by + 1 END, d.on_day, c.written_on),
       CASE WHEN d.id IS NULL THEN 'it was never written.' WHEN d.state IN ('prepared', 'claimed') THEN 'it was never dispatched.'
            ELSE coalesce(nullif(d.reason, ''), CASE d.state WHEN 'in_doubt' THEN 'it may have gone or not.' ELSE 'it did not arrive.' END) END
FROM arrangements_standing(on_day) s JOIN arrangements_courtesy c ON c.arrangement_id = s.arrangement_id AND c.since = s.late_since
LEFT JOIN LATERAL (
  SELECT x.id, o.state, o.reason, (SELECT max(u.effective_on) FROM dispatch_event e JOIN runs_run u ON u.id = e.run_id WHERE e.document_id = x.id) AS on_day
  FROM dispatch_document x JOIN dispatch_outbox o ON o.document_id = x.id WHERE x.kind = 'arr_late' AND x.source_id = c.id ORDER BY x.id DESC LIMIT 1) d ON true
WHERE s.state = 'unheard'
$$
"""


class Migration(migrations.Migration):
    dependencies = [("arrangements", "0007_of_some"), ("dispatch", "0012_arrangements")]
    operations = [
        migrations.RunSQL(AFTER, BEFORE),
        migrations.RunSQL(UNHEARD, "DROP FUNCTION arrangements_unheard(date)"),
    ]
