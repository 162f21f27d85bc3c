"""Schedules: what comes again and again, and which of it is due."""

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import sealed_source

PERIODS = """
CREATE FUNCTION billing_periods(how text, anchor date, upto date) RETURNS TABLE (period_from date, period_to date)
LANGUAGE sql STABLE AS $$
  SELECT anchor + n * step.days, anchor + (n + 1) * step.days - 1
  FROM (SELECT CASE how WHEN 'weekly' THEN 7 WHEN 'four_weekly' THEN 28 END AS days) step,
       generate_series(0, (upto - anchor) / step.days) n
  WHERE step.days IS NOT NULL
  UNION ALL
  SELECT (anchor + n * step.months * interval '1 month')::date, (anchor + (n + 1) * step.months * interval '1 month')::date - 1
  FROM (SELECT CASE how WHEN 'monthly' THEN 1 WHEN 'quarterly' THEN 3 WHEN 'annual' THEN 12 END AS months) step,
       generate_series(0, ((extract(year FROM age(upto, anchor)) * 12 + extract(month FROM age(upto, anchor))) / step.months)::int) n
  WHERE step.months IS NOT NULL AND upto >= anchor
  UNION ALL
  SELECT starts_on, ends_on FROM billing_term WHERE how = 'termly' AND ends_on >= anchor AND starts_on <= upto
$$
"""
DUE = """
CREATE FUNCTION billing_due_charges(on_day date)
RETURNS TABLE (schedule_id bigint, external_id text, bill_on date, period_from date, period_to date, description text,
               quantity numeric, unit_price numeric, vat_code text, income_code text, is_approved_late boolean)
LANGUAGE sql STABLE AS $$
  WITH period AS (
    SELECT s.id, s.service_id, s.description, s.pro_rata, s.fee_code, s.concession, s.vat_code, s.account_id,
           p.period_from AS whole_from, p.period_to AS whole_to,
           greatest(p.period_from, s.starts_on) AS starts_on, least(p.period_to, e.ends_on) AS ends_on,
           CASE WHEN s.in_advance THEN greatest(p.period_from, s.starts_on) - s.lead_days ELSE least(p.period_to, e.ends_on) + 1 + s.lead_days END AS bill_on
    FROM billing_schedule s LEFT JOIN billing_scheduleend e ON e.schedule_id = s.id
    CROSS JOIN LATERAL billing_periods(s.frequency, s.anchor_on, least(on_day + CASE WHEN s.in_advance THEN s.lead_days ELSE 0 END, e.ends_on)) p
    WHERE p.period_to >= s.starts_on AND (e.ends_on IS NULL OR p.period_from <= e.ends_on)
  ), priced AS (
    SELECT p.*, t.quantity, t.unit_price_pounds,
           greatest(p.starts_on, t.valid_from) AS seg_from, least(p.ends_on, t.next_from - 1) AS seg_to
    FROM period p JOIN (
      SELECT schedule_id, valid_from, quantity, unit_price_pounds,
             lead(valid_from, 1, 'infinity') OVER (PARTITION BY schedule_id ORDER BY valid_from) AS next_from
      FROM billing_scheduleterms
    ) t ON t.schedule_id = p.id AND t.valid_from <= CASE WHEN p.pro_rata THEN p.ends_on ELSE p.starts_on END
       AND t.next_from > p.starts_on
    WHERE p.bill_on <= on_day
  )
  SELECT p.id, 'SCHEDULE-' || p.id || '-' || to_char(p.seg_from, 'YYYYMMDD'), p.bill_on, p.seg_from,
         CASE WHEN p.pro_rata THEN p.seg_to ELSE p.ends_on END,
         p.description || CASE WHEN is_part.so THEN ', ' || (p.seg_to - p.seg_from + 1) || ' of ' || (p.whole_to - p.whole_from + 1) || ' days' ELSE '' END,
         CASE WHEN is_part.so THEN 1 ELSE p.quantity END,
         CASE WHEN is_part.so
           THEN round(p.quantity * coalesce(p.unit_price_pounds, f.price_pounds) * (p.seg_to - p.seg_from + 1) / (p.whole_to - p.whole_from + 1), 2)
           ELSE coalesce(p.unit_price_pounds, f.price_pounds) END,
         coalesce(nullif(p.vat_code, ''), f.vat_code), a.code,
         EXISTS (SELECT FROM billing_lateapproval l WHERE l.schedule_id = p.id AND l.due_to >= p.bill_on)
  FROM priced p
  CROSS JOIN LATERAL (SELECT p.pro_rata AND (p.seg_from, p.seg_to) <> (p.whole_from, p.whole_to) AS so) is_part
  LEFT JOIN billing_fee f ON f.service_id = p.service_id AND f.code = p.fee_code AND f.concession = p.concession
                         AND p.seg_from >= f.valid_from AND p.seg_from <= coalesce(f.valid_to, 'infinity')
  LEFT JOIN ledger_account a ON a.id = coalesce(p.account_id, f.account_id)
  WHERE NOT EXISTS (
    SELECT FROM billing_invoiceline i
    WHERE i.service_id = p.service_id AND i.external_id = 'SCHEDULE-' || p.id || '-' || to_char(p.seg_from, 'YYYYMMDD'))
$$
"""
SEALED = """
CREATE VIEW billing_schedule_sealed AS
SELECT run_id, id AS row_id,
       sha256(convert_to(id || '|' || service_id || '|' || customer_id || '|' || reference || '|' || description || '|' || frequency || '|'
                         || in_advance || '|' || (starts_on - date '1970-01-01') || '|' || fee_code || '|' || vat_code, 'UTF8')) AS digest
FROM billing_schedule
"""
TERMS = """
CREATE VIEW billing_scheduleterms_sealed AS
SELECT run_id, id AS row_id,
       sha256(convert_to(id || '|' || schedule_id || '|' || (valid_from - date '1970-01-01') || '|' || quantity || '|'
                         || coalesce(unit_price_pounds::text, ''), 'UTF8')) AS digest
FROM billing_scheduleterms
"""


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0007_previews"),
        ("council", "0002_references"),
        ("customers", "0006_likely_pairs"),
        ("ledger", "0002_books"),
        ("runs", "0002_sealing"),
    ]

    operations = [
        migrations.CreateModel(
            name="Schedule",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "reference",
                    models.CharField(help_text="The service's own name for it: the lease, the contract", max_length=40),
                ),
                ("description", models.CharField(max_length=160)),
                (
                    "frequency",
                    models.CharField(
                        choices=[
                            ("weekly", "Weekly"),
                            ("four_weekly", "Every four weeks"),
                            ("monthly", "Monthly"),
                            ("quarterly", "Quarterly"),
                            ("termly", "Termly"),
                            ("annual", "Annually"),
                        ],
                        max_length=12,
                    ),
                ),
                ("in_advance", models.BooleanField()),
                ("lead_days", models.SmallIntegerField(default=0)),
                ("pro_rata", models.BooleanField(help_text="A part of a period costs its part of the price")),
                ("starts_on", models.DateField()),
                ("anchor_on", models.DateField()),
                ("fee_code", models.CharField(blank=True, max_length=24)),
                ("concession", models.CharField(blank=True, max_length=24)),
                ("vat_code", models.CharField(blank=True, max_length=4)),
                ("purchase_order", models.CharField(blank=True, max_length=40)),
                (
                    "account",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.account"
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="schedules", to="customers.customer"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="council.service"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LateApproval",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("due_to", models.DateField()),
                ("reason", models.CharField(max_length=200)),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
                (
                    "schedule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="late_approvals",
                        to="billing.schedule",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ScheduleTerms",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("valid_from", models.DateField()),
                ("quantity", models.DecimalField(decimal_places=3, max_digits=12)),
                ("unit_price_pounds", models.DecimalField(decimal_places=4, max_digits=11, null=True)),
                ("reason", models.CharField(max_length=200)),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
                (
                    "schedule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="terms", to="billing.schedule"
                    ),
                ),
            ],
            options={
                "ordering": ["valid_from", "id"],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, unique=True)),
                ("starts_on", models.DateField(unique=True)),
                ("ends_on", models.DateField()),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
            options={
                "ordering": ["starts_on"],
            },
        ),
        migrations.CreateModel(
            name="ScheduleEnd",
            fields=[
                (
                    "schedule",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="end",
                        serialize=False,
                        to="billing.schedule",
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
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.UniqueConstraint(fields=("service", "reference"), name="schedule_reference_once"),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.CheckConstraint(
                condition=models.Q(("anchor_on__lte", models.F("starts_on"))), name="schedule_anchor_first"
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("account__isnull", False), models.Q(("vat_code", ""), _negated=True)),
                    models.Q(("fee_code", ""), _negated=True),
                    _connector="OR",
                ),
                name="schedule_priced_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheduleterms",
            constraint=models.UniqueConstraint(fields=("schedule", "valid_from"), name="schedule_terms_begin_once"),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gt", models.F("starts_on"))), name="term_order"
            ),
        ),
        migrations.RunSQL(PERIODS, "DROP FUNCTION billing_periods(text, date, date)"),
        migrations.RunSQL(DUE, "DROP FUNCTION billing_due_charges(date)"),
        migrations.RunSQL(SEALED, "DROP VIEW billing_schedule_sealed"),
        migrations.RunSQL(TERMS, "DROP VIEW billing_scheduleterms_sealed"),
        sealed_source("billing_schedule_sealed", 320),
        sealed_source("billing_scheduleterms_sealed", 321),
    ]
