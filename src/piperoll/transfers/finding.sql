-- name: listed
-- Transfers with both customers, why, who asked and how they ended; the newest first.
SELECT t.id, t.amount_pence, t.moved_on, t.request_id, r.reason, r.why, asker.name AS asked_by, coalesce(w.name, u.by_username) AS by_name, u.started_at,
       f.id AS from_id, f.reference AS from_reference, f.name AS from_name, o.id AS to_id, o.reference AS to_reference, o.name AS to_name,
       e.ended_on, e.reason AS end_reason, coalesce(ew.name, eu.by_username) AS ended_by, eu.started_at AS ended_at, -b.open_pence AS left_pence
FROM transfers_transfer t JOIN authority_request r ON r.id = t.request_id JOIN authority_user asker ON asker.id = r.asked_by_id
JOIN runs_run u ON u.id = t.run_id LEFT JOIN authority_user w ON w.id = u.by_user_id
JOIN customers_customer f ON f.id = t.from_customer_id JOIN customers_customer o ON o.id = t.to_customer_id
JOIN receivables_itembalance b ON b.item_id = t.in_item_id
LEFT JOIN transfers_transferend e ON e.transfer_id = t.id LEFT JOIN runs_run eu ON eu.id = e.run_id LEFT JOIN authority_user ew ON ew.id = eu.by_user_id
WHERE %(number)s::bigint IS NULL OR t.id = %(number)s
ORDER BY t.id DESC LIMIT %(most)s OFFSET %(after)s;

-- name: moved_payments
-- Payments moved, the newest first: the receipt, where it stood, where it stands.
SELECT m.id, m.run_id, m.amount_pence, m.request_id, q.reason, q.why, u.started_at, u.effective_on, coalesce(w.name, u.by_username) AS by_name,
       p.receipt_id, r.reference, f.reference AS from_reference, f.name AS from_name, o.reference AS to_reference, o.name AS to_name
FROM transfers_movedpayment m JOIN authority_request q ON q.id = m.request_id JOIN runs_run u ON u.id = m.run_id
LEFT JOIN authority_user w ON w.id = u.by_user_id
JOIN receipting_placement p ON p.id = m.placement_id JOIN receipting_placement n ON n.id = m.becomes_id
JOIN receipting_receipt r ON r.id = p.receipt_id
JOIN customers_customer f ON f.id = p.customer_id JOIN customers_customer o ON o.id = n.customer_id
ORDER BY m.id DESC LIMIT %(most)s OFFSET %(after)s;

-- name: credits_of
-- The credits a transfer moved.
SELECT i.reference, i.effective_on, c.amount_pence, p.receipt_id
FROM transfers_transferredcredit c JOIN receivables_item i ON i.id = c.item_id LEFT JOIN receipting_placement p ON p.item_id = i.id
WHERE c.transfer_id = %(transfer)s ORDER BY i.effective_on, i.id;

-- name: placed
-- A placement that stands: whose, how much, of which receipt, and what it paid.
SELECT p.id, p.receipt_id, p.amount_pence, r.reference, r.received_on, c.id AS customer_id, c.reference AS customer_reference, c.name,
       (SELECT jsonb_agg(jsonb_build_array(d.reference, a.amount_pence) ORDER BY d.reference) FROM receivables_allocation a
        JOIN receivables_item d ON d.id = a.debit_item_id
        WHERE a.credit_item_id = p.item_id AND a.undoes_id IS NULL AND NOT EXISTS (SELECT FROM receivables_allocation u WHERE u.undoes_id = a.id)) AS paid
FROM receipting_placement p JOIN receipting_receipt r ON r.id = p.receipt_id JOIN customers_customer c ON c.id = p.customer_id
WHERE p.id = %(placement)s AND p.undoes_id IS NULL AND NOT EXISTS (SELECT FROM receipting_placement u WHERE u.undoes_id = p.id);
