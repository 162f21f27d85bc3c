-- name: lay_out
-- Where what is to be written back is laid out, a debit with its pence and its day; gone with the transaction.
CREATE TEMP TABLE IF NOT EXISTS write_back_wanted (item_id bigint PRIMARY KEY, pence bigint, on_day date, write_off_id bigint) ON COMMIT DROP;
TRUNCATE write_back_wanted;

-- name: want_one
-- So much of one write-off, and of no other.
INSERT INTO write_back_wanted SELECT item_id, %(pence)s, %(on)s, id FROM receivables_writeoff WHERE id = %(write_off)s;

-- name: want_of_invoice
-- What of an invoice was written off beyond what its other lines are still owed: a credit of so many pence needs it back first.
INSERT INTO write_back_wanted (item_id, pence, on_day)
SELECT item_id, least(pence, wanted - before), %(on)s FROM (
  SELECT o.item_id, o.pence, (sum(o.pence) OVER (ORDER BY i.due_on, i.id) - o.pence)::bigint AS before,
         %(pence)s - (SELECT coalesce(sum(b.open_pence), 0) FROM receivables_itembalance b JOIN receivables_item x ON x.id = b.item_id
                      WHERE x.invoice_id = %(invoice)s AND b.open_pence > 0)::bigint AS wanted
  FROM receivables_item i JOIN receivables_writtenoff o ON o.item_id = i.id WHERE i.invoice_id = %(invoice)s
) x WHERE before < wanted;
SELECT count(*)::int AS many FROM write_back_wanted;

-- name: draft
-- Each debit's pence spread over its write-offs, the newest first; the loss of each is reversed so far.
CREATE TEMP TABLE IF NOT EXISTS write_back_draft (
  id bigint, write_off_id bigint, pence bigint, debit_item_id bigint, credit_item_id bigint, customer_id bigint, service_id int, item_id bigint,
  journal_id bigint, counts_from date, standing_id bigint, standing_pence bigint, standing_on date
) ON COMMIT DROP;
TRUNCATE write_back_draft;
INSERT INTO write_back_draft
WITH left_of AS (
  SELECT w.id, w.item_id, w.credit_item_id, w.customer_id, w.written_off_on, x.pence AS wanted, x.on_day,
         w.amount_pence - coalesce((SELECT sum(k.amount_pence) FROM receivables_writeback k WHERE k.write_off_id = w.id), 0)::bigint AS pence
  FROM write_back_wanted x JOIN receivables_writeoff w ON w.item_id = x.item_id AND w.id = coalesce(x.write_off_id, w.id)
), spread AS (
  SELECT *, (sum(pence) OVER (PARTITION BY item_id ORDER BY id DESC) - pence)::bigint AS before FROM left_of WHERE pence > 0
)
SELECT nextval('receivables_writeback_id_seq'), s.id, least(s.pence, s.wanted - s.before), s.item_id, s.credit_item_id, s.customer_id, i.service_id,
       nextval('receivables_item_id_seq'), nextval('ledger_journal_id_seq'), greatest(s.on_day, s.written_off_on), a.id, a.amount_pence, a.effective_on
FROM spread s JOIN receivables_item i ON i.id = s.item_id
JOIN receivables_allocation a ON a.credit_item_id = s.credit_item_id AND a.debit_item_id = s.item_id AND a.undoes_id IS NULL
  AND NOT EXISTS (SELECT FROM receivables_allocation u WHERE u.undoes_id = a.id)
WHERE s.before < s.wanted ORDER BY s.id;
INSERT INTO journal_draft (journal_id, kind, source_id, effective_on) SELECT journal_id, 'write_back', id, counts_from FROM write_back_draft;
INSERT INTO posting_draft (journal_id, debit_account_id, credit_account_id, amount_pence, effective_on, customer_id, item_id)
SELECT d.journal_id, debtors.id, lost.id, d.pence, d.counts_from, d.customer_id, d.item_id
FROM write_back_draft d, (SELECT id FROM ledger_account WHERE control = 'write_offs') lost, (SELECT id FROM ledger_account WHERE control = 'debtors') debtors;

-- name: add
-- The debit is open again by what is written back, from the day it first fell due; a debit of that sum meets the credit the write-off made.
INSERT INTO receivables_item (id, customer_id, kind, amount_pence, effective_on, known_at, reference, service_id, journal_id, run_id)
SELECT item_id, customer_id, 'write_back', pence, counts_from, %(at)s, 'WRITE-OFF-' || write_off_id, service_id, journal_id, %(run)s FROM write_back_draft ORDER BY id;
INSERT INTO receivables_itembalance (item_id, customer_id, open_pence) SELECT item_id, customer_id, 0 FROM write_back_draft ORDER BY id;
INSERT INTO receivables_allocation (credit_item_id, debit_item_id, amount_pence, effective_on, known_at, undoes_id, run_id)
SELECT credit_item_id, debit_item_id, -standing_pence, greatest(standing_on, counts_from), %(at)s, standing_id, %(run)s FROM write_back_draft ORDER BY id;
INSERT INTO receivables_allocation (credit_item_id, debit_item_id, amount_pence, effective_on, known_at, run_id)
SELECT credit_item_id, debit_item_id, standing_pence - pence, greatest(standing_on, counts_from), %(at)s, %(run)s FROM write_back_draft WHERE standing_pence > pence
UNION ALL
SELECT credit_item_id, item_id, pence, counts_from, %(at)s, %(run)s FROM write_back_draft ORDER BY 1, 2;
UPDATE receivables_itembalance b SET open_pence = b.open_pence + d.pence
FROM (SELECT debit_item_id, sum(pence)::bigint AS pence FROM write_back_draft GROUP BY 1) d WHERE b.item_id = d.debit_item_id;
INSERT INTO receivables_writeback (id, write_off_id, item_id, amount_pence, because, why, written_back_on, journal_id, run_id)
SELECT id, write_off_id, item_id, pence, %(because)s, %(why)s, counts_from, journal_id, %(run)s FROM write_back_draft ORDER BY id;
SELECT count(*)::int AS many, coalesce(sum(pence), 0)::bigint AS pence FROM write_back_draft;
