-- name: one_at_a_time
-- Refund runs, their release and the ends of refunds one after the other.
SELECT pg_advisory_xact_lock(20267, 1);

-- name: lay_out
-- Where refunds that end are laid out; gone with the transaction.
CREATE TEMP TABLE IF NOT EXISTS refund_ending (refund_id bigint PRIMARY KEY, what text, code text, reason text, ended_on date) ON COMMIT DROP;
CREATE TEMP TABLE IF NOT EXISTS refund_back (
  refund_id bigint, customer_id bigint, amount_pence bigint, refund_item_id bigint, item_id bigint, journal_id bigint, reverses_id bigint, counts_from date
) ON COMMIT DROP;
TRUNCATE refund_ending, refund_back;

-- name: hold
-- Those that have not ended, with every item they touch locked in order.
DELETE FROM refund_ending x WHERE EXISTS (SELECT FROM refunds_refundend e WHERE e.refund_id = x.refund_id);
INSERT INTO refund_back
SELECT r.id, r.customer_id, r.amount_pence, r.item_id, nextval('receivables_item_id_seq'), nextval('ledger_journal_id_seq'), r.journal_id,
       greatest(x.ended_on, r.refunded_on)
FROM refund_ending x JOIN refunds_refund r ON r.id = x.refund_id ORDER BY r.id;
SELECT b.item_id FROM receivables_itembalance b
WHERE b.item_id IN (SELECT refund_item_id FROM refund_back UNION SELECT c.item_id FROM refunds_refundedcredit c JOIN refund_back x ON x.refund_id = c.refund_id)
ORDER BY b.item_id FOR UPDATE;

-- name: draft
-- What was on its way is the customer's again, each refund's own journal reversed.
INSERT INTO journal_draft (journal_id, kind, source_id, effective_on, reverses_id)
SELECT journal_id, 'refund_back', refund_id, counts_from, reverses_id FROM refund_back;
INSERT INTO posting_draft (journal_id, debit_account_id, credit_account_id, amount_pence, effective_on, customer_id, item_id)
SELECT x.journal_id, refunds.id, debtors.id, x.amount_pence, x.counts_from, x.customer_id, x.item_id
FROM refund_back x, (SELECT id FROM ledger_account WHERE control = 'debtors') debtors, (SELECT id FROM ledger_account WHERE control = 'refunds') refunds;

-- name: post_back
-- The credits open again, a credit item that meets each refund, its end, and nothing of it live; how many and how much.
CREATE TEMP TABLE IF NOT EXISTS refund_use (allocation_id bigint, credit_item_id bigint, debit_item_id bigint, amount_pence bigint, effective_on date) ON COMMIT DROP;
TRUNCATE refund_use;
INSERT INTO refund_use
SELECT a.id, a.credit_item_id, a.debit_item_id, a.amount_pence, greatest(a.effective_on, x.counts_from)
FROM refund_back x JOIN receivables_allocation a ON a.debit_item_id = x.refund_item_id
WHERE a.undoes_id IS NULL AND NOT EXISTS (SELECT FROM receivables_allocation u WHERE u.undoes_id = a.id);
INSERT INTO receivables_allocation (credit_item_id, debit_item_id, amount_pence, effective_on, known_at, undoes_id, run_id)
SELECT credit_item_id, debit_item_id, -amount_pence, effective_on, %(at)s, allocation_id, %(run)s FROM refund_use ORDER BY allocation_id;
UPDATE receivables_itembalance b SET open_pence = b.open_pence - u.pence
FROM (SELECT credit_item_id, sum(amount_pence) AS pence FROM refund_use GROUP BY 1) u WHERE b.item_id = u.credit_item_id;
INSERT INTO receivables_item (id, customer_id, kind, amount_pence, effective_on, known_at, reference, journal_id, run_id)
SELECT item_id, customer_id, 'refund_back', -amount_pence, counts_from, %(at)s, 'REFUND-' || refund_id, journal_id, %(run)s FROM refund_back ORDER BY item_id;
INSERT INTO receivables_itembalance (item_id, customer_id, open_pence) SELECT item_id, customer_id, 0 FROM refund_back ORDER BY item_id;
INSERT INTO receivables_allocation (credit_item_id, debit_item_id, amount_pence, effective_on, known_at, run_id)
SELECT item_id, refund_item_id, amount_pence, counts_from, %(at)s, %(run)s FROM refund_back ORDER BY item_id;
INSERT INTO refunds_refundend (refund_id, what, code, reason, ended_on, item_id, journal_id, run_id)
SELECT x.refund_id, x.what, x.code, x.reason, b.counts_from, b.item_id, b.journal_id, %(run)s
FROM refund_ending x JOIN refund_back b ON b.refund_id = x.refund_id ORDER BY x.refund_id;
DELETE FROM refunds_livecredit l USING refund_back x WHERE l.refund_id = x.refund_id;
DELETE FROM refunds_liverefund l USING refund_back x WHERE l.refund_id = x.refund_id;
SELECT count(*)::int AS refunds, coalesce(sum(amount_pence), 0)::bigint AS pence FROM refund_back;
