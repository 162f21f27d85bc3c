"""The debts of arrangements that somebody else is still to decide are not chased meanwhile."""

from django.db import migrations

ASKED = """
CREATE FUNCTION arrangements_asked(on_day date) RETURNS TABLE (item_id bigint, request_id bigint) LANGUAGE sql STABLE AS $$
-- The debts of arrangements asked for and not yet decided, until their first payment would be due: no later may they be agreed.
SELECT (d.debt ->> 0)::bigint, q.id FROM authority_requeststate s JOIN authority_request q ON q.id = s.request_id AND q.act = 'arrangement'
CROSS JOIN LATERAL jsonb_array_elements(q.details -> 'items') AS d (debt)
WHERE s.state IN ('waiting', 'returned') AND (q.details #>> '{plan,first_on}')::date >= on_day
$$
"""


class Migration(migrations.Migration):
    dependencies = [("arrangements", "0011_as_seen_last")]
    operations = [migrations.RunSQL(ASKED, "DROP FUNCTION arrangements_asked(date)")]
