-- name: hold_till
-- Whoever counts a till holds it.
SELECT pg_advisory_xact_lock(20267, hashtext(%(till)s));

-- name: uncounted
-- Cash taken at a till and paid into that account, in no banking and in no count that waits.
SELECT t.receipt_id, t.amount_pence, t.taken_on FROM receipting_taking t JOIN ledger_method m ON m.id = t.method_id AND m.kind = 'cash'
JOIN receipting_receipt r ON r.id = t.receipt_id
WHERE t.number = %(till)s AND r.bank_account_id = %(bank_account)s AND t.taken_on <= %(on)s
  AND NOT EXISTS (SELECT FROM takings_bankedtaking k WHERE k.taking_id = t.receipt_id)
  AND NOT EXISTS (SELECT FROM takings_cashuptaking c WHERE c.taking_id = t.receipt_id
                  AND NOT EXISTS (SELECT FROM takings_cashupend e WHERE e.cash_up_id = c.cash_up_id))
ORDER BY t.receipt_id;

-- name: draft
-- Too much stands on the account for cash over and short; too little comes off it.
WITH journal AS (
  INSERT INTO journal_draft (journal_id, kind, source_id, effective_on)
  VALUES (nextval('ledger_journal_id_seq'), 'cash_difference', %(cash_up)s, %(on)s)
  RETURNING journal_id
), moved AS (
  INSERT INTO posting_draft (journal_id, debit_account_id, credit_account_id, amount_pence, effective_on)
  SELECT journal.journal_id, CASE WHEN %(pence)s > 0 THEN %(account)s ELSE differences.id END,
         CASE WHEN %(pence)s > 0 THEN differences.id ELSE %(account)s END, abs(%(pence)s), %(on)s
  FROM journal, (SELECT id FROM ledger_account WHERE control = 'over_short') differences
)
SELECT journal_id FROM journal;
