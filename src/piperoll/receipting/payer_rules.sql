-- name: one_at_a_time
-- Two who look for rules at once look one after the other.
SELECT pg_advisory_xact_lock(20268, 1);

-- name: propose
-- Names under which money came and was placed by hand on one customer often enough, with what became of every receipt of that name; those that
-- are a name of the customer's own, or stand proposed or in force already, are no news. How many.
WITH came AS MATERIALIZED (
  SELECT r.id, upper(regexp_replace(btrim(t.payer_name), '\s+', ' ', 'g')) AS payer FROM receipting_receipt r
  JOIN receipting_banklinetext t ON t.line_id = r.bank_line_id
  WHERE r.received_on > %(since)s AND r.received_on <= %(on)s AND r.amount_pence > 0 AND btrim(t.payer_name) <> '' AND length(t.payer_name) <= 80
), went AS (
  SELECT DISTINCT c.id, c.payer, coalesce(m.kept_id, p.customer_id) AS customer_id, NOT u.is_batch AS by_hand
  FROM came c JOIN receipting_placement p ON p.receipt_id = c.id AND p.undoes_id IS NULL JOIN runs_run u ON u.id = p.run_id
  LEFT JOIN customers_merged('infinity', 'infinity') m ON m.customer_id = p.customer_id
  WHERE NOT EXISTS (SELECT FROM receipting_placement x WHERE x.undoes_id = p.id)
), by_name AS (
  SELECT c.payer, count(*) AS receipts, count(*) FILTER (WHERE s.open_pence <> 0) AS waiting
  FROM came c JOIN receipting_suspense s ON s.receipt_id = c.id GROUP BY 1
), by_customer AS (
  SELECT payer, customer_id, count(DISTINCT id) AS there, count(DISTINCT id) FILTER (WHERE by_hand) AS by_hand FROM went GROUP BY 1, 2
), counted AS (
  SELECT x.*, sum(there) OVER (PARTITION BY payer) - there AS elsewhere FROM by_customer x
), learned AS (
  SELECT k.payer, k.customer_id, n.receipts, k.there, k.elsewhere, n.waiting FROM counted k JOIN by_name n USING (payer)
  JOIN customers_customer c ON c.id = k.customer_id
  WHERE k.by_hand >= %(often)s AND k.elsewhere * %(right_to_wrong)s <= k.there
    AND k.payer NOT IN (upper(c.name), upper(c.trading_as), upper(concat_ws(' ', c.first_name, c.last_name)))
    AND NOT EXISTS (
      SELECT FROM receipting_payerrule r LEFT JOIN receipting_payerruledecision d ON d.rule_id = r.id
      WHERE r.payer = k.payer AND r.customer_id = k.customer_id
        AND (d.rule_id IS NULL OR r.until > %(since)s OR EXISTS (SELECT FROM receipting_ruleinforce f WHERE f.rule_id = r.id)))
), kept AS (
  INSERT INTO receipting_payerrule (payer, customer_id, since, until, receipts, placed_there, elsewhere, waiting, run_id)
  SELECT payer, customer_id, %(since)s, %(on)s, receipts, there, elsewhere, waiting, %(run)s FROM learned ORDER BY payer, customer_id
  RETURNING id
)
SELECT count(*)::int AS many FROM kept;

-- name: rules
-- Rules that wait for a decision, those in force, and the rest, the newest first in each.
SELECT r.id, r.payer, c.name, c.reference AS customer_reference, r.since, r.until, r.receipts, r.placed_there, r.elsewhere, r.waiting,
       CASE WHEN d.rule_id IS NULL THEN 'proposed' WHEN NOT d.is_approved THEN 'declined' WHEN e.decision_id IS NOT NULL THEN 'ended'
            ELSE 'in force' END AS state,
       coalesce(e.reason, d.reason, '') AS reason
FROM receipting_payerrule r JOIN customers_customer c ON c.id = r.customer_id
LEFT JOIN receipting_payerruledecision d ON d.rule_id = r.id LEFT JOIN receipting_payerruleend e ON e.decision_id = d.rule_id
WHERE %(rule)s::bigint IS NULL OR r.id = %(rule)s
ORDER BY d.rule_id IS NOT NULL, e.decision_id IS NOT NULL, NOT coalesce(d.is_approved, true), r.id DESC LIMIT %(most)s;
