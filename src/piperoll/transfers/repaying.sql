-- name: standing
-- Those of some placements that still stand, oldest first.
SELECT p.id, p.receipt_id, p.customer_id, p.amount_pence, r.received_on, r.reference
FROM receipting_placement p JOIN receipting_receipt r ON r.id = p.receipt_id
WHERE p.id = ANY(%(placements)s::bigint[]) AND p.undoes_id IS NULL AND NOT EXISTS (SELECT FROM receipting_placement u WHERE u.undoes_id = p.id)
ORDER BY p.id;

-- name: add_moved
-- Each placement taken back with the one of the same run that took its place.
INSERT INTO transfers_movedpayment (request_id, placement_id, becomes_id, amount_pence, run_id)
SELECT %(request)s, p.id, n.id, p.amount_pence, %(run)s
FROM receipting_placement p JOIN receipting_placement n ON n.receipt_id = p.receipt_id AND n.run_id = %(run)s AND n.undoes_id IS NULL
WHERE p.id = ANY(%(placements)s::bigint[]) ORDER BY p.id;
