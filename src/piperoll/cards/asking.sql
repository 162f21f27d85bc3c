-- name: open_of
-- What is left to pay of some invoices.
SELECT i.invoice_id, sum(b.open_pence)::bigint AS open_pence
FROM receivables_item i JOIN receivables_itembalance b ON b.item_id = i.id
WHERE i.invoice_id = ANY(%(invoices)s::bigint[]) AND i.kind = 'instalment' AND b.open_pence > 0 GROUP BY 1;

-- name: paid_by
-- What was paid by a link, invoice by invoice.
SELECT x.invoice_id, sum(x.amount_pence)::bigint AS pence
FROM cards_cardpart x JOIN cards_cardpayment p ON p.id = x.payment_id JOIN cards_cardend e ON e.payment_id = p.id AND e.state = 'success'
WHERE p.link_id = %(link)s GROUP BY 1;
