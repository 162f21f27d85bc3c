"""Where each arrangement stands, worked out from allocations and the plan; and what is sealed with every run."""

from django.db import migrations

from piperoll.database.schema import sealed_tables

STANDING = """
CREATE FUNCTION arrangements_standing(on_day date) RETURNS TABLE (
  arrangement_id bigint, customer_id bigint, total_pence bigint, open_pence bigint, lessened_pence bigint, paid_pence bigint, due_pence bigint,
  behind_pence bigint, late_pence bigint, late_since date, next_on date, next_pence bigint, suspense_pence bigint, answer_by date, state text)
LANGUAGE sql STABLE AS $$
-- Every arrangement that has not ended. What came is what was open of its debts as it was agreed less what is open now, without what credit
-- notes and write-offs took off: that lessens the last payments. A payment is late once the days of grace after its day are over.
WITH live AS MATERIALIZED (
  SELECT a.id, a.customer_id, a.total_pence, a.run_id FROM arrangements_arrangement a WHERE a.id IN (SELECT l.arrangement_id FROM arrangements_livedebt l)
), figure AS MATERIALIZED (
  SELECT council_figure('arrangement_late_days', on_day)::int AS late_days, (council_figure('arrangement_short_pounds', on_day) * 100)::bigint AS short_pence
  WHERE EXISTS (SELECT FROM live)
), debt AS MATERIALIZED (
  SELECT l.id, l.run_id, d.item_id, least(d.pence, greatest(b.open_pence, 0)) AS open_pence
  FROM live l JOIN arrangements_debt d ON d.arrangement_id = l.id JOIN receivables_itembalance b ON b.item_id = d.item_id
), open AS (
  SELECT d.id, sum(d.open_pence)::bigint AS pence FROM debt d GROUP BY d.id
), off AS (
  SELECT d.id, sum(a.amount_pence)::bigint AS pence
  FROM debt d JOIN receivables_allocation a ON a.debit_item_id = d.item_id AND a.run_id > d.run_id
  JOIN receivables_item c ON c.id = a.credit_item_id AND c.kind IN ('credit_note', 'write_off') GROUP BY d.id
), stands AS MATERIALIZED (
  SELECT l.id, l.customer_id, l.total_pence, o.pence AS open_pence, x.lessened_pence, l.total_pence - o.pence - x.lessened_pence AS paid_pence
  FROM live l JOIN open o ON o.id = l.id LEFT JOIN off f ON f.id = l.id
  CROSS JOIN LATERAL (SELECT least(greatest(coalesce(f.pence, 0), 0), l.total_pence - o.pence) AS lessened_pence) x
), plan AS (
  SELECT s.id, p.due_on, p.pence, s.paid_pence, f.short_pence, p.due_on + f.late_days < on_day AS is_late,
         least(sum(p.pence) OVER (PARTITION BY s.id ORDER BY p.due_on), s.total_pence - s.lessened_pence)::bigint AS so_far
  FROM stands s JOIN arrangements_plannedpayment p ON p.arrangement_id = s.id CROSS JOIN figure f
), judged AS (
  SELECT p.id, coalesce(max(p.so_far) FILTER (WHERE p.due_on <= on_day), 0) AS due,
         greatest(0, coalesce(max(p.so_far) FILTER (WHERE p.is_late), 0) - min(p.paid_pence)) AS late, min(p.short_pence) AS short,
         min(p.due_on) FILTER (WHERE p.is_late AND p.so_far > p.paid_pence + p.short_pence) AS late_since,
         min(p.due_on) FILTER (WHERE p.due_on >= on_day AND p.so_far > p.paid_pence) AS next_on
  FROM plan p GROUP BY p.id
), merged AS MATERIALIZED (
  SELECT m.customer_id, m.kept_id FROM customers_merged('infinity', 'infinity') m
), account AS MATERIALIZED (
  SELECT s.id, coalesce(m.kept_id, s.customer_id) AS account_id FROM stands s LEFT JOIN merged m ON m.customer_id = s.customer_id
), suspense AS (
  SELECT a.id, sum(x.pence)::bigint AS pence FROM account a JOIN (
    SELECT DISTINCT coalesce(m.kept_id, w.customer_id) AS account_id, w.receipt_id, s.open_pence AS pence
    FROM receipting_suggestedpayer w JOIN receipting_suspense s ON s.receipt_id = w.receipt_id LEFT JOIN merged m ON m.customer_id = w.customer_id
    WHERE EXISTS (SELECT FROM live)) x ON x.account_id = a.account_id
  GROUP BY a.id
)
SELECT s.id, s.customer_id, s.total_pence, s.open_pence, s.lessened_pence, s.paid_pence, j.due, greatest(0, j.due - s.paid_pence), j.late, j.late_since,
       j.next_on, least(n.pence, n.so_far - s.paid_pence), coalesce(u.pence, 0), c.answer_by,
       CASE WHEN s.open_pence = 0 THEN 'paid' WHEN j.late <= j.short THEN 'kept' WHEN u.pence >= j.late THEN 'suspense'
            WHEN c.answer_by IS NULL THEN 'late' WHEN on_day <= c.answer_by THEN 'courtesy' ELSE 'broken' END
FROM stands s JOIN judged j ON j.id = s.id LEFT JOIN plan n ON n.id = s.id AND n.due_on = j.next_on LEFT JOIN suspense u ON u.id = s.id
LEFT JOIN arrangements_courtesy c ON c.arrangement_id = s.id AND c.since = j.late_since
$$
"""
PAUSED = """
CREATE FUNCTION arrangements_paused(on_day date) RETURNS TABLE (item_id bigint, arrangement_id bigint) LANGUAGE sql STABLE AS $$
-- The debts that are not chased, because an arrangement for them is kept, or we wrote about it and wait.
SELECT d.item_id, d.arrangement_id FROM arrangements_livedebt d JOIN arrangements_standing(on_day) s ON s.arrangement_id = d.arrangement_id
WHERE s.state <> 'broken'
$$
"""
SEALED = {
    "arrangement": (
        "id", "customer_id, request_id, replaces_id, agreed_on, every, method, mandate_id, standing_order_id, total_pence, review_on",
    ),
    "debt": ("id", "arrangement_id, item_id, pence"),
    "plannedpayment": ("id", "arrangement_id, due_on, pence"),
    "end": ("arrangement_id", "what, why, paid_pence, open_pence, ended_on"),
    "courtesy": ("id", "arrangement_id, since, late_pence, answer_by, written_on"),
    "review": ("id", "arrangement_id, found, reviewed_on, next_on"),
}  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("arrangements", "0001_initial"), ("bacs", "0007_keys_in_sets"), ("council", "0003_working_days")]
    operations = [
        migrations.RunSQL(STANDING, "DROP FUNCTION arrangements_standing(date)"),
        migrations.RunSQL(PAUSED, "DROP FUNCTION arrangements_paused(date)"),
        *sealed_tables("arrangements", 720, SEALED),
    ]
