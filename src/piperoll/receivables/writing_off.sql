-- name: draft
-- One journal for each item: what is no longer expected is a loss in the books, and owed no more there.
CREATE TEMP TABLE IF NOT EXISTS write_off_draft (
  id bigint, item_id bigint, pence bigint, customer_id bigint, service_id int, credit_item_id bigint, journal_id bigint, counts_from date
) ON COMMIT DROP;
TRUNCATE write_off_draft;
INSERT INTO write_off_draft
SELECT nextval('receivables_writeoff_id_seq'), i.id, (part->>1)::bigint, i.customer_id, i.service_id, nextval('receivables_item_id_seq'),
       nextval('ledger_journal_id_seq'), greatest(%(on)s, i.effective_on)
FROM jsonb_array_elements(%(parts)s::jsonb) WITH ORDINALITY AS p (part, place) JOIN receivables_item i ON i.id = (part->>0)::bigint ORDER BY p.place;
INSERT INTO journal_draft (journal_id, kind, source_id, effective_on) SELECT journal_id, 'write_off', id, counts_from FROM write_off_draft;
INSERT INTO posting_draft (journal_id, debit_account_id, credit_account_id, amount_pence, effective_on, customer_id, item_id)
SELECT d.journal_id, lost.id, debtors.id, d.pence, d.counts_from, d.customer_id, d.credit_item_id
FROM write_off_draft d, (SELECT id FROM ledger_account WHERE control = 'write_offs') lost, (SELECT id FROM ledger_account WHERE control = 'debtors') debtors;

-- name: add
-- A credit on the account for each item, used up by it at once, and the write-off with its reason.
INSERT INTO receivables_item (id, customer_id, kind, amount_pence, effective_on, known_at, reference, service_id, journal_id, run_id)
SELECT credit_item_id, customer_id, 'write_off', -pence, counts_from, %(at)s, 'WRITE-OFF-' || id, service_id, journal_id, %(run)s FROM write_off_draft ORDER BY id;
INSERT INTO receivables_itembalance (item_id, customer_id, open_pence) SELECT credit_item_id, customer_id, 0 FROM write_off_draft ORDER BY id;
INSERT INTO receivables_allocation (credit_item_id, debit_item_id, amount_pence, effective_on, known_at, run_id)
SELECT credit_item_id, item_id, pence, counts_from, %(at)s, %(run)s FROM write_off_draft ORDER BY id;
UPDATE receivables_itembalance b SET open_pence = b.open_pence - d.pence FROM write_off_draft d WHERE b.item_id = d.item_id;
INSERT INTO receivables_writeoff (id, request_id, item_id, credit_item_id, customer_id, amount_pence, reason, written_off_on, journal_id, run_id)
SELECT id, %(request)s, item_id, credit_item_id, customer_id, pence, %(reason)s, counts_from, journal_id, %(run)s FROM write_off_draft ORDER BY id;
SELECT min(id) AS first, count(*)::int AS many, coalesce(sum(pence), 0)::bigint AS pence FROM write_off_draft;
