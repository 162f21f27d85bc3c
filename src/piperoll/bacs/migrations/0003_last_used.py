"""A mandate was last used when it was last collected from, or lodged."""

from django.db import migrations

BEFORE = """
CREATE OR REPLACE FUNCTION direct_debit_last_used() RETURNS TABLE (mandate_id bigint, last_on date) LANGUAGE sql STABLE AS $$
SELECT m.id, greatest(m.agreed_on, max(e.effective_on))
FROM direct_debit_mandate m
LEFT JOIN direct_debit_lodgement l ON l.mandate_id = m.id AND l.code IN ('0N', '0S')
LEFT JOIN direct_debit_lodgementend e ON e.lodgement_id = l.id AND e.what = 'filed'
GROUP BY m.id
$$
"""
AFTER = """
CREATE OR REPLACE FUNCTION direct_debit_last_used() RETURNS TABLE (mandate_id bigint, last_on date) LANGUAGE sql STABLE AS $$
SELECT m.id, greatest(m.agreed_on, max(e.effective_on), (
  SELECT max(c.collect_on) FROM bacs_collection c JOIN bacs_verdict v ON v.collection_run_id = c.collection_run_id AND v.what = 'released'
  WHERE c.mandate_id = m.id))
FROM direct_debit_mandate m
LEFT JOIN direct_debit_lodgement l ON l.mandate_id = m.id AND l.code IN ('0N', '0S')
LEFT JOIN direct_debit_lodgementend e ON e.lodgement_id = l.id AND e.what = 'filed'
GROUP BY m.id
$$
"""


class Migration(migrations.Migration):
    dependencies = [("bacs", "0002_books"), ("direct_debit", "0003_asked_again")]
    operations = [migrations.RunSQL(AFTER, BEFORE)]
