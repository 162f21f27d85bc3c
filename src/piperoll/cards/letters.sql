-- name: sources
-- A link that is to go, routed as its customer's account is read now.
INSERT INTO to_send
SELECT l.id, 'PAY-' || l.id, l.customer_id, coalesce(m.kept_id, l.customer_id),
       (SELECT sum(p.amount_pence) FROM cards_linkpart p WHERE p.link_id = l.id), %(on)s
FROM cards_paymentlink l LEFT JOIN customers_merged('infinity', 'infinity') m ON m.customer_id = l.customer_id
WHERE l.id = %(link)s;

-- name: links
-- What the letters of some links say: whose, how much, which invoices, until when.
SELECT l.id AS source_id, c.reference AS customer_reference, c.name AS customer_name, l.expires_on, sum(p.amount_pence)::bigint AS amount_pence,
       jsonb_agg(jsonb_build_object('number', n.number, 'pence', p.amount_pence) ORDER BY p.id) AS bills
FROM cards_paymentlink l JOIN customers_customer c ON c.id = l.customer_id JOIN cards_linkpart p ON p.link_id = l.id
JOIN billing_invoice n ON n.id = p.invoice_id WHERE l.id = ANY(%(links)s::bigint[]) GROUP BY l.id, c.id;

-- name: held
-- Invoices of which more is asked for than is left when what is held of them is left out, and why that is held.
WITH asked AS (
  SELECT * FROM unnest(%(invoices)s::bigint[], %(pence)s::bigint[]) AS a (invoice_id, pence)
), open AS MATERIALIZED (
  SELECT i.invoice_id, i.id AS item_id, b.open_pence FROM asked a JOIN receivables_item i ON i.invoice_id = a.invoice_id AND i.kind = 'instalment'
  JOIN receivables_itembalance b ON b.item_id = i.id AND b.open_pence > 0
), held AS MATERIALIZED (
  SELECT a.invoice_id, s.item_id, s.amount_pence FROM asked a JOIN safeguards_state s ON s.invoice_id = a.invoice_id
  JOIN safeguards_rule r ON r.state = s.state AND r.act = %(act)s AND r.answer = 'bar' AND %(on)s >= r.valid_from AND %(on)s <= coalesce(r.valid_to, 'infinity')
  WHERE %(on)s >= s.valid_from AND %(on)s <= coalesce(s.valid_to, 'infinity')
), free AS (
  SELECT a.invoice_id, a.pence, (SELECT coalesce(sum(o.open_pence), 0) FROM open o WHERE o.invoice_id = a.invoice_id) - (
    SELECT sum(coalesce(h.amount_pence, (SELECT sum(o.open_pence) FROM open o
                                         WHERE o.invoice_id = a.invoice_id AND o.item_id = coalesce(h.item_id, o.item_id)), 0))
    FROM held h WHERE h.invoice_id = a.invoice_id) AS free_pence
  FROM asked a
)
SELECT f.invoice_id, b.reason FROM free f
JOIN safeguards_invoice_bar_some(%(act)s, %(on)s, %(invoices)s::bigint[]) b ON b.invoice_id = f.invoice_id
WHERE f.pence > f.free_pence ORDER BY 1;

-- name: parts
-- What some links ask for, less what was paid by them, and no more than is open.
SELECT l.id AS source_id, l.expires_on, p.invoice_id, greatest(0, least(
         p.amount_pence - coalesce((SELECT sum(x.amount_pence) FROM cards_cardpayment y JOIN cards_cardend e ON e.payment_id = y.id AND e.state = 'success'
                                    JOIN cards_cardpart x ON x.payment_id = y.id AND x.invoice_id = p.invoice_id WHERE y.link_id = l.id), 0),
         coalesce((SELECT sum(b.open_pence) FROM receivables_item i JOIN receivables_itembalance b ON b.item_id = i.id
                   WHERE i.invoice_id = p.invoice_id AND i.kind = 'instalment' AND b.open_pence > 0), 0)))::bigint AS left_pence
FROM cards_paymentlink l JOIN cards_linkpart p ON p.link_id = l.id WHERE l.id = ANY(%(links)s::bigint[]) ORDER BY l.id, p.id;

-- name: newest
-- A customer's newest link that was sent.
SELECT max(l.id) AS source_id FROM cards_paymentlink l JOIN cards_sentlink s ON s.link_id = l.id WHERE l.customer_id = %(customer)s
HAVING max(l.id) IS NOT NULL;
