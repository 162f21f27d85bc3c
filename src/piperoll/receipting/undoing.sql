-- name: lay_out
-- Where placements that are taken back are laid out; gone with the transaction.
CREATE TEMP TABLE IF NOT EXISTS placement_back (
  placement_id bigint PRIMARY KEY, receipt_id bigint, customer_id bigint, credit_item_id bigint, amount_pence bigint, item_id bigint,
  journal_id bigint, reverses_id bigint, counts_from date
) ON COMMIT DROP;
CREATE TEMP TABLE IF NOT EXISTS allocation_back (
  allocation_id bigint, credit_item_id bigint, debit_item_id bigint, amount_pence bigint, effective_on date
) ON COMMIT DROP;
TRUNCATE placement_back, allocation_back;

-- name: hold
-- The placements' receipts locked in order, and then every item they touch.
SELECT s.receipt_id FROM receipting_suspense s
WHERE s.receipt_id IN (SELECT receipt_id FROM receipting_placement WHERE id = ANY(%(placements)s)) ORDER BY s.receipt_id FOR UPDATE;
SELECT b.item_id FROM receivables_itembalance b
WHERE b.item_id IN (
  SELECT item_id FROM receipting_placement WHERE id = ANY(%(placements)s)
  UNION SELECT a.debit_item_id FROM receivables_allocation a JOIN receipting_placement p ON p.item_id = a.credit_item_id
  WHERE p.id = ANY(%(placements)s))
ORDER BY b.item_id FOR UPDATE;

-- name: paid_back
-- Those of some placements whose money was refunded or moved to another account since, wholly or in part, and by what.
SELECT DISTINCT ON (p.id) p.id AS placement_id, r.reference AS refund
FROM receipting_placement p JOIN receivables_allocation a ON a.credit_item_id = p.item_id AND a.undoes_id IS NULL
JOIN receivables_item r ON r.id = a.debit_item_id AND r.kind IN ('refund', 'transfer_out')
WHERE p.id = ANY(%(placements)s) AND NOT EXISTS (SELECT FROM receivables_allocation u WHERE u.undoes_id = a.id)
ORDER BY p.id, r.id;

-- name: draft_reversals
-- Of these placements those that still stand: debtors back to suspense, each one's own journal reversed, never before the money came.
INSERT INTO placement_back
SELECT p.id, p.receipt_id, p.customer_id, p.item_id, p.amount_pence, nextval('receivables_item_id_seq'), nextval('ledger_journal_id_seq'),
       i.journal_id, greatest(%(on)s, r.received_on)
FROM receipting_placement p JOIN receivables_item i ON i.id = p.item_id JOIN receipting_receipt r ON r.id = p.receipt_id
WHERE p.id = ANY(%(placements)s) AND p.undoes_id IS NULL AND NOT EXISTS (SELECT FROM receipting_placement u WHERE u.undoes_id = p.id)
ORDER BY p.id;
ANALYZE placement_back;
INSERT INTO journal_draft (journal_id, kind, source_id, effective_on, reverses_id)
SELECT journal_id, 'placement_undone', placement_id, counts_from, reverses_id FROM placement_back;
INSERT INTO posting_draft (journal_id, debit_account_id, credit_account_id, amount_pence, effective_on, customer_id, item_id)
SELECT b.journal_id, debtors.id, suspense.id, b.amount_pence, b.counts_from, b.customer_id, b.item_id
FROM placement_back b, (SELECT id FROM ledger_account WHERE control = 'suspense') suspense,
     (SELECT id FROM ledger_account WHERE control = 'debtors') debtors;

-- name: take_back
-- Every allocation of the credit items undone, a debit item that meets each, the money in suspense, and the payer forgotten once. What
-- was offered of each receipt before is on offer again.
INSERT INTO allocation_back
SELECT a.id, a.credit_item_id, a.debit_item_id, a.amount_pence, greatest(a.effective_on, b.counts_from)
FROM placement_back b JOIN receivables_allocation a ON a.credit_item_id = b.credit_item_id
WHERE a.undoes_id IS NULL AND NOT EXISTS (SELECT FROM receivables_allocation u WHERE u.undoes_id = a.id);
ANALYZE allocation_back;
INSERT INTO receivables_allocation (credit_item_id, debit_item_id, amount_pence, effective_on, known_at, undoes_id, run_id)
SELECT credit_item_id, debit_item_id, -amount_pence, effective_on, %(at)s, allocation_id, %(run)s FROM allocation_back ORDER BY allocation_id;
UPDATE receivables_itembalance b SET open_pence = b.open_pence + t.amount_pence
FROM (SELECT debit_item_id, sum(amount_pence) AS amount_pence FROM allocation_back GROUP BY 1) t WHERE b.item_id = t.debit_item_id;
INSERT INTO receivables_item (id, customer_id, kind, amount_pence, effective_on, known_at, reference, journal_id, run_id)
SELECT b.item_id, b.customer_id, 'receipt_undone', b.amount_pence, b.counts_from, %(at)s, r.reference, b.journal_id, %(run)s
FROM placement_back b JOIN receipting_receipt r ON r.id = b.receipt_id ORDER BY b.item_id;
INSERT INTO receivables_itembalance (item_id, customer_id, open_pence) SELECT item_id, customer_id, 0 FROM placement_back ORDER BY item_id;
INSERT INTO receivables_allocation (credit_item_id, debit_item_id, amount_pence, effective_on, known_at, run_id)
SELECT credit_item_id, item_id, amount_pence, counts_from, %(at)s, %(run)s FROM placement_back ORDER BY credit_item_id;
UPDATE receivables_itembalance SET open_pence = 0 WHERE item_id IN (SELECT credit_item_id FROM placement_back);
INSERT INTO receipting_match (receipt_id, outcome, reasons, candidates, by_username, run_id)
SELECT w.receipt_id, 'undone', %(reasons)s, coalesce(offered.candidates, '[]'), %(by)s, %(run)s
FROM (SELECT DISTINCT receipt_id FROM placement_back) w LEFT JOIN LATERAL (
  SELECT m.candidates FROM receipting_match m WHERE m.receipt_id = w.receipt_id AND m.candidates <> '[]' ORDER BY m.id DESC LIMIT 1
) offered ON true ORDER BY w.receipt_id;
INSERT INTO receipting_placement (receipt_id, customer_id, item_id, amount_pence, undoes_id, run_id)
SELECT receipt_id, customer_id, item_id, -amount_pence, placement_id, %(run)s FROM placement_back ORDER BY placement_id;
UPDATE receipting_suspense s SET open_pence = s.open_pence + b.amount_pence, state = 'held', reason = %(why)s
FROM (SELECT receipt_id, sum(amount_pence) AS amount_pence FROM placement_back GROUP BY 1) b WHERE b.receipt_id = s.receipt_id;
WITH paid AS (
  SELECT b.customer_id, t.payer_key, count(*) AS times FROM placement_back b JOIN receipting_receipt r ON r.id = b.receipt_id
  JOIN receipting_banklinetext t ON t.line_id = r.bank_line_id JOIN receipting_placement placed ON placed.id = b.placement_id
  WHERE t.payer_key IS NOT NULL
    AND NOT EXISTS (SELECT FROM receipting_placement o WHERE o.receipt_id = placed.receipt_id AND o.match_id = placed.match_id AND o.undoes_id IS NULL
                    AND o.customer_id <> placed.customer_id)
    AND NOT EXISTS (SELECT FROM receipting_remittanceuse u WHERE u.receipt_id = placed.receipt_id AND u.match_id = placed.match_id)
  GROUP BY 1, 2
), lowered AS (
  UPDATE customers_payeraccount k SET times_paid = k.times_paid - paid.times
  FROM paid WHERE k.customer_id = paid.customer_id AND k.key = paid.payer_key AND k.times_paid > paid.times
)
DELETE FROM customers_payeraccount k USING paid
WHERE k.customer_id = paid.customer_id AND k.key = paid.payer_key AND k.times_paid <= paid.times;
SELECT count(*) AS placements, count(DISTINCT receipt_id) AS receipts, coalesce(sum(amount_pence), 0)::bigint AS pence,
       min(receipt_id) AS receipt_id, (SELECT count(*) FROM allocation_back) AS allocations
FROM placement_back;
