-- name: hold
-- The taking, its receipt locked first, with where it was banked and whether it came back before.
SELECT receipt_id FROM receipting_suspense WHERE receipt_id = %(receipt)s FOR UPDATE;
SELECT t.receipt_id, r.reference, t.amount_pence, r.bank_account_id, m.account_id, b.banked_on, u.returned_on
FROM receipting_taking t JOIN receipting_receipt r ON r.id = t.receipt_id JOIN ledger_method m ON m.id = t.method_id
LEFT JOIN takings_bankedtaking k ON k.taking_id = t.receipt_id LEFT JOIN takings_banking b ON b.id = k.banking_id
LEFT JOIN takings_unpaid u ON u.taking_id = t.receipt_id
WHERE t.receipt_id = %(receipt)s AND t.amount_pence > 0;

-- name: hold_placements
-- The placements of it that stand, every item they touch locked in order.
SELECT b.item_id FROM receivables_itembalance b
WHERE b.item_id IN (SELECT item_id FROM receipting_placement WHERE receipt_id = %(receipt)s
                    UNION SELECT a.debit_item_id FROM receivables_allocation a
                    JOIN receipting_placement p ON p.item_id = a.credit_item_id WHERE p.receipt_id = %(receipt)s)
ORDER BY b.item_id FOR UPDATE;
SELECT p.id FROM receipting_placement p WHERE p.receipt_id = %(receipt)s AND p.undoes_id IS NULL
  AND NOT EXISTS (SELECT FROM receipting_placement u WHERE u.undoes_id = p.id)
ORDER BY p.id;

-- name: draft
-- What comes back, from suspense to the account of its method; all of it reverses how it was taken.
WITH journal AS (
  INSERT INTO journal_draft (journal_id, kind, source_id, effective_on, reverses_id)
  SELECT nextval('ledger_journal_id_seq'), 'unpaid', receipt_id, %(on)s, CASE WHEN amount_pence = %(pence)s THEN journal_id END
  FROM receipting_taking WHERE receipt_id = %(receipt)s
  RETURNING journal_id
), moved AS (
  INSERT INTO posting_draft (journal_id, debit_account_id, credit_account_id, amount_pence, effective_on)
  SELECT journal.journal_id, suspense.id, m.account_id, %(pence)s, %(on)s
  FROM journal, receipting_taking t JOIN ledger_method m ON m.id = t.method_id,
       (SELECT id FROM ledger_account WHERE control = 'suspense') suspense
  WHERE t.receipt_id = %(receipt)s
)
SELECT journal_id FROM journal;

-- name: draft_still_paid
-- What never left us, from the account of its method back to suspense.
WITH journal AS (
  INSERT INTO journal_draft (journal_id, kind, source_id, effective_on)
  VALUES (nextval('ledger_journal_id_seq'), 'unpaid', %(receipt)s, %(on)s)
  RETURNING journal_id
), moved AS (
  INSERT INTO posting_draft (journal_id, debit_account_id, credit_account_id, amount_pence, effective_on)
  SELECT journal.journal_id, m.account_id, suspense.id, %(pence)s, %(on)s
  FROM journal, receipting_taking t JOIN ledger_method m ON m.id = t.method_id,
       (SELECT id FROM ledger_account WHERE control = 'suspense') suspense
  WHERE t.receipt_id = %(receipt)s
)
SELECT journal_id FROM journal;

-- name: close
-- What is left of it in suspense, mostly nothing, and why on the receipt.
UPDATE receipting_suspense SET open_pence = %(rest)s, state = CASE WHEN %(rest)s = 0 THEN 'returned' ELSE 'waiting' END, reason = %(why)s
WHERE receipt_id = %(receipt)s;
INSERT INTO receipting_match (receipt_id, outcome, reasons, candidates, by_username, run_id)
SELECT %(receipt)s, 'undone', %(reasons)s, '[]', %(by)s, %(run)s
WHERE NOT EXISTS (SELECT FROM receipting_match m WHERE m.receipt_id = %(receipt)s AND m.run_id = %(run)s);
