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

-- name: owed_for
-- What is left to pay for whoever was born on a day, of the customer with a reference or who is merged with them, the first due first.
SELECT n.number, upper(n.service_user) AS service_user, sum(b.open_pence)::bigint AS open_pence
FROM customers_customer c JOIN billing_invoice n ON n.customer_id = ANY(customers_accounts(c.id, 'infinity', 'infinity')) AND n.service_user <> ''
JOIN receivables_item i ON i.invoice_id = n.id AND i.kind = 'instalment' JOIN receivables_itembalance b ON b.item_id = i.id AND b.open_pence > 0
WHERE c.reference = %(reference)s AND %(born_on)s = (
  SELECT x.born_on FROM billing_birth x WHERE x.customer_id = n.customer_id AND x.service_user = upper(n.service_user) ORDER BY x.id DESC LIMIT 1)
GROUP BY n.id ORDER BY min(i.due_on), n.id;
