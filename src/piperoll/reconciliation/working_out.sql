-- name: newest_seal
-- The seal that what is prepared now stands on.
SELECT max(id) AS id FROM runs_seal;

-- name: bank_ledger
-- One bank account in the ledger, by what was sealed.
SELECT coalesce(sum(CASE WHEN p.debit_account_id = a.id THEN p.amount_pence ELSE -p.amount_pence END), 0)::bigint AS pence
FROM ledger_account a JOIN ledger_posting p ON a.id IN (p.debit_account_id, p.credit_account_id) JOIN ledger_journal j ON j.id = p.journal_id
WHERE a.bank_account_id = %(bank)s AND p.effective_on <= %(until)s AND j.run_id IN (SELECT run_id FROM runs_seal WHERE id <= %(seal)s);

-- name: control_ledger
-- The accounts of a control in the ledger, by what was sealed.
SELECT coalesce(sum(CASE WHEN p.debit_account_id = a.id THEN p.amount_pence ELSE -p.amount_pence END), 0)::bigint AS pence
FROM ledger_account a JOIN ledger_posting p ON a.id IN (p.debit_account_id, p.credit_account_id) JOIN ledger_journal j ON j.id = p.journal_id
WHERE a.control = %(control)s AND p.effective_on <= %(until)s AND j.run_id IN (SELECT run_id FROM runs_seal WHERE id <= %(seal)s);

-- name: credits_ledger
-- What customers were ever credited in the ledger, less what was used of it: below nought, as a credit on the control.
SELECT (SELECT coalesce(sum(a.amount_pence), 0) FROM receivables_allocation a
        WHERE a.effective_on <= %(until)s AND a.run_id IN (SELECT run_id FROM runs_seal WHERE id <= %(seal)s))::bigint
     - (SELECT coalesce(sum(p.amount_pence), 0) FROM ledger_posting p JOIN ledger_journal j ON j.id = p.journal_id
        WHERE p.credit_account_id = (SELECT id FROM ledger_account WHERE control = 'debtors')
          AND p.effective_on <= %(until)s AND j.run_id IN (SELECT run_id FROM runs_seal WHERE id <= %(seal)s))::bigint AS pence;

-- name: list_bank
-- The statement that closed last by the day, and the lines up to the day of those that closed after it.
WITH known AS (
  SELECT s.* FROM receipting_statement s WHERE s.bank_account_id = %(bank)s AND s.run_id IN (SELECT run_id FROM runs_seal WHERE id <= %(seal)s)
), last AS (SELECT * FROM known WHERE closed_on <= %(until)s ORDER BY sequence DESC LIMIT 1),
start AS (
  SELECT 'statement ' || sequence AS reference, closed_on AS day, 'balance at the close of the statement' AS what, closing_pence AS pence, 0::bigint AS id FROM last
  UNION ALL
  SELECT * FROM (SELECT 'statement ' || sequence, opened_on, 'balance the first statement opened with', opening_pence, 0::bigint FROM known
                 WHERE NOT EXISTS (SELECT FROM last) AND opened_on <= %(until)s ORDER BY sequence LIMIT 1) first
)
SELECT reference, '' AS about, day, what, pence FROM (
  SELECT * FROM start
  UNION ALL
  SELECT 'statement ' || k.sequence || ' line ' || l.line_number, l.booked_on, 'line booked by then', l.amount_pence, l.id
  FROM known k JOIN receipting_bankline l ON l.statement_id = k.id
  WHERE k.closed_on > %(until)s AND l.booked_on <= %(until)s AND l.amount_pence <> 0
) x ORDER BY id;

-- name: list_debtors
-- Every item open at the end of the day.
WITH known AS (SELECT run_id FROM runs_seal WHERE id <= %(seal)s), used AS (
  SELECT item_id, sum(pence)::bigint AS pence FROM (
    SELECT debit_item_id AS item_id, amount_pence AS pence FROM receivables_allocation WHERE effective_on <= %(until)s AND run_id IN (SELECT run_id FROM known)
    UNION ALL SELECT credit_item_id, -amount_pence FROM receivables_allocation WHERE effective_on <= %(until)s AND run_id IN (SELECT run_id FROM known)
  ) a GROUP BY item_id
)
SELECT i.reference, c.reference AS about, i.effective_on AS day, i.kind AS what, i.amount_pence - coalesce(used.pence, 0) AS pence
FROM receivables_item i JOIN customers_customer c ON c.id = i.customer_id LEFT JOIN used ON used.item_id = i.id
WHERE i.effective_on <= %(until)s AND i.run_id IN (SELECT run_id FROM known) AND i.amount_pence <> coalesce(used.pence, 0)
ORDER BY i.effective_on, i.id;

-- name: list_credits
-- Every credit that was not used up at the end of the day.
WITH known AS (SELECT run_id FROM runs_seal WHERE id <= %(seal)s), used AS (
  SELECT credit_item_id AS item_id, sum(amount_pence)::bigint AS pence FROM receivables_allocation
  WHERE effective_on <= %(until)s AND run_id IN (SELECT run_id FROM known) GROUP BY 1
)
SELECT i.reference, c.reference AS about, i.effective_on AS day, i.kind AS what, -i.amount_pence - coalesce(used.pence, 0) AS pence
FROM receivables_item i JOIN customers_customer c ON c.id = i.customer_id LEFT JOIN used ON used.item_id = i.id
WHERE i.amount_pence < 0 AND i.effective_on <= %(until)s AND i.run_id IN (SELECT run_id FROM known) AND -i.amount_pence <> coalesce(used.pence, 0)
ORDER BY i.effective_on, i.id;

-- name: list_suspense
-- Every receipt not wholly placed, cleared or returned at the end of the day.
WITH known AS (SELECT run_id FROM runs_seal WHERE id <= %(seal)s), gone AS (
  SELECT receipt_id, sum(pence)::bigint AS pence FROM (
    SELECT p.receipt_id, p.amount_pence AS pence FROM receipting_placement p JOIN receivables_item i ON i.id = p.item_id
    WHERE i.effective_on <= %(until)s AND p.run_id IN (SELECT run_id FROM known)
    UNION ALL SELECT c.receipt_id, c.amount_pence FROM receipting_clearing c JOIN ledger_journal j ON j.id = c.journal_id
    WHERE j.effective_on <= %(until)s AND c.run_id IN (SELECT run_id FROM known)
    UNION ALL SELECT receipt_id, amount_pence FROM receipting_fundplacement WHERE effective_on <= %(until)s AND run_id IN (SELECT run_id FROM known)
    UNION ALL SELECT taking_id, amount_pence FROM takings_took_back WHERE on_day <= %(until)s AND run_id IN (SELECT run_id FROM known)
  ) x GROUP BY receipt_id
)
SELECT r.reference, b.code AS about, r.received_on AS day, 'receipt' AS what, r.amount_pence - coalesce(g.pence, 0) AS pence
FROM receipting_receipt r JOIN council_bankaccount b ON b.id = r.bank_account_id LEFT JOIN gone g ON g.receipt_id = r.id
WHERE r.received_on <= %(until)s AND r.run_id IN (SELECT run_id FROM known) AND r.amount_pence <> coalesce(g.pence, 0)
ORDER BY r.received_on, r.id;

-- name: list_direct_debit
-- What was collected and came back, the fees kept and what the bank has shown: day by day in the month, before it in one line each.
WITH known AS (SELECT run_id FROM runs_seal WHERE id <= %(seal)s), moved AS (
  SELECT CASE WHEN c.amount_pence > 0 THEN 'collected' ELSE 'came back' END AS what, i.effective_on AS day, c.amount_pence AS pence, c.run_id
  FROM bacs_collectioncredit c JOIN receivables_item i ON i.id = c.item_id
  UNION ALL SELECT 'fees kept', j.effective_on, -o.fees_pence, o.run_id FROM gocardless_payout o JOIN ledger_journal j ON j.id = o.journal_id
  UNION ALL SELECT 'shown by the bank', j.effective_on, -c.amount_pence, c.run_id FROM receipting_clearing c JOIN ledger_journal j ON j.id = c.journal_id
  JOIN receipting_expected e ON e.id = c.expected_id JOIN ledger_account a ON a.id = e.account_id AND a.control = 'direct_debit'
)
SELECT CASE WHEN day < %(since)s THEN 'before the month' ELSE 'in the month' END AS reference, '' AS about, max(day) AS day, what, sum(pence)::bigint AS pence
FROM moved WHERE day <= %(until)s AND run_id IN (SELECT run_id FROM known)
GROUP BY 1, what, CASE WHEN day >= %(since)s THEN day END ORDER BY 3, what COLLATE "C";

-- name: list_methods
-- What was taken, came back or was over or short, and what the bank has shown, method by method: before the month in one line each.
WITH known AS (SELECT run_id FROM runs_seal WHERE id <= %(seal)s), moved AS (
  SELECT t.method_id, 'taken' AS what, t.taken_on AS day, t.amount_pence AS pence, t.run_id FROM receipting_taking t
  UNION ALL SELECT t.method_id, 'came back', u.on_day, -u.amount_pence, u.run_id FROM takings_took_back u JOIN receipting_taking t ON t.receipt_id = u.taking_id
  UNION ALL SELECT b.method_id, 'over and short', j.effective_on, c.difference_pence, c.run_id
  FROM takings_cashupend c JOIN takings_banking b ON b.id = c.banking_id JOIN ledger_journal j ON j.id = c.journal_id
  UNION ALL SELECT b.method_id, 'refunded to cards', s.settled_on, -s.refunds_pence, s.run_id FROM cards_cardsettlement s JOIN takings_banking b ON b.id = s.banking_id WHERE s.refunds_pence > 0
  UNION ALL SELECT b.method_id, 'fees kept', s.settled_on, -s.fees_pence, s.run_id FROM cards_cardsettlement s JOIN takings_banking b ON b.id = s.banking_id WHERE s.fees_pence > 0
  UNION ALL SELECT m.id, 'shown by the bank', j.effective_on, -c.amount_pence, c.run_id FROM receipting_clearing c JOIN ledger_journal j ON j.id = c.journal_id
  JOIN receipting_expected e ON e.id = c.expected_id JOIN ledger_method m ON m.account_id = e.account_id
)
SELECT CASE WHEN day < %(since)s THEN 'before the month' ELSE 'in the month' END AS reference, m.code AS about, max(day) AS day, what, sum(pence)::bigint AS pence
FROM moved JOIN ledger_method m ON m.id = moved.method_id WHERE day <= %(until)s AND run_id IN (SELECT run_id FROM known)
GROUP BY 1, m.code, what, CASE WHEN day >= %(since)s THEN day END ORDER BY 3, m.code COLLATE "C", what COLLATE "C";

-- name: list_refunds
-- What was approved to be paid back, less what ended and what the bank has shown: before the month in one line each.
WITH known AS (SELECT run_id FROM runs_seal WHERE id <= %(seal)s), moved AS (
  SELECT 'approved' AS what, j.effective_on AS day, r.amount_pence AS pence, r.run_id FROM refunds_refund r JOIN ledger_journal j ON j.id = r.journal_id
  UNION ALL SELECT 'ended', j.effective_on, -r.amount_pence, e.run_id
  FROM refunds_refundend e JOIN refunds_refund r ON r.id = e.refund_id JOIN ledger_journal j ON j.id = e.journal_id
  UNION ALL SELECT 'settled with cards', settled_on, -refunds_pence, run_id FROM cards_cardsettlement WHERE refunds_pence > 0
  UNION ALL SELECT 'shown by the bank', j.effective_on, c.amount_pence, c.run_id FROM receipting_clearing c JOIN ledger_journal j ON j.id = c.journal_id
  JOIN receipting_expected e ON e.id = c.expected_id JOIN ledger_account a ON a.id = e.account_id AND a.control = 'refunds'
)
SELECT CASE WHEN day < %(since)s THEN 'before the month' ELSE 'in the month' END AS reference, '' AS about, max(day) AS day, what, sum(pence)::bigint AS pence
FROM moved WHERE day <= %(until)s AND run_id IN (SELECT run_id FROM known)
GROUP BY 1, what, CASE WHEN day >= %(since)s THEN day END ORDER BY 3, what COLLATE "C";

-- name: list_funds
-- What was placed for other ledgers, fund by fund: day by day in the month, before it in one line each.
SELECT CASE WHEN effective_on < %(since)s THEN 'before the month' ELSE 'in the month' END AS reference, fund_id AS about, max(effective_on) AS day,
       'placed, less taken back' AS what, sum(amount_pence)::bigint AS pence
FROM receipting_fundplacement WHERE effective_on <= %(until)s AND run_id IN (SELECT run_id FROM runs_seal WHERE id <= %(seal)s)
GROUP BY 1, fund_id, CASE WHEN effective_on >= %(since)s THEN effective_on END ORDER BY 3, fund_id COLLATE "C";
