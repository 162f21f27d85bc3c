-- name: hold
-- The placement, its receipt locked first and then every item it touches.
SELECT s.receipt_id FROM receipting_suspense s JOIN receipting_placement p USING (receipt_id) WHERE p.id = %(placement)s FOR UPDATE OF s;
SELECT b.item_id FROM receivables_itembalance b
WHERE b.item_id IN (SELECT item_id FROM receipting_placement WHERE id = %(placement)s
                    UNION SELECT a.debit_item_id FROM receivables_allocation a
                    JOIN receipting_placement p ON p.item_id = a.credit_item_id WHERE p.id = %(placement)s)
ORDER BY b.item_id FOR UPDATE;
SELECT p.receipt_id, p.amount_pence, p.item_id, r.received_on
FROM receipting_placement p JOIN receipting_receipt r ON r.id = p.receipt_id WHERE p.id = %(placement)s;

-- name: undoing
-- The placement that undid it, if any.
SELECT id FROM receipting_placement WHERE undoes_id = %(placement)s;

-- name: draft_reversal
-- Debtors back to suspense, reversing the placement's own journal.
WITH keys AS (
  SELECT nextval('ledger_journal_id_seq') AS journal_id, nextval('receivables_item_id_seq') AS item_id
), journal AS (
  INSERT INTO journal_draft (journal_id, kind, source_id, effective_on, reverses_id)
  SELECT keys.journal_id, 'placement_undone', p.id, %(on)s, i.journal_id
  FROM keys, receipting_placement p JOIN receivables_item i ON i.id = p.item_id WHERE p.id = %(placement)s
), moved AS (
  INSERT INTO posting_draft (journal_id, debit_account_id, credit_account_id, amount_pence, effective_on, customer_id, item_id)
  SELECT keys.journal_id, debtors.id, suspense.id, p.amount_pence, %(on)s, p.customer_id, keys.item_id
  FROM keys, receipting_placement p, (SELECT id FROM ledger_account WHERE control = 'suspense') suspense,
       (SELECT id FROM ledger_account WHERE control = 'debtors') debtors
  WHERE p.id = %(placement)s
)
SELECT journal_id, item_id FROM keys;

-- name: take_back
-- Every allocation of the credit item undone, a debit item that meets it, the money in suspense, and the payer forgotten once.
CREATE TEMP TABLE IF NOT EXISTS taken_back (
  allocation_id bigint, debit_item_id bigint, amount_pence bigint, effective_on date
) ON COMMIT DROP;
TRUNCATE taken_back;
INSERT INTO taken_back
SELECT a.id, a.debit_item_id, a.amount_pence, greatest(a.effective_on, %(on)s)
FROM receivables_allocation a JOIN receipting_placement p ON p.item_id = a.credit_item_id
WHERE p.id = %(placement)s AND a.undoes_id IS NULL
  AND NOT EXISTS (SELECT FROM receivables_allocation u WHERE u.undoes_id = a.id);
INSERT INTO receivables_allocation (credit_item_id, debit_item_id, amount_pence, effective_on, known_at, undoes_id, run_id)
SELECT p.item_id, t.debit_item_id, -t.amount_pence, t.effective_on, %(at)s, t.allocation_id, %(run)s
FROM taken_back t, receipting_placement p WHERE p.id = %(placement)s ORDER BY t.allocation_id;
UPDATE receivables_itembalance b SET open_pence = b.open_pence + t.amount_pence
FROM (SELECT debit_item_id, sum(amount_pence) AS amount_pence FROM taken_back GROUP BY 1) t WHERE b.item_id = t.debit_item_id;
INSERT INTO receivables_item (id, customer_id, kind, amount_pence, effective_on, known_at, reference, journal_id, run_id)
SELECT %(item)s, p.customer_id, 'receipt_undone', p.amount_pence, %(on)s, %(at)s, r.reference, %(journal)s, %(run)s
FROM receipting_placement p JOIN receipting_receipt r ON r.id = p.receipt_id WHERE p.id = %(placement)s;
INSERT INTO receivables_itembalance (item_id, customer_id, open_pence)
SELECT %(item)s, customer_id, 0 FROM receipting_placement WHERE id = %(placement)s;
INSERT INTO receivables_allocation (credit_item_id, debit_item_id, amount_pence, effective_on, known_at, run_id)
SELECT item_id, %(item)s, amount_pence, %(on)s, %(at)s, %(run)s FROM receipting_placement WHERE id = %(placement)s;
UPDATE receivables_itembalance SET open_pence = 0
WHERE item_id = (SELECT item_id FROM receipting_placement WHERE id = %(placement)s);
INSERT INTO receipting_match (receipt_id, outcome, reasons, candidates, by_username, run_id)
SELECT receipt_id, 'undone', %(reasons)s, '[]', %(by)s, %(run)s FROM receipting_placement WHERE id = %(placement)s;
INSERT INTO receipting_placement (receipt_id, customer_id, item_id, amount_pence, undoes_id, run_id)
SELECT receipt_id, customer_id, %(item)s, -amount_pence, id, %(run)s FROM receipting_placement WHERE id = %(placement)s;
UPDATE receipting_suspense s SET open_pence = s.open_pence + p.amount_pence, state = 'held', reason = %(why)s
FROM receipting_placement p WHERE p.id = %(placement)s AND s.receipt_id = p.receipt_id;
WITH payer AS (
  SELECT p.customer_id, t.payer_key FROM receipting_placement p JOIN receipting_receipt r ON r.id = p.receipt_id
  JOIN receipting_banklinetext t ON t.line_id = r.bank_line_id WHERE p.id = %(placement)s
)
UPDATE customers_payeraccount k SET times_paid = k.times_paid - 1
FROM payer WHERE k.customer_id = payer.customer_id AND k.key = payer.payer_key;
DELETE FROM customers_payeraccount WHERE times_paid <= 0;
SELECT count(*) AS allocations FROM taken_back;
