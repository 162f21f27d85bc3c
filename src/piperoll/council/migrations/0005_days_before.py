"""So many working days before a day, in sets (twin: foundations/calendar.working_days_before)."""

from django.db import migrations

DAYS_BEFORE = """
CREATE FUNCTION council_working_days_before(day date, many int) RETURNS date LANGUAGE sql STABLE AS $$
SELECT CASE WHEN many < 1 THEN day ELSE (
  SELECT d FROM (SELECT day - n AS d FROM generate_series(1, many * 2 + 14) n) earlier
  WHERE council_is_working_day(d) ORDER BY d DESC OFFSET many - 1 LIMIT 1) END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("council", "0004_pay_page")]
    operations = [migrations.RunSQL(DAYS_BEFORE, "DROP FUNCTION council_working_days_before")]
