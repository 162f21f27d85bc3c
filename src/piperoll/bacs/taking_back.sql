-- name: lay_out
-- Where collections that end are laid out; gone with the transaction.
CREATE TEMP TABLE IF NOT EXISTS ending (collection_id bigint PRIMARY KEY, what text, code text, reason text, ended_on date) ON COMMIT DROP;
CREATE TEMP TABLE IF NOT EXISTS draft_back (
  back_id bigint, credit_id bigint, collection_id bigint, customer_id bigint, amount_pence bigint, credit_item_id bigint, item_id bigint,
  journal_id bigint, reverses_id bigint, counts_from date, rest_pence bigint
) ON COMMIT DROP;
CREATE TEMP TABLE IF NOT EXISTS taken_back (
  allocation_id bigint, credit_item_id bigint, debit_item_id bigint, amount_pence bigint, effective_on date
) ON COMMIT DROP;
CREATE TEMP TABLE IF NOT EXISTS kept (credit_item_id bigint, debit_item_id bigint, effective_on date, amount_pence bigint) ON COMMIT DROP;
TRUNCATE ending, draft_back, taken_back, kept;

-- name: end
-- Each collection ends once: one that ended before, or was never released, is let be.
ANALYZE ending;
WITH ended AS (
  INSERT INTO bacs_collectionend (collection_id, what, code, reason, ended_on, run_id)
  SELECT e.collection_id, e.what, e.code, e.reason, e.ended_on, %(run)s
  FROM ending e JOIN bacs_collection c ON c.id = e.collection_id
  JOIN bacs_verdict v ON v.collection_run_id = c.collection_run_id AND v.what = 'released'
  ORDER BY e.collection_id
  ON CONFLICT DO NOTHING
  RETURNING collection_id
)
DELETE FROM ending WHERE collection_id NOT IN (SELECT collection_id FROM ended);

-- name: hold_items
-- Lock every item these collections touch, in order.
ANALYZE ending;
SELECT b.item_id FROM receivables_itembalance b
WHERE b.item_id IN (
  SELECT c.item_id FROM bacs_collectioncredit c JOIN ending USING (collection_id)
  UNION SELECT a.debit_item_id FROM receivables_allocation a JOIN bacs_collectioncredit c ON c.item_id = a.credit_item_id
  JOIN ending USING (collection_id))
ORDER BY b.item_id FOR UPDATE;

-- name: all_of_them
-- Every credit of the collections that end, all that was not taken back before.
INSERT INTO draft_back
SELECT nextval('bacs_collectioncredit_id_seq'), c.id, c.collection_id, c.customer_id, stands.pence, c.item_id,
       nextval('receivables_item_id_seq'), NULL, c.journal_id, greatest(e.ended_on, i.effective_on), 0
FROM ending e JOIN bacs_collectioncredit c USING (collection_id) JOIN receivables_item i ON i.id = c.item_id
CROSS JOIN LATERAL (SELECT c.amount_pence + coalesce(sum(u.amount_pence), 0) AS pence FROM bacs_collectioncredit u WHERE u.undoes_id = c.id) stands
WHERE c.undoes_id IS NULL AND stands.pence > 0 ORDER BY c.id;

-- name: a_part
-- Some pence of what a collection put on its accounts: first what pays nothing, then what pays the instalments due last, whichever account they are on.
WITH standing AS (
  SELECT c.id AS credit_id, i.due_on, a.debit_item_id, a.id AS allocation_id, a.amount_pence
  FROM ending e JOIN bacs_collectioncredit c USING (collection_id) JOIN receivables_allocation a ON a.credit_item_id = c.item_id
  JOIN receivables_item i ON i.id = a.debit_item_id
  WHERE c.undoes_id IS NULL AND a.undoes_id IS NULL AND NOT EXISTS (SELECT FROM receivables_allocation u WHERE u.undoes_id = a.id)
    AND i.kind <> 'collection_back'
  UNION ALL
  SELECT c.id, 'infinity', NULL, NULL, -b.open_pence
  FROM ending e JOIN bacs_collectioncredit c USING (collection_id) JOIN receivables_itembalance b ON b.item_id = c.item_id
  WHERE c.undoes_id IS NULL AND b.open_pence < 0
), back AS (
  SELECT credit_id, least(amount_pence, %(pence)s - coalesce(sum(amount_pence) OVER before, 0)) AS pence FROM standing
  WINDOW before AS (ORDER BY due_on DESC, debit_item_id DESC, allocation_id DESC, credit_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
)
INSERT INTO draft_back
SELECT nextval('bacs_collectioncredit_id_seq'), c.id, c.collection_id, c.customer_id, b.pence, c.item_id,
       nextval('receivables_item_id_seq'), NULL, c.journal_id, greatest(e.ended_on, i.effective_on), stands.pence - b.pence
FROM (SELECT credit_id, sum(pence) AS pence FROM back WHERE pence > 0 GROUP BY 1) b
JOIN (SELECT credit_id, sum(amount_pence) AS pence FROM standing GROUP BY 1) stands USING (credit_id)
JOIN bacs_collectioncredit c ON c.id = b.credit_id JOIN ending e USING (collection_id) JOIN receivables_item i ON i.id = c.item_id
ORDER BY c.id;

-- name: draft_reversals
-- What is on its way goes back to the debtors: a journal for each that is taken back from and each day it counts from.
INSERT INTO journal_draft (journal_id, kind, source_id, effective_on, reverses_id)
SELECT nextval('ledger_journal_id_seq'), 'collection_back', j.source_id, d.counts_from, d.reverses_id
FROM (SELECT DISTINCT reverses_id, counts_from FROM draft_back) d JOIN ledger_journal j ON j.id = d.reverses_id
ORDER BY d.reverses_id, d.counts_from;
UPDATE draft_back d SET journal_id = j.journal_id FROM journal_draft j WHERE j.reverses_id = d.reverses_id AND j.effective_on = d.counts_from;
ANALYZE draft_back;
INSERT INTO posting_draft (journal_id, debit_account_id, credit_account_id, amount_pence, effective_on, customer_id, item_id)
SELECT d.journal_id, debtors.id, transit.id, d.amount_pence, d.counts_from, d.customer_id, d.item_id
FROM draft_back d, (SELECT id FROM ledger_account WHERE control = 'debtors') debtors,
     (SELECT id FROM ledger_account WHERE control = 'direct_debit') transit
ORDER BY d.item_id;

-- name: post_back
-- Allocations undone, a debit item that meets each credit, everything's balance, and the instalments free to be collected again; where a part is
-- taken back, the rest pays the same again, what is due first first.
INSERT INTO taken_back
SELECT a.id, a.credit_item_id, a.debit_item_id, a.amount_pence, greatest(a.effective_on, d.counts_from)
FROM draft_back d JOIN receivables_allocation a ON a.credit_item_id = d.credit_item_id
JOIN receivables_item i ON i.id = a.debit_item_id AND i.kind <> 'collection_back'
WHERE a.undoes_id IS NULL AND NOT EXISTS (SELECT FROM receivables_allocation u WHERE u.undoes_id = a.id);
INSERT INTO receivables_allocation (credit_item_id, debit_item_id, amount_pence, effective_on, known_at, undoes_id, run_id)
SELECT credit_item_id, debit_item_id, -amount_pence, effective_on, %(at)s, allocation_id, %(run)s FROM taken_back ORDER BY allocation_id;
UPDATE receivables_itembalance b SET open_pence = b.open_pence + t.amount_pence
FROM (SELECT debit_item_id, sum(amount_pence) AS amount_pence FROM taken_back GROUP BY 1) t WHERE b.item_id = t.debit_item_id;
INSERT INTO kept
SELECT t.credit_item_id, t.debit_item_id, t.effective_on, least(t.amount_pence, d.rest_pence - coalesce(sum(t.amount_pence) OVER before, 0))
FROM taken_back t JOIN draft_back d USING (credit_item_id)
JOIN receivables_item i ON i.id = t.debit_item_id
WINDOW before AS (PARTITION BY t.credit_item_id ORDER BY i.due_on, t.debit_item_id, t.allocation_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING);
DELETE FROM kept WHERE amount_pence <= 0;
INSERT INTO receivables_allocation (credit_item_id, debit_item_id, amount_pence, effective_on, known_at, run_id)
SELECT credit_item_id, debit_item_id, amount_pence, effective_on, %(at)s, %(run)s FROM kept ORDER BY debit_item_id;
UPDATE receivables_itembalance b SET open_pence = b.open_pence - k.amount_pence
FROM (SELECT debit_item_id, sum(amount_pence) AS amount_pence FROM kept GROUP BY 1) k WHERE b.item_id = k.debit_item_id;
INSERT INTO receivables_item (id, customer_id, kind, amount_pence, effective_on, known_at, reference, journal_id, run_id)
SELECT d.item_id, d.customer_id, 'collection_back', d.amount_pence, d.counts_from, %(at)s, i.reference, d.journal_id, %(run)s
FROM draft_back d JOIN receivables_item i ON i.id = d.credit_item_id ORDER BY d.item_id;
INSERT INTO receivables_itembalance (item_id, customer_id, open_pence) SELECT item_id, customer_id, 0 FROM draft_back ORDER BY item_id;
INSERT INTO receivables_allocation (credit_item_id, debit_item_id, amount_pence, effective_on, known_at, run_id)
SELECT credit_item_id, item_id, amount_pence, counts_from, %(at)s, %(run)s FROM draft_back ORDER BY item_id;
UPDATE receivables_itembalance b
SET open_pence = coalesce((SELECT sum(k.amount_pence) FROM kept k WHERE k.credit_item_id = d.credit_item_id), 0) - d.rest_pence
FROM draft_back d WHERE b.item_id = d.credit_item_id;
INSERT INTO bacs_collectioncredit (id, collection_id, customer_id, item_id, amount_pence, journal_id, undoes_id, run_id)
SELECT back_id, collection_id, customer_id, item_id, -amount_pence, journal_id, credit_id, %(run)s FROM draft_back ORDER BY back_id;
DELETE FROM bacs_liveitem l USING ending e WHERE l.collection_id = e.collection_id;
SELECT (SELECT count(*) FROM ending) AS collections, coalesce(sum(amount_pence), 0)::bigint AS pence FROM draft_back;
