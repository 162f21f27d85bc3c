"""Whose money may be waiting in suspense: asked before somebody is written to, collected from or let go of."""

from django.db import migrations

VIEW = """
CREATE VIEW receipting_suggestedpayer AS
SELECT DISTINCT s.receipt_id, r.reference, r.run_id, (c ->> 'customer')::bigint AS customer_id
FROM receipting_suspense s JOIN receipting_receipt r ON r.id = s.receipt_id
JOIN LATERAL (SELECT candidates FROM receipting_match m WHERE m.receipt_id = s.receipt_id ORDER BY m.id DESC LIMIT 1) last ON true
CROSS JOIN LATERAL jsonb_array_elements(last.candidates) c
WHERE s.open_pence > 0 AND s.state = 'suggested' AND c ->> 'customer' IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("receipting", "0010_finding")]
    operations = [migrations.RunSQL(VIEW, "DROP VIEW receipting_suggestedpayer")]
