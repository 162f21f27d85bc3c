"""An acknowledgement by one of several who owe together binds them alone: each of them has a clock of their own."""

import importlib

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import sealed_tables

AGAINST = """
CREATE FUNCTION write_offs_limitation_against(items bigint[]) RETURNS TABLE (item_id bigint, member_id bigint, due_on date, since date, last_day date, payments int)
LANGUAGE sql STABLE AS $$
-- The last day on which each debt may be sued for, against each of those who owe it together, or (`member_id` none) against the one who does: six
-- years from when it fell due (Limitation Act 1980 s.5, s.9; Care Act 2014 s.69(3)), or from the last payment of part of it, whoever paid, or the
-- last acknowledgement of it in writing signed by that debtor, made while it was in time (s.29(5)); later ones bring nothing back (s.29(7)). A
-- payment binds all who are liable (s.31(7)), an acknowledgement only whoever makes it and their successors (s.31(6)). Whether a paper moves the
-- six years of care charges is not settled: theirs end as if there were none. A debt due on a day may be paid until its midnight, so the six
-- years end with the same day of the sixth year after (Matthew v Sedman [2021] UKSC 19).
WITH RECURSIVE debtor AS (
  SELECT i.id AS item_id, j.member_id, i.due_on, coalesce(i.due_on, i.effective_on) AS since FROM receivables_item i
  LEFT JOIN customers_jointmember j ON j.account_id = i.customer_id AND j.valid_to IS NULL WHERE i.id = ANY(items)
), paid AS (
  SELECT d.item_id, d.member_id, c.effective_on AS on_day FROM debtor d JOIN receivables_allocation a ON a.debit_item_id = d.item_id JOIN receivables_item c ON c.id = a.credit_item_id
  WHERE c.kind IN ('receipt', 'collection') AND a.undoes_id IS NULL AND NOT EXISTS (SELECT FROM receivables_allocation u WHERE u.undoes_id = a.id)
  UNION ALL
  SELECT d.item_id, d.member_id, w.signed_on FROM debtor d JOIN write_offs_acknowledgeditem k ON k.item_id = d.item_id JOIN write_offs_acknowledgement w ON w.id = k.acknowledgement_id
  LEFT JOIN write_offs_acknowledgementbinds b ON b.acknowledgement_id = w.id JOIN receivables_item i ON i.id = d.item_id
  WHERE b.member_id IS NOT DISTINCT FROM d.member_id AND NOT EXISTS (SELECT FROM billing_carebilled c WHERE c.invoice_id = i.invoice_id)
), clock AS (
  SELECT d.item_id, d.member_id, d.due_on, d.since, 0 AS payments FROM debtor d
  UNION ALL
  SELECT c.item_id, c.member_id, c.due_on, p.on_day, c.payments + 1 FROM clock c CROSS JOIN LATERAL (
    SELECT max(paid.on_day) AS on_day FROM paid
    WHERE paid.item_id = c.item_id AND paid.member_id IS NOT DISTINCT FROM c.member_id AND paid.on_day > c.since AND paid.on_day <= (c.since + interval '6 years')::date) p
  WHERE p.on_day IS NOT NULL
)
SELECT DISTINCT ON (c.item_id, c.member_id) c.item_id, c.member_id, c.due_on, c.since, (c.since + interval '6 years')::date, c.payments
FROM clock c ORDER BY c.item_id, c.member_id, c.since DESC
$$
"""
FIRST = """
CREATE OR REPLACE FUNCTION write_offs_limitation(items bigint[]) RETURNS TABLE (item_id bigint, due_on date, since date, last_day date, payments int)
LANGUAGE sql STABLE AS $$
-- The last day on which each debt may be sued for against all who owe it.
SELECT DISTINCT ON (a.item_id) a.item_id, a.due_on, a.since, a.last_day, a.payments FROM write_offs_limitation_against(items) a ORDER BY a.item_id, a.last_day, a.member_id
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0009_added_by"),
        ("runs", "0004_refused_offers"),
        ("write_offs", "0004_time_in_law"),
        ("billing", "0014_service_users"),
    ]

    operations = [
        migrations.CreateModel(
            name="AcknowledgementBinds",
            fields=[
                (
                    "acknowledgement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="binds",
                        serialize=False,
                        to="write_offs.acknowledgement",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="customers.customer"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.RunSQL(AGAINST, "DROP FUNCTION write_offs_limitation_against(bigint[])"),
        migrations.RunSQL(FIRST, importlib.import_module("piperoll.write_offs.migrations.0004_time_in_law").LIMITATION),
        *sealed_tables("write_offs", 814, {"acknowledgementbinds": ("acknowledgement_id", "member_id")}),
    ]
