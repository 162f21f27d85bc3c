"""Standing orders: the days they should pay on, and which receipt paid each."""

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import sealed_source

DAYS = """
CREATE FUNCTION receipting_standing_order_days(of_order bigint, since date, until date) RETURNS SETOF date LANGUAGE sql STABLE AS $$
  SELECT day FROM (
    SELECT (o.first_on + n * step)::date AS day FROM receipting_standingorder o LEFT JOIN receipting_standingorderend e ON e.order_id = o.id
    CROSS JOIN LATERAL (SELECT CASE o.frequency WHEN 'weekly' THEN interval '7 days' WHEN 'fortnightly' THEN interval '14 days'
      WHEN 'four_weekly' THEN interval '28 days' WHEN 'monthly' THEN interval '1 month' WHEN 'quarterly' THEN interval '3 months'
      ELSE interval '1 year' END) s (step)
    CROSS JOIN LATERAL generate_series(0, ceil((least(until, e.ends_on) - o.first_on) / (extract(epoch FROM step) / 86400 - 2))::int) n
    WHERE o.id = of_order AND o.first_on <= until AND coalesce(e.ends_on, 'infinity') >= since
  ) d WHERE day BETWEEN since AND until
    AND day <= coalesce((SELECT ends_on FROM receipting_standingorderend WHERE order_id = of_order), 'infinity')
$$
"""
PAID = """
CREATE FUNCTION receipting_standing_orders_paid(since date, until date)
RETURNS TABLE (order_id bigint, customer_id bigint, expected_on date, amount_pence bigint, receipt_id bigint) LANGUAGE sql STABLE AS $$
  WITH due AS (
    SELECT o.id AS order_id, o.customer_id, day AS expected_on, o.amount_pence,
           row_number() OVER (PARTITION BY o.customer_id, o.amount_pence, day ORDER BY o.id) AS place
    FROM receipting_standingorder o CROSS JOIN LATERAL receipting_standing_order_days(o.id, since, until) AS day
  ), came AS (
    SELECT d.order_id, d.expected_on, r.id AS receipt_id,
           row_number() OVER (PARTITION BY d.order_id, d.expected_on ORDER BY abs(r.received_on - d.expected_on), r.id) AS turn
    FROM due d JOIN receipting_placement p ON p.customer_id = ANY(customers_accounts(d.customer_id, 'infinity', 'infinity')) AND p.undoes_id IS NULL
    JOIN receipting_receipt r ON r.id = p.receipt_id AND r.amount_pence = d.amount_pence
      AND r.received_on BETWEEN d.expected_on - 2 AND d.expected_on + 4
    WHERE NOT EXISTS (SELECT FROM receipting_placement u WHERE u.undoes_id = p.id)
  )
  SELECT d.order_id, d.customer_id, d.expected_on, d.amount_pence, c.receipt_id
  FROM due d LEFT JOIN came c ON (c.order_id, c.expected_on, c.turn) = (d.order_id, d.expected_on, d.place)
$$
"""
SEALED = """
CREATE VIEW receipting_standingorder_sealed AS
SELECT run_id, id AS row_id,
       sha256(convert_to(id || '|' || customer_id || '|' || amount_pence || '|' || frequency || '|' || (first_on - date '1970-01-01'), 'UTF8')) AS digest
FROM receipting_standingorder
"""


class Migration(migrations.Migration):
    dependencies = [("receipting", "0004_expected"), ("customers", "0007_links")]

    operations = [
        migrations.CreateModel(
            name="StandingOrder",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("amount_pence", models.BigIntegerField()),
                (
                    "frequency",
                    models.CharField(
                        choices=[
                            ("weekly", "Weekly"),
                            ("fortnightly", "Every two weeks"),
                            ("four_weekly", "Every four weeks"),
                            ("monthly", "Monthly"),
                            ("quarterly", "Quarterly"),
                            ("annual", "Annually"),
                        ],
                        max_length=12,
                    ),
                ),
                ("first_on", models.DateField()),
                ("told_by", models.CharField(help_text="Who said so, and how", max_length=200)),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standing_orders",
                        to="customers.customer",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount_pence__gt", 0)), name="standing_order_pays")
                ],
            },
        ),
        migrations.CreateModel(
            name="StandingOrderEnd",
            fields=[
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="end",
                        serialize=False,
                        to="receipting.standingorder",
                    ),
                ),
                ("ends_on", models.DateField()),
                ("reason", models.CharField(max_length=200)),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.RunSQL(DAYS, "DROP FUNCTION receipting_standing_order_days(bigint, date, date)"),
        migrations.RunSQL(PAID, "DROP FUNCTION receipting_standing_orders_paid(date, date)"),
        migrations.RunSQL(SEALED, "DROP VIEW receipting_standingorder_sealed"),
        sealed_source("receipting_standingorder_sealed", 45),
    ]
