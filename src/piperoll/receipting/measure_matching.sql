-- name: one_at_a_time
-- Two who measure at once measure one after the other.
SELECT pg_advisory_xact_lock(20267, 1);

-- name: decisions
-- What officers made of suggestions, by score: how many they decided, of how many the first candidate was not what was right in the end
-- (another way was taken, or it was undone), and for how many at least the customer was. What was accepted in bulk counts only if undone.
WITH decided AS (
  SELECT h.id, h.run_id, s.score, s.candidates -> 0 AS offered, r.is_batch
  FROM receipting_match h JOIN runs_run r ON r.id = h.run_id CROSS JOIN LATERAL (
    SELECT m.outcome, m.score, m.candidates FROM receipting_match m WHERE m.receipt_id = h.receipt_id AND m.id < h.id ORDER BY m.id DESC LIMIT 1
  ) s
  WHERE h.outcome = 'allocated' AND r.effective_on > %(since)s AND r.effective_on <= %(on)s AND (NOT r.is_batch OR r.verb = 'accept_certain')
    AND s.outcome = 'suggested' AND s.candidates <> '[]' AND s.score IS NOT NULL
), went AS (
  SELECT d.id, bool_and(p.customer_id = (d.offered ->> 'customer')::bigint) AS same_customer, bool_or(u.id IS NOT NULL) AS is_undone,
         coalesce(jsonb_agg(paid.pair ORDER BY paid.item_id) FILTER (WHERE paid.pair IS NOT NULL), '[]') AS paid
  FROM decided d JOIN receipting_placement p ON p.match_id = d.id LEFT JOIN receipting_placement u ON u.undoes_id = p.id
  LEFT JOIN LATERAL (
    SELECT a.debit_item_id AS item_id, jsonb_build_array(a.debit_item_id, a.amount_pence) AS pair
    FROM receivables_allocation a WHERE a.credit_item_id = p.item_id AND a.run_id = d.run_id AND a.amount_pence > 0
  ) paid ON true
  GROUP BY d.id
), judged AS (
  SELECT d.score, d.is_batch, w.is_undone, w.same_customer,
         w.paid = (SELECT coalesce(jsonb_agg(x ORDER BY (x ->> 0)::bigint), '[]') FROM jsonb_array_elements(d.offered -> 'allocations') x) AS same_items
  FROM decided d JOIN went w USING (id)
)
SELECT score, count(*)::int AS decided, (count(*) FILTER (WHERE is_undone OR NOT coalesce(same_customer, true) OR NOT same_items))::int AS wrong,
       (count(*) FILTER (WHERE NOT is_undone AND coalesce(same_customer, true)))::int AS customer_right
FROM judged WHERE NOT is_batch OR is_undone GROUP BY score ORDER BY score;

-- name: record
-- Of the money in between two days: how much the engine placed by itself, how much of that was found wrong later, what waits, and how
-- many days the middle receipt waited for its owner. Money that was expected, and so concerns no customer, is not counted.
WITH came AS (
  SELECT r.id, r.received_on, s.open_pence FROM receipting_receipt r JOIN receipting_suspense s ON s.receipt_id = r.id
  WHERE r.received_on > %(since)s AND r.received_on <= %(on)s AND r.amount_pence > 0
    AND NOT EXISTS (SELECT FROM receipting_clearing c WHERE c.receipt_id = r.id)
), placed AS (
  SELECT c.id, bool_or(run.verb = 'allocate_receipts') AS by_engine, bool_or(run.verb = 'allocate_receipts' AND u.id IS NOT NULL) AS taken_back,
         min(greatest(run.effective_on - c.received_on, 0)) FILTER (WHERE u.id IS NULL) AS days
  FROM came c JOIN receipting_placement p ON p.receipt_id = c.id AND p.undoes_id IS NULL JOIN runs_run run ON run.id = p.run_id
  LEFT JOIN receipting_placement u ON u.undoes_id = p.id GROUP BY c.id
)
SELECT count(*)::int AS receipts, (count(*) FILTER (WHERE p.by_engine))::int AS by_engine, (count(*) FILTER (WHERE p.taken_back))::int AS taken_back,
       (count(*) FILTER (WHERE c.open_pence <> 0))::int AS waiting,
       (percentile_disc(0.5) WITHIN GROUP (ORDER BY p.days))::int AS middle_days
FROM came c LEFT JOIN placed p USING (id);
