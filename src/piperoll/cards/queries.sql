-- name: to_pay
-- What a customer may pay, invoice by invoice.
SELECT i.invoice_id, n.number, min(i.due_on) AS due_on, sum(b.open_pence)::bigint AS open_pence
FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id JOIN billing_invoice n ON n.id = i.invoice_id
WHERE b.customer_id = ANY(customers_accounts(%(customer)s, 'infinity', 'infinity')) AND b.open_pence > 0 AND i.kind = 'instalment'
GROUP BY 1, 2 ORDER BY 3, 2;

-- name: payments
-- Card payments, newest first: whose, for what, how they ended, their receipt, their settlement.
SELECT p.id, p.reference, p.amount_pence, p.is_moto, p.link_id, p.started_on, c.name AS customer, c.reference AS customer_reference,
       (SELECT array_agg(n.number ORDER BY x.id) FROM cards_cardpart x JOIN billing_invoice n ON n.id = x.invoice_id WHERE x.payment_id = p.id) AS invoices,
       e.state, e.why, e.taking_id, e.over_pence, s.settled_on, u.returned_on, u.amount_pence - coalesce(kept.amount_pence, 0) AS returned_pence
FROM cards_cardpayment p JOIN customers_customer c ON c.id = p.customer_id
LEFT JOIN cards_cardend e ON e.payment_id = p.id LEFT JOIN cards_settledpayment sp ON sp.payment_id = p.id
LEFT JOIN cards_cardsettlement s ON s.id = sp.settlement_id LEFT JOIN takings_unpaid u ON u.taking_id = e.taking_id
LEFT JOIN takings_stillpaid kept ON kept.unpaid_id = u.taking_id
ORDER BY p.id DESC LIMIT %(most)s OFFSET %(after)s;

-- name: standing
-- Payments that have not ended, what was paid and is not settled, and whether a refund or a dispute lost is not.
SELECT count(*) FILTER (WHERE e.payment_id IS NULL) AS waiting,
       coalesce(sum(p.amount_pence) FILTER (WHERE e.state = 'success' AND s.payment_id IS NULL), 0)::bigint AS unsettled_pence,
       EXISTS (SELECT FROM cards_cardrefundend r WHERE r.state = 'success' AND NOT EXISTS (SELECT FROM cards_settledrefund s WHERE s.refund_id = r.refund_id))
       OR EXISTS (SELECT FROM cards_carddisputeevent v WHERE v.state = 'lost' AND NOT EXISTS (SELECT FROM cards_settleddispute s WHERE s.dispute_id = v.dispute_id)
                  AND NOT EXISTS (SELECT FROM cards_disputeknownbefore k WHERE k.dispute_id = v.dispute_id AND k.instead_id IS NULL)) AS kept_waits
FROM cards_cardpayment p LEFT JOIN cards_cardend e ON e.payment_id = p.id LEFT JOIN cards_settledpayment s ON s.payment_id = p.id;

-- name: settlements
-- Settlements, newest first, and whether the bank has shown each.
SELECT s.id, s.settled_on, s.gross_pence, s.refunds_pence, s.disputes_pence, s.fees_pence, s.net_pence, s.banking_id, (SELECT count(*) FROM cards_settledpayment p WHERE p.settlement_id = s.id) AS payments,
       EXISTS (SELECT FROM receipting_clearing c WHERE c.expected_id = b.expected_id)
       OR EXISTS (SELECT FROM receipting_expected x LEFT JOIN receipting_clearing c ON c.expected_id = x.id WHERE x.replaces_id = b.expected_id AND (x.amount_pence = 0 OR c.id IS NOT NULL)) AS is_cleared
FROM cards_cardsettlement s JOIN takings_banking b ON b.id = s.banking_id ORDER BY s.settled_on DESC LIMIT %(most)s;

-- name: disputes
-- Disputes and where each stands: undecided ones first, the most urgent on top.
SELECT d.dispute_id, d.amount_pence, d.reason, d.raised_on, d.answer_by, p.reference, c.name AS customer, c.reference AS customer_reference,
       e.taking_id, last.state, last.told_on, last.fee_pence, s.settled_on, u.returned_on AS by_hand_on
FROM cards_carddispute d JOIN cards_cardpayment p ON p.id = d.payment_id JOIN customers_customer c ON c.id = p.customer_id
LEFT JOIN cards_cardend e ON e.payment_id = p.id
LEFT JOIN LATERAL (SELECT v.state, v.told_on, v.fee_pence FROM cards_carddisputeevent v WHERE v.dispute_id = d.id ORDER BY v.id DESC LIMIT 1) last ON true
LEFT JOIN cards_disputeknownbefore k ON k.dispute_id = d.id LEFT JOIN takings_unpaid u ON u.taking_id = k.unpaid_id
LEFT JOIN cards_settleddispute x ON x.dispute_id = d.id LEFT JOIN cards_cardsettlement s ON s.id = x.settlement_id
ORDER BY last.state IN ('won', 'lost'), d.answer_by NULLS LAST, d.id DESC LIMIT %(most)s;
