"""A signed acknowledgement begins the time in law again, as a part payment does; both are sealed with every run."""

from django.db import migrations

from piperoll.database.schema import sealed_tables

LIMITATION = """
CREATE OR REPLACE FUNCTION write_offs_limitation(items bigint[]) RETURNS TABLE (item_id bigint, due_on date, since date, last_day date, payments int)
LANGUAGE sql STABLE AS $$
-- The last day on which each debt may be sued for: six years from when it fell due (Limitation Act 1980 s.5, s.9; Care Act 2014 s.69(3)), or from
-- the last payment of part of it, or acknowledgement of it in signed writing, made while it was in time (s.29(5)); later ones bring nothing back
-- (s.29(7)). Whether a paper moves the six years of care charges is not settled: theirs end as if there were none. A debt due on a day may be paid
-- until its midnight, so the six years end with the same day of the sixth year after (Matthew v Sedman [2021] UKSC 19).
WITH RECURSIVE paid AS (
  SELECT a.debit_item_id AS item_id, c.effective_on AS on_day FROM receivables_allocation a JOIN receivables_item c ON c.id = a.credit_item_id
  WHERE a.debit_item_id = ANY(items) AND c.kind IN ('receipt', 'collection') AND a.undoes_id IS NULL
    AND NOT EXISTS (SELECT FROM receivables_allocation u WHERE u.undoes_id = a.id)
  UNION ALL
  SELECT k.item_id, w.signed_on FROM write_offs_acknowledgeditem k JOIN write_offs_acknowledgement w ON w.id = k.acknowledgement_id
  JOIN receivables_item i ON i.id = k.item_id
  WHERE k.item_id = ANY(items) AND NOT EXISTS (SELECT FROM billing_carebilled c WHERE c.invoice_id = i.invoice_id)
), clock AS (
  SELECT i.id AS item_id, i.due_on, coalesce(i.due_on, i.effective_on) AS since, 0 AS payments FROM receivables_item i WHERE i.id = ANY(items)
  UNION ALL
  SELECT c.item_id, c.due_on, p.on_day, c.payments + 1 FROM clock c CROSS JOIN LATERAL (
    SELECT max(paid.on_day) AS on_day FROM paid
    WHERE paid.item_id = c.item_id AND paid.on_day > c.since AND paid.on_day <= (c.since + interval '6 years')::date) p
  WHERE p.on_day IS NOT NULL
)
SELECT DISTINCT ON (c.item_id) c.item_id, c.due_on, c.since, (c.since + interval '6 years')::date, c.payments FROM clock c ORDER BY c.item_id, c.since DESC
$$
"""
SEALED = {
    "acknowledgement": ("id", "signed_by, signed_on, paper"),
    "acknowledgeditem": ("id", "acknowledgement_id, item_id"),
}


class Migration(migrations.Migration):
    dependencies = [("write_offs", "0003_acknowledgements"), ("billing", "0014_service_users")]
    operations = [
        migrations.RunSQL(LIMITATION, migrations.RunSQL.noop),
        *sealed_tables("write_offs", 754, SEALED),
    ]
