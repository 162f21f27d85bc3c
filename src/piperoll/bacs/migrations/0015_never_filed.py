"""A released run whose file was never made is missed as a report is: its debts count as paid, and no bank was asked."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("piperoll.bacs.migrations.0013_reports_implied").IMPLIED.replace(
    "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
)
NEVER_FILED = """
  RETURN QUERY
  SELECT 'never-filed-' || r.id, 'never_filed', r.input_by, r.id::text
  FROM bacs_collectionrun r JOIN bacs_verdict v ON v.collection_run_id = r.id AND v.what = 'released'
  WHERE r.input_by < on_day AND NOT EXISTS (SELECT FROM bacs_filedrun k WHERE k.verdict_id = v.id) AND EXISTS (
    SELECT FROM bacs_collection c JOIN direct_debit_mandate m ON m.id = c.mandate_id AND m.provider = 'bacs'
    WHERE c.collection_run_id = r.id AND NOT EXISTS (SELECT FROM bacs_collectionend e WHERE e.collection_id = c.id))
  ORDER BY r.input_by, r.id;
"""


class Migration(migrations.Migration):
    dependencies = [("bacs", "0014_held_until_it_ends")]
    operations = [migrations.RunSQL(BEFORE.replace("BEGIN\n", f"BEGIN{NEVER_FILED}", 1), BEFORE)]
