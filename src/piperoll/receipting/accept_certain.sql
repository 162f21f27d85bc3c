-- name: certain
-- Suggestions as sure as this, against which nothing speaks that the payer wrote, whose receipts nobody else has before them: the oldest first.
SELECT m.receipt_id, m.score, m.candidates, s.open_pence
FROM receipting_suspense s CROSS JOIN LATERAL (
  SELECT id, receipt_id, outcome, score, candidates FROM receipting_match m WHERE m.receipt_id = s.receipt_id ORDER BY m.id DESC LIMIT 1
) m
WHERE s.open_pence <> 0 AND s.open_pence > 0 AND s.state = 'suggested' AND m.outcome = 'suggested' AND m.score >= %(score)s AND m.candidates <> '[]' AND NOT jsonb_exists(m.candidates -> 0, 'doubts')
  AND NOT EXISTS (SELECT FROM receipting_deskseat d WHERE d.receipt_id = s.receipt_id AND d.user_id <> %(user)s AND d.seen_at >= %(since)s)
ORDER BY s.receipt_id;
