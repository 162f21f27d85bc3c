-- name: stands
-- Whom a dispute is with, whether they answered, and when their head of service was written to.
SELECT v.name AS service, w.answer_by, w.answered_on,
       (SELECT max(c.chased_on) FROM disputes_chaser c WHERE c.assignment_id = w.assignment_id AND c.step = 'head_of_service') AS head_told_on
FROM disputes_standing w JOIN council_service v ON v.id = w.service_id WHERE w.dispute_id = %(dispute)s;

-- name: still_open
-- What is open of an invoice.
SELECT coalesce(sum(b.open_pence), 0)::bigint AS pence FROM receivables_item i JOIN receivables_itembalance b ON b.item_id = i.id
WHERE i.invoice_id = %(invoice)s AND b.open_pence > 0;

-- name: asked
-- A request that waits to charge a dispute back.
SELECT r.id AS request FROM authority_request r JOIN authority_requeststate t ON t.request_id = r.id
WHERE r.act = 'charge_back' AND (r.details->>'dispute')::bigint = %(dispute)s AND t.state IN ('waiting', 'returned');
