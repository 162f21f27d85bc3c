"""What is sealed with every run, what each reason needs to begin with, and the last day to sue for a debt."""

from datetime import date

from django.db import migrations

from piperoll.database.schema import sealed_source

LIMITATION = """
CREATE FUNCTION write_offs_limitation(items bigint[]) RETURNS TABLE (item_id bigint, due_on date, since date, last_day date, payments int)
LANGUAGE sql STABLE AS $$
-- The last day on which each debt may be sued for: six years from when it fell due (Limitation Act 1980 s.5, s.9; Care Act 2014 s.69(3)), or from
-- the last payment of part of it made while it was in time (s.29(5)); a payment after that brings nothing back (s.29(7)). A debt due on a day may
-- be paid until its midnight, so the six years end with the same day of the sixth year after (Matthew v Sedman [2021] UKSC 19).
WITH RECURSIVE paid AS (
  SELECT a.debit_item_id AS item_id, c.effective_on AS on_day FROM receivables_allocation a JOIN receivables_item c ON c.id = a.credit_item_id
  WHERE a.debit_item_id = ANY(items) AND c.kind IN ('receipt', 'collection') AND a.undoes_id IS NULL
    AND NOT EXISTS (SELECT FROM receivables_allocation u WHERE u.undoes_id = a.id)
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
POLICY, FROM = "Council policy: write-offs", date(2000, 1, 1)
REASONS = [
    ("uneconomic", "what recovery would cost, against what is owed", "", 0, "Financial regulations: write-offs"),
    ("gone_away", "two searches that did not find them, each less than six months old", "gone_away", 90, "Financial regulations: write-offs"),
    ("no_estate", "what the executors or a probate search said of the estate", "deceased", 0, "Administration of Estates Act 1925 s.34"),
    ("insolvent", "the notice of the order with its reference, and our proof of debt", "insolvent", 0, "Insolvency Act 1986 s.285, s.251G, Sch B1"),
    ("statute_barred", "", "", 0, "Limitation Act 1980 s.5, s.9, s.29; Care Act 2014 s.69(3)"),
    ("court_lost", "the judgment, or the advice that we should not sue", "", 0, "Financial regulations: write-offs"),
    ("hardship", "the decision of the panel", "", 0, "Equality Act 2010 s.149"),
    ("legal_advice", "the advice", "", 0, "Financial regulations: write-offs"),
    ("irrecoverable", "what was tried, and when", "", 180, "Financial regulations: write-offs"),
    ("small_balance", "", "", 0, "Financial regulations: write-offs"),
]  # fmt: skip
SEALED = {
    "smallrun": ("id", "service_id, most_pence, least_days, proposed_by_id, proposed_on"),
    "smallline": ("id", "small_run_id, item_id, pence, why_not"),
    "smalloutcome": ("small_run_id", "request_id, many, pence, left_out"),
}
VIEW = """
CREATE VIEW write_offs_TABLE_sealed AS
SELECT run_id, KEY AS row_id, sha256(convert_to(jsonb_build_array(KEY, COLUMNS)::text, 'UTF8')) AS digest FROM write_offs_TABLE
"""
FIRST_PLACE = 690


def write(apps, schema_editor):
    """One rule for each reason, each to be checked by the council."""
    reason = apps.get_model("write_offs", "Reason")
    reason.objects.using(schema_editor.connection.alias).bulk_create(
        reason(
            code=code, needs=needs, flag=flag, least_age_days=days, valid_from=FROM, authority=POLICY, source=source,
            to_verify=True,
        )
        for code, needs, flag, days, source in REASONS
    )  # fmt: skip


def sealed():
    """A view for each table, by which its rows are sealed with every run."""
    for place, (table, (key, columns)) in enumerate(SEALED.items(), FIRST_PLACE):
        view = VIEW.replace("TABLE", table).replace("KEY", key).replace("COLUMNS", columns)
        name = f"write_offs_{table}_sealed"
        yield migrations.RunSQL(view, f"DROP VIEW {name}")
        yield sealed_source(name, place)


class Migration(migrations.Migration):
    dependencies = [
        ("write_offs", "0001_initial"),
        ("receivables", "0012_write_offs"),
        ("safeguards", "0012_write_offs"),
    ]
    operations = [
        migrations.RunSQL(LIMITATION, "DROP FUNCTION write_offs_limitation(bigint[])"),
        migrations.RunPython(write, migrations.RunPython.noop),
        *sealed(),
    ]
