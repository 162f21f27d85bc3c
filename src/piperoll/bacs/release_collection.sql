-- name: decide
-- The one verdict on a collection run; no row comes back when another stands already.
INSERT INTO bacs_verdict (collection_run_id, what, by_id, chosen_by_id, reason, at, run_id)
SELECT id, %(what)s, %(by)s, chosen_by_id, %(reason)s, %(at)s, %(run)s FROM bacs_collectionrun WHERE id = %(collection_run)s
ON CONFLICT (collection_run_id) DO NOTHING
RETURNING id;

-- name: drop_what_no_longer_holds
-- With the instalments and mandates locked in order: what was paid, barred or stopped since it was chosen, or may have
-- been paid by money in suspense, is not collected; how many.
SELECT count(*) FROM (
  SELECT b.item_id FROM receivables_itembalance b
  WHERE b.item_id IN (SELECT i.item_id FROM bacs_collectionitem i JOIN bacs_collection c ON c.id = i.collection_id
                      WHERE c.collection_run_id = %(collection_run)s)
  ORDER BY b.item_id FOR UPDATE) locked;
SELECT count(*) FROM (
  SELECT s.mandate_id FROM direct_debit_standing s
  WHERE s.mandate_id IN (SELECT mandate_id FROM bacs_collection WHERE collection_run_id = %(collection_run)s)
  ORDER BY s.mandate_id FOR SHARE) locked;
WITH mine AS MATERIALIZED (
  SELECT * FROM bacs_collection WHERE collection_run_id = %(collection_run)s
), barred AS MATERIALIZED (
  SELECT customer_id, string_agg(reason, ' ') AS reason FROM safeguards_bar('collect', %(on)s) GROUP BY 1
), suggested AS MATERIALIZED (
  SELECT customer_id, min(reference) AS reference FROM receipting_suggestedpayer GROUP BY 1
), account AS MATERIALIZED (
  SELECT mandate_id, max(id) AS id FROM direct_debit_mandateaccount GROUP BY 1
), short AS MATERIALIZED (
  SELECT i.collection_id, sum(i.amount_pence - least(i.amount_pence, greatest(b.open_pence, 0))) AS pence
  FROM mine c JOIN bacs_collectionitem i ON i.collection_id = c.id JOIN receivables_itembalance b ON b.item_id = i.item_id
  GROUP BY i.collection_id HAVING sum(i.amount_pence - least(i.amount_pence, greatest(b.open_pence, 0))) > 0
), found AS (
  SELECT c.id, coalesce(
    CASE WHEN s.state <> 'active' THEN 'The mandate is ' || replace(s.state, '_', ' ') || ' now.' END,
    CASE WHEN a.id <> c.account_id THEN 'The payer''s bank details were changed since.' END,
    b.reason,
    CASE WHEN short.pence > 0 THEN 'What it pays was paid or credited since, so the sum would not be the one the payer was told.' END,
    'Receipt ' || u.reference || ' in suspense may be theirs: place it first.'
  ) AS reason
  FROM mine c JOIN direct_debit_standing s ON s.mandate_id = c.mandate_id JOIN account a ON a.mandate_id = c.mandate_id
  LEFT JOIN barred b ON b.customer_id = c.customer_id LEFT JOIN short ON short.collection_id = c.id
  LEFT JOIN suggested u ON u.customer_id = c.customer_id
), dropped AS (
  INSERT INTO bacs_collectionend (collection_id, what, code, reason, ended_on, run_id)
  SELECT id, 'dropped', '', left(reason, 300), %(on)s, %(run)s FROM found WHERE reason IS NOT NULL ORDER BY id
  RETURNING collection_id
), let_go AS (
  DELETE FROM bacs_liveitem WHERE collection_id IN (SELECT collection_id FROM dropped)
)
SELECT count(*) AS many FROM dropped;

-- name: draft_credits
-- A credit for each collection and account its instalments stand on; one journal of them all: debtors to what is on its way, from the day money moves.
CREATE TEMP TABLE IF NOT EXISTS draft_credit (
  credit_id bigint, collection_id bigint, customer_id bigint, amount_pence bigint, item_id bigint, journal_id bigint, collect_on date
) ON COMMIT DROP;
TRUNCATE draft_credit;
INSERT INTO journal_draft (journal_id, kind, source_id, effective_on)
SELECT nextval('ledger_journal_id_seq'), 'collection', id, collect_on FROM bacs_collectionrun WHERE id = %(collection_run)s;
INSERT INTO draft_credit
SELECT nextval('bacs_collectioncredit_id_seq'), x.collection_id, x.customer_id, x.amount_pence, nextval('receivables_item_id_seq'),
       j.journal_id, j.effective_on
FROM journal_draft j, (
  SELECT c.id AS collection_id, i.customer_id, sum(p.amount_pence) AS amount_pence
  FROM bacs_collection c JOIN bacs_collectionitem p ON p.collection_id = c.id JOIN receivables_item i ON i.id = p.item_id
  WHERE c.collection_run_id = %(collection_run)s AND NOT EXISTS (SELECT FROM bacs_collectionend e WHERE e.collection_id = c.id)
  GROUP BY c.id, i.customer_id ORDER BY c.id, i.customer_id
) x;
ANALYZE draft_credit;
INSERT INTO posting_draft (journal_id, debit_account_id, credit_account_id, amount_pence, effective_on, customer_id, item_id)
SELECT d.journal_id, transit.id, debtors.id, d.amount_pence, d.collect_on, d.customer_id, d.item_id
FROM draft_credit d, (SELECT id FROM ledger_account WHERE control = 'debtors') debtors,
     (SELECT id FROM ledger_account WHERE control = 'direct_debit') transit
ORDER BY d.item_id;
WITH others AS (
  SELECT coalesce(sum(d.amount_pence), 0) AS pence FROM direct_debit_mandate m
  JOIN bacs_collection c ON c.mandate_id = m.id AND c.collection_run_id = %(collection_run)s JOIN draft_credit d ON d.collection_id = c.id
  WHERE m.provider <> 'bacs'
)
SELECT count(DISTINCT d.collection_id) AS collections, coalesce(sum(d.amount_pence), 0)::bigint AS pence,
       (coalesce(sum(d.amount_pence), 0) - (SELECT pence FROM others))::bigint AS filed_pence
FROM draft_credit d;

-- name: add_credits
-- The credit items, wholly used for the instalments they were collected for.
INSERT INTO receivables_item (id, customer_id, kind, amount_pence, effective_on, known_at, reference, journal_id, run_id)
SELECT item_id, customer_id, 'collection', -amount_pence, collect_on, %(at)s, 'DD-' || collection_id, journal_id, %(run)s
FROM draft_credit ORDER BY item_id;
INSERT INTO receivables_itembalance (item_id, customer_id, open_pence) SELECT item_id, customer_id, 0 FROM draft_credit ORDER BY item_id;
INSERT INTO bacs_collectioncredit (id, collection_id, customer_id, item_id, amount_pence, journal_id, run_id)
SELECT credit_id, collection_id, customer_id, item_id, amount_pence, journal_id, %(run)s FROM draft_credit ORDER BY credit_id;
INSERT INTO receivables_allocation (credit_item_id, debit_item_id, amount_pence, effective_on, known_at, run_id)
SELECT d.item_id, p.item_id, p.amount_pence, greatest(d.collect_on, i.effective_on), %(at)s, %(run)s
FROM draft_credit d JOIN bacs_collectionitem p USING (collection_id) JOIN receivables_item i ON i.id = p.item_id AND i.customer_id = d.customer_id
ORDER BY d.item_id, p.item_id;
UPDATE receivables_itembalance b SET open_pence = b.open_pence - p.amount_pence
FROM (SELECT p.item_id, sum(p.amount_pence) AS amount_pence FROM bacs_collectionitem p
      WHERE p.collection_id IN (SELECT collection_id FROM draft_credit) GROUP BY p.item_id) p
WHERE b.item_id = p.item_id;

-- name: expect
-- The bank will show what the file collects in one line, with the run's number in its words.
INSERT INTO receipting_expected (bank_account_id, account_id, amount_pence, expected_on, words, what, run_id)
SELECT %(account)s, id, %(pence)s, %(on)s, %(words)s, 'Direct Debit collection run ' || %(collection_run)s, %(run)s
FROM ledger_account WHERE control = 'direct_debit';
