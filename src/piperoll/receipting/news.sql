-- name: news
-- Of each receipt what of its decision came to be known after it was looked at last, in words, and the reasons given then.
WITH asked AS (
  SELECT receipt_id, customer_id, item_id FROM unnest(%(receipts)s::bigint[], %(customers)s::bigint[], %(items)s::bigint[]) AS a (receipt_id, customer_id, item_id)
), looked AS MATERIALIZED (
  SELECT w.receipt_id, last.reasons, last.at, t.payer_key FROM (SELECT DISTINCT receipt_id FROM asked) w
  JOIN receipting_receipt r ON r.id = w.receipt_id LEFT JOIN receipting_banklinetext t ON t.line_id = r.bank_line_id
  JOIN LATERAL (
    SELECT m.reasons, u.started_at AS at FROM receipting_match m JOIN runs_run u ON u.id = m.run_id WHERE m.receipt_id = w.receipt_id ORDER BY m.id DESC LIMIT 1
  ) last ON true
), news AS (
  SELECT a.receipt_id, 1 AS place, 'customer ' || c.reference || ' was added' AS said
  FROM asked a JOIN looked l USING (receipt_id) JOIN customers_customer c ON c.id = a.customer_id AND c.created_at > l.at
  UNION
  SELECT a.receipt_id, 2, 'invoice ' || i.reference || ' was raised'
  FROM asked a JOIN looked l USING (receipt_id) JOIN receivables_item i ON i.id = a.item_id AND i.kind = 'instalment' AND i.known_at > l.at
  UNION
  SELECT a.receipt_id, 2, 'somebody was added who acts for ' || c.reference
  FROM asked a JOIN looked l USING (receipt_id) JOIN safeguards_representative p ON p.customer_id = a.customer_id
  JOIN runs_run u ON u.id = p.run_id AND u.started_at > l.at JOIN customers_customer c ON c.id = a.customer_id
  UNION
  SELECT a.receipt_id, 3, 'this bank account paid for ' || c.reference
  FROM asked a JOIN looked l USING (receipt_id) JOIN customers_customer c ON c.id = a.customer_id
  WHERE EXISTS (
    SELECT FROM receivables_item i JOIN receipting_placement p ON p.item_id = i.id JOIN receipting_receipt r ON r.id = p.receipt_id
    JOIN receipting_banklinetext t ON t.line_id = r.bank_line_id AND t.payer_key = l.payer_key
    WHERE i.customer_id = a.customer_id AND i.kind = 'receipt' AND i.known_at > l.at)
)
SELECT l.receipt_id, l.reasons, (SELECT string_agg(n.said, ', ' ORDER BY n.place, n.said) FROM news n WHERE n.receipt_id = l.receipt_id) AS what
FROM looked l;
