"""Promises to pay: kept or broken by the money that came within their days."""

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import sealed_tables

PROMISES = """
CREATE FUNCTION arrangements_promises(on_day date) RETURNS TABLE (
  promise_id bigint, customer_id bigint, pence bigint, by_on date, until date, came_pence bigint, state text)
LANGUAGE sql STABLE AS $$
-- Every promise. Money counts that we did not know of yet as it was made, that came from its day on, and until the days of grace after the day
-- it was promised for; what was taken back again counts against it.
WITH figure AS MATERIALIZED (
  SELECT council_figure('promise_late_days', on_day)::int AS late_days WHERE EXISTS (SELECT FROM arrangements_promise)
), promise AS MATERIALIZED (
  SELECT p.id, p.customer_id, p.pence, p.by_on, p.by_on + f.late_days AS until, p.promised_on, p.run_id, w.promise_id IS NOT NULL AS is_withdrawn
  FROM arrangements_promise p CROSS JOIN figure f LEFT JOIN arrangements_promisewithdrawn w ON w.promise_id = p.id
), merged AS MATERIALIZED (
  SELECT m.customer_id, m.kept_id FROM customers_merged('infinity', 'infinity') m
), mine AS (
  SELECT p.id, x.customer_id FROM promise p LEFT JOIN merged m ON m.customer_id = p.customer_id
  CROSS JOIN LATERAL (SELECT coalesce(m.kept_id, p.customer_id) AS customer_id
                      UNION SELECT o.customer_id FROM merged o WHERE o.kept_id = coalesce(m.kept_id, p.customer_id)) x
), came AS (
  SELECT p.id, -sum(i.amount_pence)::bigint AS pence
  FROM promise p JOIN mine y ON y.id = p.id JOIN receivables_item i ON i.customer_id = y.customer_id
    AND i.kind IN ('receipt', 'receipt_undone', 'collection', 'collection_back')
    AND i.run_id > p.run_id AND i.effective_on BETWEEN p.promised_on AND least(p.until, on_day)
  GROUP BY p.id
)
SELECT p.id, p.customer_id, p.pence, p.by_on, p.until, greatest(0, coalesce(c.pence, 0)),
       CASE WHEN p.is_withdrawn THEN 'withdrawn' WHEN c.pence >= p.pence THEN 'kept' WHEN on_day <= p.until THEN 'waiting'
            WHEN c.pence > 0 THEN 'part' ELSE 'broken' END
FROM promise p LEFT JOIN came c ON c.id = p.id
$$
"""
SEALED = {
    "promise": ("id", "customer_id, pence, by_on, promised_on, promised_by, heard, note"),
    "promisewithdrawn": ("promise_id", "why, withdrawn_on"),
}


class Migration(migrations.Migration):
    dependencies = [
        ("arrangements", "0002_books"),
        ("customers", "0009_added_by"),
        ("runs", "0004_refused_offers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Promise",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pence", models.BigIntegerField()),
                ("by_on", models.DateField()),
                ("promised_on", models.DateField()),
                ("promised_by", models.CharField(help_text="Who promised", max_length=120)),
                (
                    "heard",
                    models.CharField(
                        choices=[
                            ("phone", "Telephone"),
                            ("letter", "Letter"),
                            ("email", "Email"),
                            ("visit", "Visit"),
                            ("counter", "At the counter"),
                        ],
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="promises", to="customers.customer"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="PromiseWithdrawn",
            fields=[
                (
                    "promise",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="withdrawn",
                        serialize=False,
                        to="arrangements.promise",
                    ),
                ),
                ("why", models.CharField(max_length=200)),
                ("withdrawn_on", models.DateField()),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(condition=models.Q(("pence__gt", 0)), name="promise_of_something"),
        ),
        migrations.RunSQL(PROMISES, "DROP FUNCTION arrangements_promises(date)"),
        *sealed_tables("arrangements", 726, SEALED),
    ]
