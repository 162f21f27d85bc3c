"""Working days in sets: banks work Monday to Friday but for the holidays on record (twin: foundations/calendar.py)."""

from django.db import migrations

IS_WORKING_DAY = """
CREATE FUNCTION council_is_working_day(day date) RETURNS boolean LANGUAGE sql STABLE
RETURN extract(isodow FROM day) < 6 AND NOT EXISTS (SELECT FROM council_holiday h WHERE h.holiday_on = day)
"""
WORKING_DAY = """
CREATE FUNCTION council_working_day(day date) RETURNS date LANGUAGE sql STABLE AS $$
SELECT d FROM (SELECT day + n AS d FROM generate_series(0, 14) n) later WHERE council_is_working_day(d) ORDER BY d LIMIT 1
$$
"""
DAYS_AFTER = """
CREATE FUNCTION council_working_days_after(day date, many int) RETURNS date LANGUAGE sql STABLE AS $$
SELECT CASE WHEN many < 1 THEN day ELSE (
  SELECT d FROM (SELECT day + n AS d FROM generate_series(1, many * 2 + 14) n) later
  WHERE council_is_working_day(d) ORDER BY d OFFSET many - 1 LIMIT 1) END
$$
"""
DAYS_BETWEEN = """
CREATE FUNCTION council_working_days_between(after date, up_to date) RETURNS int LANGUAGE sql STABLE AS $$
SELECT count(*)::int FROM generate_series(1, up_to - after) n WHERE council_is_working_day(after + n)
$$
"""
FIGURE = """
CREATE FUNCTION council_figure(wanted text, on_day date) RETURNS numeric LANGUAGE plpgsql STABLE AS $$
DECLARE found numeric;
BEGIN
  SELECT value INTO found FROM council_datedfigure
  WHERE name = wanted AND service_id IS NULL AND on_day BETWEEN valid_from AND coalesce(valid_to, 'infinity')
  ORDER BY valid_from DESC LIMIT 1;
  IF found IS NULL THEN
    RAISE EXCEPTION 'no value of % holds on %', wanted, on_day USING ERRCODE = 'no_data_found';
  END IF;
  RETURN found;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("council", "0002_references")]
    operations = [
        migrations.RunSQL(IS_WORKING_DAY, "DROP FUNCTION council_is_working_day"),
        migrations.RunSQL(WORKING_DAY, "DROP FUNCTION council_working_day"),
        migrations.RunSQL(DAYS_AFTER, "DROP FUNCTION council_working_days_after"),
        migrations.RunSQL(DAYS_BETWEEN, "DROP FUNCTION council_working_days_between"),
        migrations.RunSQL(FIGURE, "DROP FUNCTION council_figure"),
    ]
