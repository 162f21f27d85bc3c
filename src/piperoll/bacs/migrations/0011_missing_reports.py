"""Reports that Bacs owes us, in one question, for whoever asks beside their own."""

from django.db import migrations

MISSING = """
CREATE FUNCTION bacs_missing_reports(on_day date)
RETURNS TABLE (id bigint, serial text, made_on date, processing_on date, records int, debit_pence bigint, missing text)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  IF NOT EXISTS (SELECT FROM bacs_bacsfile) THEN  -- nor need there be figures yet
    RETURN;
  END IF;
  RETURN QUERY
  SELECT f.id, f.serial::text, f.made_on, f.processing_on, f.records, f.debit_pence, 'Input report'
  FROM bacs_bacsfile f WHERE f.processing_on <= council_working_days_before(on_day, 1) AND NOT EXISTS (
    SELECT FROM bacs_fileanswer a JOIN bacs_bacsreport p ON p.id = a.report_id WHERE a.file_id = f.id AND p.kind IN ('Input', 'Withdrawal'))
  UNION ALL
  SELECT f.id, f.serial::text, f.made_on, f.processing_on, f.records, f.debit_pence, 'AUDDIS acceptance or rejection'
  FROM bacs_bacsfile f
  WHERE f.instructions > 0 AND f.processing_on <= council_working_days_before(on_day, council_figure('bank_answer_days', on_day)::int)
    AND NOT EXISTS (
      SELECT FROM bacs_fileanswer a JOIN bacs_bacsreport p ON p.id = a.report_id WHERE a.file_id = f.id AND p.kind LIKE 'AUDDIS%')
  ORDER BY 4, 2, 7;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("bacs", "0010_refunded_there"), ("council", "0005_days_before")]
    operations = [migrations.RunSQL(MISSING, "DROP FUNCTION bacs_missing_reports")]
