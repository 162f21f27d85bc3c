-- name: by_words
-- Receipts that have these words, of one of these sums if any are asked: the newest of those looked at.
WITH said AS MATERIALIZED (
  (SELECT r.* FROM receipting_banklinetext t JOIN receipting_receipt r ON r.bank_line_id = t.line_id
   WHERE receipting_found_by(t.payer_name, t.narrative, t.payment_references) @@ to_tsquery('simple', %(words)s)
     AND r.received_on BETWEEN %(since)s AND %(until)s AND (%(sums)s::bigint[] IS NULL OR r.amount_pence = ANY(%(sums)s))
   LIMIT %(looked_at)s)
  UNION ALL
  (SELECT r.* FROM receipting_takingtext t JOIN receipting_receipt r ON r.id = t.taking_id
   WHERE receipting_found_by(t.payer_name, t.narrative, t.payment_references) @@ to_tsquery('simple', %(words)s)
     AND r.received_on BETWEEN %(since)s AND %(until)s AND (%(sums)s::bigint[] IS NULL OR r.amount_pence = ANY(%(sums)s))
   LIMIT %(looked_at)s)
), page AS (SELECT * FROM said ORDER BY received_on DESC, id DESC LIMIT %(many)s)
SELECT r.id, r.reference, r.received_on, r.amount_pence, b.code, coalesce(t.payer_name, w.payer_name) AS payer_name,
       coalesce(t.narrative, w.narrative) AS narrative, m.name AS method, s.open_pence, s.state
FROM page r JOIN council_bankaccount b ON b.id = r.bank_account_id JOIN receipting_suspense s ON s.receipt_id = r.id
LEFT JOIN receipting_banklinetext t ON t.line_id = r.bank_line_id LEFT JOIN receipting_takingtext w ON w.taking_id = r.id
LEFT JOIN receipting_taking k ON k.receipt_id = r.id LEFT JOIN ledger_method m ON m.id = k.method_id
ORDER BY r.received_on DESC, r.id DESC;

-- name: by_sum
-- Receipts of one of these sums, the newest first.
WITH page AS (
  SELECT * FROM receipting_receipt WHERE amount_pence = ANY(%(sums)s) AND received_on BETWEEN %(since)s AND %(until)s
  ORDER BY received_on DESC, id DESC LIMIT %(many)s
)
SELECT r.id, r.reference, r.received_on, r.amount_pence, b.code, coalesce(t.payer_name, w.payer_name) AS payer_name,
       coalesce(t.narrative, w.narrative) AS narrative, m.name AS method, s.open_pence, s.state
FROM page r JOIN council_bankaccount b ON b.id = r.bank_account_id JOIN receipting_suspense s ON s.receipt_id = r.id
LEFT JOIN receipting_banklinetext t ON t.line_id = r.bank_line_id LEFT JOIN receipting_takingtext w ON w.taking_id = r.id
LEFT JOIN receipting_taking k ON k.receipt_id = r.id LEFT JOIN ledger_method m ON m.id = k.method_id
ORDER BY r.received_on DESC, r.id DESC;

-- name: by_day
-- Receipts between two days, the newest first.
WITH page AS (
  SELECT * FROM receipting_receipt WHERE received_on BETWEEN %(since)s AND %(until)s ORDER BY received_on DESC, id DESC LIMIT %(many)s
)
SELECT r.id, r.reference, r.received_on, r.amount_pence, b.code, coalesce(t.payer_name, w.payer_name) AS payer_name,
       coalesce(t.narrative, w.narrative) AS narrative, m.name AS method, s.open_pence, s.state
FROM page r JOIN council_bankaccount b ON b.id = r.bank_account_id JOIN receipting_suspense s ON s.receipt_id = r.id
LEFT JOIN receipting_banklinetext t ON t.line_id = r.bank_line_id LEFT JOIN receipting_takingtext w ON w.taking_id = r.id
LEFT JOIN receipting_taking k ON k.receipt_id = r.id LEFT JOIN ledger_method m ON m.id = k.method_id
ORDER BY r.received_on DESC, r.id DESC;
