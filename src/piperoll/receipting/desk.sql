-- name: take
-- Have a receipt before one: free, one's own, left long ago, or taken over. Whoever has it now is told by `sitting`.
INSERT INTO receipting_deskseat AS seat (receipt_id, user_id, since, seen_at) VALUES (%(receipt)s, %(user)s, %(at)s, %(at)s)
ON CONFLICT (receipt_id) DO UPDATE SET user_id = excluded.user_id, seen_at = excluded.seen_at,
  since = CASE WHEN seat.user_id = excluded.user_id AND seat.seen_at >= %(kept_since)s THEN seat.since ELSE excluded.since END
WHERE seat.user_id = excluded.user_id OR seat.seen_at < %(kept_since)s OR %(over)s;

-- name: leave
-- Have nothing else before one than this.
DELETE FROM receipting_deskseat WHERE user_id = %(user)s AND receipt_id <> %(receipt)s;

-- name: sitting
-- Who has a receipt before them, and since when.
SELECT d.user_id, u.name, d.since FROM receipting_deskseat d JOIN authority_user u ON u.id = d.user_id
WHERE d.receipt_id = %(receipt)s AND d.seen_at >= %(kept_since)s;

-- name: next_free
-- The first receipt after another, money in, that nobody else has before them.
SELECT s.receipt_id FROM receipting_suspense s
WHERE s.open_pence <> 0 AND s.open_pence > 0 AND s.state = ANY(%(states)s) AND s.receipt_id > %(after)s
  AND NOT EXISTS (SELECT FROM receipting_deskseat d WHERE d.receipt_id = s.receipt_id AND d.user_id <> %(user)s AND d.seen_at >= %(kept_since)s)
ORDER BY s.receipt_id LIMIT 1;

-- name: queue
-- What waits around a receipt: a few before it, it, and those that come next, each with who else has it before them.
WITH near AS (
  (SELECT receipt_id FROM receipting_suspense WHERE open_pence <> 0 AND open_pence > 0 AND state = ANY(%(states)s) AND receipt_id < %(receipt)s
   ORDER BY receipt_id DESC LIMIT %(before)s)
  UNION
  (SELECT receipt_id FROM receipting_suspense WHERE open_pence <> 0 AND open_pence > 0 AND state = ANY(%(states)s) AND receipt_id > %(receipt)s
   ORDER BY receipt_id LIMIT %(following)s)
  UNION SELECT %(receipt)s
)
SELECT s.receipt_id, r.received_on, s.open_pence, s.state, coalesce(t.payer_name, w.payer_name) AS payer_name,
       coalesce(t.narrative, w.narrative) AS narrative, u.name AS with_name
FROM near JOIN receipting_suspense s USING (receipt_id) JOIN receipting_receipt r ON r.id = s.receipt_id
LEFT JOIN receipting_banklinetext t ON t.line_id = r.bank_line_id LEFT JOIN receipting_takingtext w ON w.taking_id = r.id
LEFT JOIN receipting_deskseat d ON d.receipt_id = s.receipt_id AND d.user_id <> %(user)s AND d.seen_at >= %(kept_since)s
LEFT JOIN authority_user u ON u.id = d.user_id
ORDER BY s.receipt_id;

-- name: by_index
-- What a run placed is sought by its index: where one run placed most of what there is (the books another system left, say), the statistics
-- say that every run did.
SET LOCAL enable_seqscan = off;

-- name: last_done
-- The newest run of somebody's since a moment that placed receipts at a desk and of which anything still stands.
SELECT r.id AS run_id, r.verb, stands.receipts, stands.pence, stands.receipt_id
FROM runs_run r CROSS JOIN LATERAL (
  SELECT count(DISTINCT p.receipt_id)::int AS receipts, sum(p.amount_pence)::bigint AS pence, min(p.receipt_id) AS receipt_id
  FROM receipting_placement p
  WHERE p.run_id = r.id AND p.undoes_id IS NULL AND (SELECT u.id FROM receipting_placement u WHERE u.undoes_id = p.id) IS NULL
) stands
WHERE r.by_username = %(username)s AND r.verb = ANY(%(verbs)s) AND r.started_at >= %(since)s AND stands.receipts > 0
ORDER BY r.id DESC LIMIT 1;
