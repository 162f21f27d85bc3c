"""Care: what was delivered, who bears how much of it, and what each week was billed at."""

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import sealed_source

DUE = """
CREATE FUNCTION billing_care_due(weeks_to date, on_day date)
RETURNS TABLE (customer_id bigint, bearer_id bigint, week_starts_on date, account_id int, description text, due_pence bigint,
               billed_pence bigint, place int, reason text, held text)
LANGUAGE sql STABLE AS $$
  WITH delivered AS (
    SELECT DISTINCT ON (d.customer_id, d.package, d.week_starts_on) d.* FROM billing_caredelivery d
    WHERE d.week_starts_on + 6 <= weeks_to ORDER BY d.customer_id, d.package, d.week_starts_on, d.id DESC
  ), died AS (
    SELECT f.customer_id, min(f.happened_on) AS happened_on FROM safeguards_flag f LEFT JOIN safeguards_flagend e ON e.flag_id = f.id
    WHERE f.kind = 'deceased' AND e.id IS NULL GROUP BY 1
  ), week AS (
    SELECT d.customer_id, d.week_starts_on, sum(d.units) AS units, max(d.told_on) AS told_on,
           string_agg(DISTINCT d.description, ' and ') AS description, sum(round(d.units * d.unit_cost_pounds * 100))::bigint AS cost_pence,
           greatest(least(coalesce(min(x.happened_on), d.week_starts_on + 6) - d.week_starts_on + 1, 7), 0) AS days_alive
    FROM delivered d LEFT JOIN died x ON x.customer_id = d.customer_id GROUP BY d.customer_id, d.week_starts_on
  ), cost AS (
    SELECT w.customer_id, w.week_starts_on, w.units, w.told_on, w.description, w.days_alive,
           CASE WHEN w.days_alive = 0 THEN 0 ELSE w.cost_pence END AS cost_pence
    FROM week w
  ), shared AS (
    SELECT c.customer_id, s.payer_id, c.week_starts_on, s.account_id, c.description, c.told_on,
           round(c.cost_pence * s.percent / 100)::bigint AS due_pence, s.percent
    FROM cost c JOIN billing_careshare s ON s.customer_id = c.customer_id AND s.valid_from <= c.week_starts_on
                                        AND coalesce(s.valid_to, 'infinity') >= c.week_starts_on
  ), own AS (
    SELECT c.*, a.kind, a.weekly_pence, a.account_id, a.decided_on, greatest(c.cost_pence - coalesce(o.pence, 0), 0) AS rest_pence
    FROM cost c
    JOIN LATERAL (
      SELECT kind, weekly_pence, account_id, decided_on FROM billing_careassessment a
      WHERE a.customer_id = c.customer_id AND a.valid_from <= c.week_starts_on ORDER BY a.id DESC LIMIT 1
    ) a ON true
    LEFT JOIN (SELECT customer_id, week_starts_on, sum(due_pence) AS pence FROM shared GROUP BY 1, 2) o
      ON o.customer_id = c.customer_id AND o.week_starts_on = c.week_starts_on
  ), due AS (
    SELECT customer_id, payer_id AS bearer_id, week_starts_on, account_id, description, due_pence, told_on AS known_on,
           trim_scale(percent) || '% of the cost' AS reason
    FROM shared
    UNION ALL
    SELECT customer_id, customer_id, week_starts_on, account_id, description,
           CASE kind WHEN 'partial' THEN least(round(weekly_pence * days_alive / 7.0)::bigint, rest_pence) WHEN 'full' THEN rest_pence ELSE 0 END,
           greatest(told_on, decided_on),
           CASE WHEN days_alive < 7 THEN 'until the day of death' WHEN kind = 'full' THEN 'the full cost of ' || trim_scale(units) || ' units'
                WHEN kind = 'partial' AND weekly_pence <= rest_pence THEN 'assessed contribution' WHEN kind = 'partial' THEN 'the cost, less than the assessed contribution'
                WHEN kind = 'nil' THEN 'nothing to pay' ELSE 'care ended' END
    FROM own
  ), billed AS (
    SELECT customer_id, bearer_id, week_starts_on, sum(net_pence)::bigint AS pence, count(*)::int AS many FROM billing_carebilled GROUP BY 1, 2, 3
  ), figure AS (
    SELECT name, (array_agg(value::int ORDER BY valid_from DESC))[1] AS days FROM council_datedfigure
    WHERE name IN ('care_backdating_days', 'late_billing_days') AND service_id IS NULL
      AND on_day >= valid_from AND on_day <= coalesce(valid_to, 'infinity') GROUP BY name
  )
  SELECT d.customer_id, d.bearer_id, d.week_starts_on, d.account_id, d.description, d.due_pence, coalesce(b.pence, 0), coalesce(b.many, 0), d.reason,
         CASE
           WHEN d.due_pence <= coalesce(b.pence, 0) OR EXISTS (
             SELECT FROM billing_careapproval a WHERE a.customer_id = d.customer_id AND d.week_starts_on BETWEEN a.weeks_from AND a.weeks_to) THEN NULL
           WHEN d.known_on - d.week_starts_on - 7 > back.days
             THEN 'was decided or told more than ' || back.days || ' days after the week: it needs approval to be billed so far back'
           WHEN on_day - d.week_starts_on - 7 > late.days
             THEN 'is more than ' || late.days || ' days ago: agree it and offer a plan, then approve it'
         END
  FROM due d LEFT JOIN billed b USING (customer_id, bearer_id, week_starts_on)
  LEFT JOIN figure back ON back.name = 'care_backdating_days' LEFT JOIN figure late ON late.name = 'late_billing_days'
  WHERE d.due_pence <> coalesce(b.pence, 0)
$$
"""
VIEWS = {
    "careassessment": "id || '|' || customer_id || '|' || kind || '|' || weekly_pence || '|' || account_id || '|' || (valid_from - date '1970-01-01')",
    "careshare": "id || '|' || customer_id || '|' || payer_id || '|' || percent || '|' || (valid_from - date '1970-01-01')",
    "caredelivery": "id || '|' || customer_id || '|' || package || '|' || (week_starts_on - date '1970-01-01') || '|' || units || '|' || unit_cost_pounds",
    "carebilled": "id || '|' || customer_id || '|' || bearer_id || '|' || (week_starts_on - date '1970-01-01') || '|' || place || '|' || net_pence || '|' || invoice_id",
}


def sealed(name: str) -> migrations.RunSQL:
    """A view of what each row says, hashed."""
    hashed = f"run_id, id AS row_id, sha256(convert_to({VIEWS[name]}, 'UTF8')) AS digest"
    return migrations.RunSQL(
        f"CREATE VIEW billing_{name}_sealed AS SELECT {hashed} FROM billing_{name}",  # noqa: S608
        f"DROP VIEW billing_{name}_sealed",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("safeguards", "0004_read_as_one"),
        ("billing", "0010_link_books"),
        ("customers", "0006_likely_pairs"),
        ("ledger", "0002_books"),
        ("runs", "0002_sealing"),
    ]

    operations = [
        migrations.CreateModel(
            name="CareApproval",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("weeks_from", models.DateField()),
                ("weeks_to", models.DateField()),
                ("reason", models.CharField(max_length=200)),
                (
                    "customer",
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
        migrations.CreateModel(
            name="CareAssessment",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("nil", "Nothing to pay"),
                            ("partial", "So much a week"),
                            ("full", "The full cost"),
                            ("ended", "Care ended"),
                        ],
                        max_length=8,
                    ),
                ),
                ("weekly_pence", models.BigIntegerField(default=0)),
                ("valid_from", models.DateField()),
                ("decided_on", models.DateField()),
                ("reason", models.CharField(max_length=200)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.account"
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="care_assessments",
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
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["nil", "partial", "full", "ended"])), name="care_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "partial"), ("weekly_pence__gt", 0)),
                            models.Q(models.Q(("kind", "partial"), _negated=True), ("weekly_pence", 0)),
                            _connector="OR",
                        ),
                        name="care_weekly",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CareBilled",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("customer_id", models.BigIntegerField()),
                ("bearer_id", models.BigIntegerField()),
                ("week_starts_on", models.DateField()),
                ("place", models.IntegerField()),
                ("net_pence", models.BigIntegerField()),
                (
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="billing.invoice"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("customer_id", "bearer_id", "week_starts_on", "place"), name="care_week_billed_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CareDelivery",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("package", models.CharField(max_length=24)),
                ("week_starts_on", models.DateField()),
                ("units", models.DecimalField(decimal_places=2, max_digits=8)),
                ("unit_cost_pounds", models.DecimalField(decimal_places=4, max_digits=9)),
                ("description", models.CharField(max_length=80)),
                ("told_on", models.DateField()),
                (
                    "customer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.customer",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["customer", "package", "week_starts_on", "-id"], name="care_delivered")
                ],
            },
        ),
        migrations.CreateModel(
            name="CareShare",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("percent", models.DecimalField(decimal_places=2, max_digits=5)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("reason", models.CharField(max_length=200)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.account"
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="care_shares", to="customers.customer"
                    ),
                ),
                (
                    "payer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="customers.customer"
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
                    models.CheckConstraint(
                        condition=models.Q(("percent__gt", 0), ("percent__lte", 100)), name="care_share"
                    )
                ],
            },
        ),
        migrations.RunSQL(DUE, "DROP FUNCTION billing_care_due(date, date)"),
        *(sealed(name) for name in VIEWS),
        *(sealed_source(f"billing_{name}_sealed", 330 + place) for place, name in enumerate(VIEWS)),
    ]
