-- name: refunds
-- Refunds, newest first, with where each stands, where it goes and its cheque.
SELECT r.id, k.id AS customer_id, k.reference AS customer, k.name, r.amount_pence, r.method, r.payable_to, r.refunded_on, r.request_id, s.state, s.refund_run_id,
       s.paid_on, p.last_four, p.origin, p.verdict, p.checked, n.pay_on, c.number AS cheque, e.reason AS end_reason, e.ended_on, q.reason, q.why, w.name AS asked_by
FROM refunds_refund r JOIN refunds_standing s ON s.refund_id = r.id JOIN customers_customer k ON k.id = r.customer_id
JOIN authority_request q ON q.id = r.request_id JOIN authority_user w ON w.id = q.asked_by_id
LEFT JOIN refunds_payeeaccount p ON p.id = r.payee_id LEFT JOIN refunds_refundrun n ON n.id = s.refund_run_id
LEFT JOIN refunds_cheque c ON c.refund_id = r.id LEFT JOIN refunds_refundend e ON e.refund_id = r.id
WHERE (%(refund)s::bigint IS NULL OR r.id = %(refund)s) AND (%(state)s::text IS NULL OR s.state = %(state)s)
  AND (%(customer)s::bigint IS NULL OR r.customer_id = ANY(customers_accounts(%(customer)s, 'infinity', 'infinity')))
ORDER BY r.id DESC LIMIT %(most)s OFFSET %(after)s;

-- name: waiting_requests
-- Refunds asked for and not decided, the oldest first.
SELECT q.id, q.amount_pence, q.asked_on, t.state, q.reason, k.reference AS customer, k.name, w.name AS asked_by
FROM authority_request q JOIN authority_requeststate t ON t.request_id = q.id AND t.state IN ('waiting', 'returned')
JOIN customers_customer k ON k.id = q.customer_id JOIN authority_user w ON w.id = q.asked_by_id
WHERE q.act = 'refund' ORDER BY q.id LIMIT %(most)s;

-- name: came_back
-- Refunds that did not arrive and whose credit still stands open, the oldest first: nobody asked again since, nor used it.
SELECT r.id, k.reference AS customer, k.name, r.amount_pence, e.what, e.reason, e.ended_on, still.pence AS open_pence
FROM refunds_refundend e JOIN refunds_refund r ON r.id = e.refund_id JOIN customers_customer k ON k.id = r.customer_id
CROSS JOIN LATERAL (
  SELECT coalesce(-sum(b.open_pence), 0)::bigint AS pence FROM refunds_refundedcredit c JOIN receivables_itembalance b ON b.item_id = c.item_id
  WHERE c.refund_id = r.id AND b.open_pence < 0
) still
WHERE e.what IN ('returned', 'stopped', 'withdrawn') AND still.pence > 0 AND NOT EXISTS (
  SELECT FROM authority_request q JOIN authority_requeststate t ON t.request_id = q.id AND t.state IN ('waiting', 'returned', 'approved')
  WHERE q.act = 'refund' AND q.customer_id = r.customer_id AND q.id > r.request_id)
ORDER BY e.ended_on, r.id LIMIT %(most)s;

-- name: how_many
-- How many refunds stand in each state.
SELECT state, count(*) AS many FROM refunds_standing GROUP BY 1;

-- name: credits
-- What a refund pays back.
SELECT i.id, i.kind, i.reference, i.effective_on, c.amount_pence, p.receipt_id
FROM refunds_refundedcredit c JOIN receivables_item i ON i.id = c.item_id LEFT JOIN receipting_placement p ON p.item_id = i.id
WHERE c.refund_id = %(refund)s ORDER BY i.effective_on, i.id;

-- name: story
-- What happened to a refund, newest first, from its request to the bank.
SELECT x.what, x.why, r.started_at, r.effective_on, coalesce(w.name, r.by_username) AS by_name, x.run_id
FROM (
  SELECT 'asked' AS what, q.why, q.run_id FROM refunds_refund f JOIN authority_request q ON q.id = f.request_id WHERE f.id = %(refund)s
  UNION ALL
  SELECT 'approved', v.why, v.run_id FROM refunds_refund f JOIN authority_requestevent v ON v.request_id = f.request_id AND v.state = 'approved' WHERE f.id = %(refund)s
  UNION ALL
  SELECT 'chosen', 'Refund run ' || c.refund_run_id, c.run_id FROM refunds_chosenrefund c WHERE c.refund_id = %(refund)s
  UNION ALL
  SELECT v.what, CASE WHEN v.reason <> '' THEN v.reason ELSE 'Refund run ' || v.refund_run_id END, v.run_id
  FROM refunds_chosenrefund c JOIN refunds_refundverdict v ON v.refund_run_id = c.refund_run_id WHERE c.refund_id = %(refund)s
  UNION ALL
  SELECT 'filed', 'Bacs file ' || b.serial, d.run_id FROM refunds_chosenrefund c JOIN refunds_refundverdict v ON v.refund_run_id = c.refund_run_id
  JOIN refunds_filedrefunds d ON d.verdict_id = v.id JOIN bacs_bacsfile b ON b.id = d.file_id WHERE c.refund_id = %(refund)s
  UNION ALL
  SELECT 'cheque', 'Cheque ' || number, run_id FROM refunds_cheque WHERE refund_id = %(refund)s
  UNION ALL
  SELECT 'to_card', '', a.run_id FROM refunds_refundtocard y JOIN cards_cardrefundasked a ON a.refund_id = y.card_refund_id WHERE y.refund_id = %(refund)s
  UNION ALL
  SELECT 'on_card', '', e.run_id FROM refunds_refundtocard y JOIN cards_cardrefundend e ON e.refund_id = y.card_refund_id AND e.state = 'success'
  WHERE y.refund_id = %(refund)s
  UNION ALL
  SELECT 'paid', 'Shown on the statement of ' || to_char(t.received_on, 'FMDD FMMonth YYYY'), g.run_id
  FROM refunds_standing s LEFT JOIN refunds_cheque q ON q.refund_id = s.refund_id
  JOIN receipting_expected e ON e.id = q.expected_id OR (q.refund_id IS NULL AND e.words = 'REFUND RUN ' || s.refund_run_id)
  JOIN receipting_clearing g ON g.expected_id = e.id JOIN receipting_receipt t ON t.id = g.receipt_id
  WHERE s.refund_id = %(refund)s AND s.paid_on IS NOT NULL
  UNION ALL
  SELECT what, reason, run_id FROM refunds_refundend WHERE refund_id = %(refund)s
) x JOIN runs_run r ON r.id = x.run_id LEFT JOIN authority_user w ON w.id = r.by_user_id
ORDER BY x.run_id DESC;

-- name: runs
-- Refund runs, newest first: what they hold, who chose, who decided, which file.
SELECT n.id, n.method, n.pay_on, n.input_by, n.processing_on, n.chosen_by_id, n.chosen_at, w.name AS chosen_by, v.what, v.at AS decided_at, d.name AS decided_by,
       v.reason, f.serial, sums.*, excluded.excluded
FROM refunds_refundrun n LEFT JOIN authority_user w ON w.id = n.chosen_by_id
LEFT JOIN refunds_refundverdict v ON v.refund_run_id = n.id LEFT JOIN authority_user d ON d.id = v.by_id
LEFT JOIN refunds_filedrefunds k ON k.verdict_id = v.id LEFT JOIN bacs_bacsfile f ON f.id = k.file_id
CROSS JOIN LATERAL (
  SELECT count(*)::int AS chosen, coalesce(sum(r.amount_pence), 0)::bigint AS pence, count(DISTINCT p.key)::int AS accounts,
         count(*) FILTER (WHERE p.origin = 'told')::int AS told, coalesce(sum(r.amount_pence) FILTER (WHERE p.origin = 'told'), 0)::bigint AS told_pence,
         count(e.refund_id)::int AS ended, coalesce(sum(r.amount_pence) FILTER (WHERE e.refund_id IS NOT NULL), 0)::bigint AS ended_pence,
         count(*) FILTER (WHERE q.refund_id IS NULL AND e.refund_id IS NULL AND n.method = 'cheque')::int AS to_draw,
         count(*) FILTER (WHERE e.refund_id IS NULL AND y.refund_id IS NOT NULL AND h.refund_id IS NULL)::int AS to_send,
         count(*) FILTER (WHERE e.refund_id IS NULL AND h.refund_id IS NOT NULL AND g.refund_id IS NULL)::int AS to_hear,
         coalesce(max(r.amount_pence), 0)::bigint AS largest_pence
  FROM refunds_chosenrefund c JOIN refunds_refund r ON r.id = c.refund_id LEFT JOIN refunds_payeeaccount p ON p.id = r.payee_id
  LEFT JOIN refunds_refundend e ON e.refund_id = r.id LEFT JOIN refunds_cheque q ON q.refund_id = r.id
  LEFT JOIN refunds_refundtocard y ON y.refund_id = r.id LEFT JOIN cards_cardrefundthere h ON h.refund_id = y.card_refund_id
  LEFT JOIN cards_cardrefundend g ON g.refund_id = y.card_refund_id WHERE c.refund_run_id = n.id
) sums
CROSS JOIN LATERAL (SELECT count(*)::int AS excluded FROM refunds_refundexclusion x WHERE x.refund_run_id = n.id) excluded
WHERE %(refund_run)s::bigint IS NULL OR n.id = %(refund_run)s
ORDER BY n.id DESC LIMIT %(most)s OFFSET %(after)s;

-- name: in_run
-- The refunds of a run by customer, with who asked, who approved, and the last refund to the same account.
SELECT r.id, k.reference AS customer, k.name, r.amount_pence, r.method, r.payable_to, p.last_four, p.origin, p.verdict, q.number AS cheque, e.what, e.reason,
       w.name AS asked_by, d.name AS approved_by, before.amount_pence AS before_pence, before.refunded_on AS before_on,
       a.lines, a.postcode
FROM refunds_chosenrefund c JOIN refunds_refund r ON r.id = c.refund_id JOIN customers_customer k ON k.id = r.customer_id
JOIN authority_request t ON t.id = r.request_id JOIN authority_user w ON w.id = t.asked_by_id
LEFT JOIN LATERAL (SELECT v.by_id FROM authority_requestevent v WHERE v.request_id = t.id AND v.state = 'approved' LIMIT 1) yes ON true
LEFT JOIN authority_user d ON d.id = yes.by_id
LEFT JOIN refunds_payeeaccount p ON p.id = r.payee_id LEFT JOIN refunds_cheque q ON q.refund_id = r.id LEFT JOIN refunds_refundend e ON e.refund_id = r.id
LEFT JOIN LATERAL (
  SELECT x.amount_pence, x.refunded_on FROM refunds_refund x JOIN refunds_payeeaccount y ON y.id = x.payee_id AND y.key = p.key
  WHERE x.id < r.id ORDER BY x.id DESC LIMIT 1
) before ON true
LEFT JOIN LATERAL (
  SELECT y.lines, y.postcode FROM customers_address y WHERE y.customer_id = r.customer_id AND y.valid_to IS NULL ORDER BY y.purpose = 'billing' DESC, y.id DESC LIMIT 1
) a ON true
WHERE c.refund_run_id = %(refund_run)s ORDER BY k.name, r.id LIMIT %(most)s OFFSET %(after)s;

-- name: left_out
-- What a refund run left out.
SELECT x.id, x.refund_id, k.reference AS customer, k.name, r.amount_pence, x.why, x.reason, x.until
FROM refunds_refundexclusion x JOIN refunds_refund r ON r.id = x.refund_id JOIN customers_customer k ON k.id = r.customer_id
WHERE x.refund_run_id = %(refund_run)s ORDER BY k.name, x.id LIMIT %(most)s;
