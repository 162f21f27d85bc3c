"""An arrangement is broken only when the letter that asked for an answer really went, and its days are over since."""

import importlib

from django.db import migrations

BEFORE = importlib.import_module("piperoll.arrangements.migrations.0002_books").STANDING.replace(
    "CREATE", "CREATE OR REPLACE", 1
)
ANSWER = "greatest(c.answer_by, went.sent_on + (c.answer_by - c.written_on))"
WENT = """
LEFT JOIN LATERAL (
  SELECT min(u.effective_on) AS sent_on FROM dispatch_document d JOIN dispatch_outbox o ON o.document_id = d.id AND o.state IN ('sent', 'delivered')
  JOIN dispatch_event e ON e.document_id = d.id AND e.event IN ('send', 'find_sent') JOIN runs_run u ON u.id = e.run_id
  WHERE d.kind = 'arr_late' AND d.source_id = c.id) went ON true
$$
"""
AFTER = (
    BEFORE.replace("coalesce(u.pence, 0), c.answer_by,", f"coalesce(u.pence, 0), {ANSWER},")
    .replace("WHEN on_day <= c.answer_by THEN", f"WHEN went.sent_on IS NULL OR on_day <= {ANSWER} THEN")
    .replace("\n$$\n", WENT)
)


class Migration(migrations.Migration):
    dependencies = [("arrangements", "0004_households"), ("dispatch", "0012_arrangements")]
    operations = [migrations.RunSQL(AFTER, BEFORE)]
