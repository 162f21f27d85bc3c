"""Working days are counted once for each pair of days that notices share, not once a notice: a million in seconds."""

import importlib

from django.db import migrations

BOOKS = importlib.import_module("piperoll.direct_debit.migrations.0002_books")
REPLACED = BOOKS.NOTICED.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
TOLD = """told AS (
  SELECT n.*, w.document_id, w.channel, w.sent_on,
         CASE w.channel WHEN 'post' THEN council_working_days_after(w.sent_on, f.post_days) ELSE w.sent_on END AS effective_on, f.late_days
  FROM newest n CROSS JOIN figures f LEFT JOIN went w ON w.notice_id = n.notice_id
)"""
TOLD_ONCE = """gone AS MATERIALIZED (
  SELECT n.*, w.document_id, w.channel, w.sent_on FROM newest n LEFT JOIN went w ON w.notice_id = n.notice_id
), arrived AS MATERIALIZED (
  SELECT g.channel, g.sent_on, CASE g.channel WHEN 'post' THEN council_working_days_after(g.sent_on, f.post_days) ELSE g.sent_on END AS effective_on
  FROM (SELECT DISTINCT x.channel, x.sent_on FROM gone x WHERE x.sent_on IS NOT NULL) g CROSS JOIN figures f
), counted AS MATERIALIZED (
  SELECT d.effective_on, d.collect_on, council_working_days_between(d.effective_on, d.collect_on) AS days_told
  FROM (SELECT DISTINCT a.effective_on, g.collect_on FROM gone g JOIN arrived a ON a.channel = g.channel AND a.sent_on = g.sent_on) d
), over AS MATERIALIZED (
  SELECT d.collect_on, on_day > council_working_days_after(d.collect_on, f.late_days) AS is_late
  FROM (SELECT DISTINCT g.collect_on FROM gone g) d CROSS JOIN figures f
), told AS (
  SELECT g.*, a.effective_on, c.days_told, o.is_late, f.late_days
  FROM gone g CROSS JOIN figures f JOIN over o ON o.collect_on = g.collect_on
  LEFT JOIN arrived a ON a.channel = g.channel AND a.sent_on = g.sent_on
  LEFT JOIN counted c ON c.effective_on = a.effective_on AND c.collect_on = g.collect_on
)"""
FASTER = (
    REPLACED.replace(TOLD, TOLD_ONCE)
    .replace(
        "council_working_days_between(t.effective_on, t.collect_on) < t.notice_days", "t.days_told < t.notice_days"
    )
    .replace("on_day > council_working_days_after(t.collect_on, t.late_days)", "t.is_late")
)


class Migration(migrations.Migration):
    dependencies = [("direct_debit", "0003_asked_again")]
    operations = [migrations.RunSQL(FASTER, REPLACED)]
