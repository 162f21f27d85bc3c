-- name: alone
-- One at a time.
SELECT pg_advisory_xact_lock(20281, 2);

-- name: count
-- How many cases agents have.
SELECT count(*) AS cases FROM cases_handed_over WHERE is_agent;

-- name: coming_back
-- Cases agents have that come back, by what brings them: what protects somebody goes before what is paid, that before what is over.
WITH away AS MATERIALIZED (
  SELECT w.handover_id, w.until, coalesce(m.kept_id, w.customer_id) AS account_id, w.run_id
  FROM cases_handed_over w LEFT JOIN customers_merged('infinity', 'infinity') m ON m.customer_id = w.customer_id WHERE w.is_agent
), person AS MATERIALIZED (
  SELECT a.handover_id, unnest(customers_accounts(a.account_id, 'infinity', 'infinity')) AS id FROM away a
  UNION
  SELECT a.handover_id, j.member_id FROM away a JOIN customers_jointmember j ON j.account_id = a.account_id
    AND %(on)s >= j.valid_from AND %(on)s <= coalesce(j.valid_to, 'infinity')
), protected AS (
  SELECT p.handover_id, min(array_position(%(recalling)s::text[], s.state::text)) AS place FROM person p JOIN safeguards_state s ON s.customer_id = p.id
    AND s.invoice_id IS NULL AND s.state = ANY(%(recalling)s::text[]) AND %(on)s >= s.valid_from AND %(on)s <= coalesce(s.valid_to, 'infinity')
  GROUP BY p.handover_id
), upheld AS (
  SELECT DISTINCT a.handover_id FROM away a JOIN cases_handoverdebt d ON d.handover_id = a.handover_id JOIN receivables_item i ON i.id = d.item_id
  JOIN disputes_standing s ON s.invoice_id = i.invoice_id AND s.outcome IN ('upheld', 'part_upheld', 'charged_back')
  JOIN disputes_outcome o ON o.dispute_id = s.dispute_id AND o.run_id > a.run_id
), owing AS (
  SELECT d.handover_id, coalesce(sum(greatest(b.open_pence, 0)), 0) AS pence FROM cases_handoverdebt d
  LEFT JOIN receivables_itembalance b ON b.item_id = d.item_id GROUP BY d.handover_id
), judged AS (
  SELECT a.handover_id, CASE WHEN p.place IS NOT NULL THEN (%(recalling)s::text[])[p.place] WHEN u.handover_id IS NOT NULL THEN 'upheld'
    WHEN o.pence = 0 THEN 'paid' WHEN a.until < %(on)s THEN 'over' END AS cause
  FROM away a LEFT JOIN protected p ON p.handover_id = a.handover_id LEFT JOIN upheld u ON u.handover_id = a.handover_id
  LEFT JOIN owing o ON o.handover_id = a.handover_id
)
SELECT handover_id, cause FROM judged WHERE cause IS NOT NULL ORDER BY cause, handover_id;
