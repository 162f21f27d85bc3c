-- name: decide
-- The one verdict on a refund run; no row comes back when another stands already.
INSERT INTO refunds_refundverdict (refund_run_id, what, by_id, chosen_by_id, reason, at, run_id)
SELECT id, %(what)s, %(by)s, chosen_by_id, %(reason)s, %(at)s, %(run)s FROM refunds_refundrun WHERE id = %(refund_run)s
ON CONFLICT (refund_run_id) DO NOTHING
RETURNING id;
