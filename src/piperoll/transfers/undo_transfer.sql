-- name: hold
-- A transfer with every item it touches locked in order: whether it was undone, and what its credit was paid back or moved on by.
SELECT b.item_id FROM receivables_itembalance b
WHERE b.item_id IN (
  SELECT unnest(ARRAY[out_item_id, in_item_id]) FROM transfers_transfer WHERE id = %(transfer)s
  UNION SELECT a.credit_item_id FROM transfers_transfer t JOIN receivables_allocation a ON a.debit_item_id = t.out_item_id WHERE t.id = %(transfer)s
  UNION SELECT a.debit_item_id FROM transfers_transfer t JOIN receivables_allocation a ON a.credit_item_id = t.in_item_id WHERE t.id = %(transfer)s)
ORDER BY b.item_id FOR UPDATE;
SELECT EXISTS (SELECT FROM transfers_transferend e WHERE e.transfer_id = t.id) AS is_undone, (
    SELECT d.reference FROM receivables_allocation a JOIN receivables_item d ON d.id = a.debit_item_id AND d.kind IN ('refund', 'transfer_out')
    WHERE a.credit_item_id = t.in_item_id AND a.undoes_id IS NULL AND NOT EXISTS (SELECT FROM receivables_allocation u WHERE u.undoes_id = a.id)
    ORDER BY a.id LIMIT 1) AS spent
FROM transfers_transfer t WHERE t.id = %(transfer)s;

-- name: draft
-- The transfer's own journal reversed, never before it was made.
WITH keys AS (
  SELECT t.*, nextval('ledger_journal_id_seq') AS journal, nextval('receivables_item_id_seq') AS out_back, nextval('receivables_item_id_seq') AS in_back,
         greatest(%(on)s, t.moved_on) AS counts_from
  FROM transfers_transfer t WHERE t.id = %(transfer)s
), journal AS (
  INSERT INTO journal_draft (journal_id, kind, source_id, effective_on, reverses_id)
  SELECT journal, 'transfer_back', id, counts_from, journal_id FROM keys
), moved AS (
  INSERT INTO posting_draft (journal_id, debit_account_id, credit_account_id, amount_pence, effective_on, customer_id, item_id)
  SELECT k.journal, between.id, debtors.id, k.amount_pence, k.counts_from, k.from_customer_id, k.out_back
  FROM keys k, (SELECT id FROM ledger_account WHERE control = 'debtors') debtors, (SELECT id FROM ledger_account WHERE control = 'transfers') between
  UNION ALL
  SELECT k.journal, debtors.id, between.id, k.amount_pence, k.counts_from, k.to_customer_id, k.in_back
  FROM keys k, (SELECT id FROM ledger_account WHERE control = 'debtors') debtors, (SELECT id FROM ledger_account WHERE control = 'transfers') between
)
SELECT journal, out_back, in_back, counts_from FROM keys;

-- name: take_back
-- What the credit paid there is owed again, the credits it came from are open again, an item on each account meets its own, and the end.
CREATE TEMP TABLE IF NOT EXISTS transfer_used (allocation_id bigint, credit_item_id bigint, debit_item_id bigint, amount_pence bigint, effective_on date) ON COMMIT DROP;
TRUNCATE transfer_used;
INSERT INTO transfer_used
SELECT a.id, a.credit_item_id, a.debit_item_id, a.amount_pence, greatest(a.effective_on, %(counts_from)s)
FROM transfers_transfer t JOIN receivables_allocation a ON a.debit_item_id = t.out_item_id OR a.credit_item_id = t.in_item_id
WHERE t.id = %(transfer)s AND a.undoes_id IS NULL AND NOT EXISTS (SELECT FROM receivables_allocation u WHERE u.undoes_id = a.id);
INSERT INTO receivables_allocation (credit_item_id, debit_item_id, amount_pence, effective_on, known_at, undoes_id, run_id)
SELECT credit_item_id, debit_item_id, -amount_pence, effective_on, %(at)s, allocation_id, %(run)s FROM transfer_used ORDER BY allocation_id;
UPDATE receivables_itembalance b SET open_pence = b.open_pence + u.pence
FROM (SELECT id, sum(pence) AS pence FROM (SELECT debit_item_id AS id, amount_pence AS pence FROM transfer_used
      UNION ALL SELECT credit_item_id, -amount_pence FROM transfer_used) x GROUP BY id) u WHERE b.item_id = u.id;
INSERT INTO receivables_item (id, customer_id, kind, amount_pence, effective_on, known_at, reference, journal_id, run_id)
SELECT %(out_back)s::bigint, from_customer_id, 'transfer_back', -amount_pence, %(counts_from)s, %(at)s::timestamptz, 'TRANSFER-' || id, %(journal)s::bigint, %(run)s::bigint FROM transfers_transfer WHERE id = %(transfer)s
UNION ALL
SELECT %(in_back)s::bigint, to_customer_id, 'transfer_undone', amount_pence, %(counts_from)s, %(at)s, 'TRANSFER-' || id, %(journal)s, %(run)s FROM transfers_transfer WHERE id = %(transfer)s;
INSERT INTO receivables_itembalance (item_id, customer_id, open_pence) SELECT %(out_back)s, from_customer_id, 0 FROM transfers_transfer WHERE id = %(transfer)s;
INSERT INTO receivables_itembalance (item_id, customer_id, open_pence) SELECT %(in_back)s, to_customer_id, 0 FROM transfers_transfer WHERE id = %(transfer)s;
INSERT INTO receivables_allocation (credit_item_id, debit_item_id, amount_pence, effective_on, known_at, run_id)
SELECT %(out_back)s, out_item_id, amount_pence, %(counts_from)s, %(at)s, %(run)s FROM transfers_transfer WHERE id = %(transfer)s;
INSERT INTO receivables_allocation (credit_item_id, debit_item_id, amount_pence, effective_on, known_at, run_id)
SELECT in_item_id, %(in_back)s, amount_pence, %(counts_from)s, %(at)s, %(run)s FROM transfers_transfer WHERE id = %(transfer)s;
UPDATE receivables_itembalance b SET open_pence = 0 FROM transfers_transfer t WHERE t.id = %(transfer)s AND b.item_id IN (t.out_item_id, t.in_item_id);
INSERT INTO transfers_transferend (transfer_id, reason, ended_on, out_item_id, in_item_id, journal_id, run_id)
VALUES (%(transfer)s, %(reason)s, %(counts_from)s, %(out_back)s, %(in_back)s, %(journal)s, %(run)s);
SELECT count(*)::int AS allocations FROM transfer_used;
