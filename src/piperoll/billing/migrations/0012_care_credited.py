"""A credit note on a week of care stands: the next bill neither charges it again nor takes it off a second time."""

from django.db import migrations

DUE = """
CREATE OR REPLACE FUNCTION billing_care_due(weeks_to date, on_day date)
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
  ), credited AS (
    SELECT split_part(l.external_id, '-', 2)::bigint AS customer_id, split_part(l.external_id, '-', 3)::bigint AS bearer_id,
           to_date(split_part(l.external_id, '-', 4), 'YYYYMMDD') AS week_starts_on, sum(c.net_pence)::bigint AS pence
    FROM billing_creditnoteline c JOIN billing_invoiceline l ON l.id = c.invoice_line_id
    JOIN billing_creditnote n ON n.id = c.credit_note_id JOIN authority_request r ON r.id = n.request_id
    WHERE l.external_id LIKE 'CARE-%' AND r.act = 'credit_note' AND r.details->'care' IS NULL GROUP BY 1, 2, 3
  ), counted AS (
    SELECT d.*, coalesce(b.many, 0) AS many,
           CASE WHEN d.due_pence < b.pence THEN greatest(d.due_pence, b.pence - coalesce(c.pence, 0)) ELSE coalesce(b.pence, 0) END AS pence
    FROM due d LEFT JOIN billed b USING (customer_id, bearer_id, week_starts_on) LEFT JOIN credited c USING (customer_id, bearer_id, week_starts_on)
  ), figure AS (
    SELECT name, (array_agg(value::int ORDER BY valid_from DESC))[1] AS days FROM council_datedfigure
    WHERE name IN ('care_backdating_days', 'late_billing_days') AND service_id IS NULL
      AND on_day >= valid_from AND on_day <= coalesce(valid_to, 'infinity') GROUP BY name
  )
  SELECT d.customer_id, d.bearer_id, d.week_starts_on, d.account_id, d.description, d.due_pence, d.pence, d.many, d.reason,
         CASE
           WHEN d.due_pence <= d.pence OR EXISTS (
             SELECT FROM billing_careapproval a WHERE a.customer_id = d.customer_id AND d.week_starts_on BETWEEN a.weeks_from AND a.weeks_to) THEN NULL
           WHEN d.known_on - d.week_starts_on - 7 > back.days
             THEN 'was decided or told more than ' || back.days || ' days after the week: it needs approval to be billed so far back'
           WHEN on_day - d.week_starts_on - 7 > late.days
             THEN 'is more than ' || late.days || ' days ago: agree it and offer a plan, then approve it'
         END
  FROM counted d
  LEFT JOIN figure back ON back.name = 'care_backdating_days' LEFT JOIN figure late ON late.name = 'late_billing_days'
  WHERE d.due_pence <> d.pence
$$
"""


class Migration(migrations.Migration):
    """What a week is to be billed at counts what was credited of it."""

    dependencies = [("billing", "0011_care")]
    operations = [migrations.RunSQL(DUE, migrations.RunSQL.noop)]
