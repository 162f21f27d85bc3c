-- name: by_method
-- How many receipts and pence by method and owner: whose each is now; what the bank only repeats is not counted again.
-- A cheque is one of the cheques, paid in by us or seen by the bank alone; a collection is a Direct Debit, through Bacs or GoCardless.
WITH arrived AS (
  SELECT r.id, r.reference, r.received_on, r.amount_pence, coalesce(m.name, k.name, upper(left(l.kind, 1)) || substr(l.kind, 2)) AS method
  FROM receipting_receipt r LEFT JOIN receipting_bankline l ON l.id = r.bank_line_id
  LEFT JOIN receipting_taking t ON t.receipt_id = r.id LEFT JOIN ledger_method m ON m.id = t.method_id
  LEFT JOIN ledger_method k ON k.code = 'CHEQUE' AND l.kind = 'cheque'
  WHERE r.received_on BETWEEN %(since)s AND %(until)s AND (t.receipt_id IS NOT NULL OR r.amount_pence > 0)
    AND NOT EXISTS (SELECT FROM receipting_clearing c WHERE c.receipt_id = r.id)
), parts AS (
  SELECT a.*, 'Our customers' AS owner, p.amount_pence AS pence FROM arrived a JOIN receipting_placement p ON p.receipt_id = a.id
  UNION ALL SELECT a.*, f.name, p.amount_pence FROM arrived a JOIN receipting_fundplacement p ON p.receipt_id = a.id JOIN funds_fund f ON f.code = p.fund_id
  UNION ALL SELECT a.*, 'In suspense', s.open_pence FROM arrived a JOIN receipting_suspense s ON s.receipt_id = a.id
  UNION ALL SELECT a.*, 'Returned unpaid', u.amount_pence FROM arrived a JOIN takings_took_back u ON u.taking_id = a.id
), whole AS (
  SELECT id, reference, received_on, amount_pence, method, owner, sum(pence)::bigint AS pence FROM parts GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(pence) <> 0
), debits AS (
  SELECT c.id, sum(k.amount_pence)::bigint AS pence FROM bacs_collection c JOIN bacs_collectioncredit k ON k.collection_id = c.id
  WHERE c.collect_on BETWEEN %(since)s AND %(until)s GROUP BY 1 HAVING sum(k.amount_pence) <> 0
)
SELECT method, owner, count(*)::int AS receipts, sum(pence)::bigint AS pence FROM whole GROUP BY 1, 2
UNION ALL SELECT 'Direct Debit', 'Our customers', count(*)::int, sum(pence)::bigint FROM debits HAVING count(*) > 0
ORDER BY 1, 2;

-- name: receipts
-- The receipts of one method that are one owner's, newest first.
WITH arrived AS (
  SELECT r.id, r.reference, r.received_on, r.amount_pence, coalesce(m.name, k.name, upper(left(l.kind, 1)) || substr(l.kind, 2)) AS method
  FROM receipting_receipt r LEFT JOIN receipting_bankline l ON l.id = r.bank_line_id
  LEFT JOIN receipting_taking t ON t.receipt_id = r.id LEFT JOIN ledger_method m ON m.id = t.method_id
  LEFT JOIN ledger_method k ON k.code = 'CHEQUE' AND l.kind = 'cheque'
  WHERE r.received_on BETWEEN %(since)s AND %(until)s AND (t.receipt_id IS NOT NULL OR r.amount_pence > 0)
    AND NOT EXISTS (SELECT FROM receipting_clearing c WHERE c.receipt_id = r.id)
), parts AS (
  SELECT a.*, 'Our customers' AS owner, p.amount_pence AS pence FROM arrived a JOIN receipting_placement p ON p.receipt_id = a.id
  UNION ALL SELECT a.*, f.name, p.amount_pence FROM arrived a JOIN receipting_fundplacement p ON p.receipt_id = a.id JOIN funds_fund f ON f.code = p.fund_id
  UNION ALL SELECT a.*, 'In suspense', s.open_pence FROM arrived a JOIN receipting_suspense s ON s.receipt_id = a.id
  UNION ALL SELECT a.*, 'Returned unpaid', u.amount_pence FROM arrived a JOIN takings_took_back u ON u.taking_id = a.id
), whole AS (
  SELECT id, reference, received_on, amount_pence, method, owner, sum(pence)::bigint AS pence FROM parts GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(pence) <> 0
)
SELECT id, reference, received_on, pence, amount_pence FROM whole WHERE method = %(method)s AND owner = %(owner)s
ORDER BY received_on DESC, id DESC LIMIT %(most)s;
