"""Reports that Bacs owes us because of something else: a file we withdrew, and what the bank, or another report, shows."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("piperoll.bacs.migrations.0011_missing_reports").MISSING
MISSING = """
CREATE OR REPLACE FUNCTION bacs_missing_reports(on_day date)
RETURNS TABLE (id bigint, serial text, made_on date, processing_on date, records int, debit_pence bigint, missing text)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  IF NOT EXISTS (SELECT FROM bacs_bacsfile) THEN  -- nor need there be figures yet
    RETURN;
  END IF;
  RETURN QUERY
  SELECT f.id, f.serial::text, f.made_on, f.processing_on, f.records, f.debit_pence,
         CASE WHEN gone.is_whole THEN 'Withdrawal report' ELSE 'Input report' END
  FROM bacs_bacsfile f CROSS JOIN LATERAL (  -- all that was in it withdrawn here, before Bacs said so
    SELECT count(*) > 0 AND bool_and(coalesce(e.what = 'withdrawn' AND u.verb = 'withdraw_collection', false)) AND f.instructions = 0 AND f.credit_pence = 0 AS is_whole
    FROM bacs_filedrun r JOIN bacs_verdict v ON v.id = r.verdict_id JOIN bacs_collection c ON c.collection_run_id = v.collection_run_id
    JOIN direct_debit_mandate m ON m.id = c.mandate_id AND m.provider = 'bacs' LEFT JOIN bacs_collectionend e ON e.collection_id = c.id
    LEFT JOIN runs_run u ON u.id = e.run_id WHERE r.file_id = f.id AND coalesce(e.what, '') <> 'dropped'
  ) gone
  WHERE f.processing_on <= council_working_days_before(on_day, 1) AND NOT EXISTS (
    SELECT FROM bacs_fileanswer a JOIN bacs_bacsreport p ON p.id = a.report_id
    WHERE a.file_id = f.id AND (p.kind = 'Withdrawal' OR (p.kind = 'Input' AND NOT coalesce(gone.is_whole, false))))
  UNION ALL
  SELECT f.id, f.serial::text, f.made_on, f.processing_on, f.records, f.debit_pence, 'AUDDIS acceptance or rejection'
  FROM bacs_bacsfile f
  WHERE f.instructions > 0 AND f.processing_on <= council_working_days_before(on_day, council_figure('bank_answer_days', on_day)::int)
    AND NOT EXISTS (
      SELECT FROM bacs_fileanswer a JOIN bacs_bacsreport p ON p.id = a.report_id WHERE a.file_id = f.id AND p.kind LIKE 'AUDDIS%')
  ORDER BY 4, 2, 7;
END $$
"""
IMPLIED = """
CREATE FUNCTION bacs_implied_reports(on_day date) RETURNS TABLE (key text, report text, since date, about text)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  IF NOT EXISTS (SELECT FROM bacs_bacsfile) THEN
    RETURN;
  END IF;
  RETURN QUERY
  SELECT 'late-report-' || k.report || '-' || to_char(r.received_on, 'YYYYMMDD'), k.report, r.received_on, sum(abs(s.open_pence))::text
  FROM (VALUES ('unpaid direct debit', 'ARUDD', -1), ('direct debit indemnity claim', 'DDICA', -1), ('returned credit', 'ARUCS', 1)) AS k (kind, report, way)
  JOIN receipting_suspense s ON sign(s.open_pence) = k.way AND s.state IN ('new', 'suggested', 'waiting')
  JOIN receipting_receipt r ON r.id = s.receipt_id AND r.received_on BETWEEN on_day - 31 AND council_working_days_before(on_day, 1)
  JOIN receipting_bankline l ON l.id = r.bank_line_id AND l.kind = k.kind
  GROUP BY k.report, r.received_on
  UNION ALL
  SELECT DISTINCT 'late-report-ADDACS-' || m.id, 'ADDACS', u.effective_on, m.reference::text
  FROM bacs_advice a JOIN bacs_bacsreport p ON p.id = a.report_id AND p.kind = 'ARUDD' JOIN runs_run u ON u.id = a.run_id
  JOIN direct_debit_standing s ON s.mandate_id = a.mandate_id AND s.state = 'suspended' JOIN direct_debit_mandate m ON m.id = a.mandate_id
  WHERE a.code = '3' AND u.effective_on BETWEEN on_day - 31 AND council_working_days_before(on_day, council_figure('bank_answer_days', on_day)::int)
    AND NOT EXISTS (SELECT FROM bacs_advice b JOIN bacs_bacsreport q ON q.id = b.report_id AND q.kind = 'ADDACS' JOIN runs_run w ON w.id = b.run_id
                    WHERE b.mandate_id = a.mandate_id AND w.effective_on >= u.effective_on - 31)
  ORDER BY 3, 1;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("bacs", "0012_advices_in_sets"),
        ("council", "0005_days_before"),
        ("receipting", "0014_payer_rules"),
    ]
    operations = [
        migrations.RunSQL(MISSING, BEFORE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")),
        migrations.RunSQL(IMPLIED, "DROP FUNCTION bacs_implied_reports"),
    ]
