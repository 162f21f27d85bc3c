"""A fixed plan's day that could not be told in time moves to the first that can; where each of its days stands."""

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import sealed_source

VIEW = """
CREATE VIEW direct_debit_movedday_sealed AS
SELECT run_id, id AS row_id, sha256(convert_to(jsonb_build_array(id, plan_id, nominal_on, collect_on)::text, 'UTF8')) AS digest
FROM direct_debit_movedday
"""
FIXED_DAYS = """
CREATE FUNCTION direct_debit_fixed_days(on_day date, to_day date)
RETURNS TABLE (mandate_id bigint, customer_id bigint, plan_id bigint, amount_pence bigint, nominal_on date, collect_on date, was_on date)
LANGUAGE sql STABLE AS $$
SELECT p.mandate_id, s.customer_id, p.id, p.amount_pence, d.nominal_on, coalesce(v.collect_on, d.collect_on), d.collect_on
FROM direct_debit_plans(on_day) p JOIN direct_debit_standing s ON s.mandate_id = p.mandate_id AND s.state IN ('set_up', 'lodging', 'active')
CROSS JOIN LATERAL direct_debit_plan_days(p.every, p.days, p.first_on, p.times, p.until, to_day) d
LEFT JOIN LATERAL (
  SELECT x.collect_on FROM direct_debit_movedday x WHERE x.plan_id = p.id AND x.nominal_on = d.nominal_on ORDER BY x.id DESC LIMIT 1) v ON true
WHERE p.kind = 'fixed'
$$
"""


class Migration(migrations.Migration):
    dependencies = [("direct_debit", "0006_unpaid")]

    operations = [
        migrations.CreateModel(
            name="MovedDay",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("nominal_on", models.DateField()),
                ("collect_on", models.DateField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moved",
                        to="direct_debit.collectionplan",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="movedday",
            constraint=models.UniqueConstraint(
                fields=("plan", "nominal_on", "collect_on"), name="a_day_moves_there_once"
            ),
        ),
        migrations.RunSQL(VIEW, "DROP VIEW direct_debit_movedday_sealed"),
        sealed_source("direct_debit_movedday_sealed", 412),
        migrations.RunSQL(FIXED_DAYS, "DROP FUNCTION direct_debit_fixed_days"),
    ]
