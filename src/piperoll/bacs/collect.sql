-- name: one_at_a_time
-- Two who choose at once choose one after the other.
SELECT pg_advisory_xact_lock(20262, 1);

-- name: unanswered
-- Mandates whose instruction was processed so long ago that their bank would have refused it by now.
SELECT s.mandate_id FROM direct_debit_standing s JOIN direct_debit_mandate m ON m.id = s.mandate_id AND m.provider = 'bacs'
WHERE s.state = 'lodging' AND EXISTS (
  SELECT FROM direct_debit_lodgement l JOIN direct_debit_lodgementend e ON e.lodgement_id = l.id AND e.what = 'filed'
  WHERE l.mandate_id = s.mandate_id AND l.code IN ('0N', '0S') AND e.effective_on <= %(answered_by)s)
ORDER BY s.mandate_id;

-- name: let_go
-- Instalments whose collection's day is past are free again: what is left of them may be collected.
DELETE FROM bacs_liveitem l USING bacs_collection c JOIN bacs_verdict v ON v.collection_run_id = c.collection_run_id
WHERE c.id = l.collection_id AND v.what = 'released' AND c.collect_on < %(on)s;

-- name: lay_out
-- What might be collected: noticed days up to this one that no collection has taken, and what came back and is to be presented again.
CREATE TEMP TABLE IF NOT EXISTS candidate (
  mandate_id bigint, noticed_id bigint, represents_id bigint, account_id bigint, customer_id bigint, state text, may_collect_from date,
  amount_pence bigint, noticed_on date, is_noticed boolean, untold text, code text, why text, reason text, collection_id bigint
) ON COMMIT DROP;
TRUNCATE candidate;
CREATE TEMP TABLE IF NOT EXISTS newest_account (mandate_id bigint, account_id bigint) ON COMMIT DROP;
TRUNCATE newest_account;
INSERT INTO newest_account SELECT mandate_id, max(id) FROM direct_debit_mandateaccount GROUP BY mandate_id;
ANALYZE newest_account;
INSERT INTO candidate (collection_id, mandate_id, account_id, noticed_id, amount_pence, noticed_on, is_noticed, untold, customer_id, state, may_collect_from)
SELECT nextval('bacs_collection_id_seq'), n.mandate_id, a.account_id, n.noticed_id, n.amount_pence, n.collect_on, n.is_valid, n.why,
       s.customer_id, s.state, s.may_collect_from
FROM direct_debit_noticed(%(day)s) n JOIN direct_debit_standing s ON s.mandate_id = n.mandate_id
LEFT JOIN newest_account a ON a.mandate_id = n.mandate_id
WHERE NOT EXISTS (
  SELECT FROM bacs_collection c LEFT JOIN bacs_collectionend e ON e.collection_id = c.id
  WHERE c.mandate_id = n.mandate_id AND c.noticed_id = n.noticed_id
    AND (e.what IS NULL OR e.what IN ('returned', 'claimed')));
INSERT INTO candidate (collection_id, mandate_id, account_id, noticed_id, represents_id, amount_pence, noticed_on, is_noticed, customer_id, state, may_collect_from)
SELECT nextval('bacs_collection_id_seq'), c.mandate_id, a.account_id, c.noticed_id, c.id, c.amount_pence, %(day)s, true,
       s.customer_id, s.state, s.may_collect_from
FROM bacs_presentagain p JOIN bacs_collection c ON c.id = p.collection_id JOIN direct_debit_standing s ON s.mandate_id = c.mandate_id
LEFT JOIN newest_account a ON a.mandate_id = c.mandate_id
WHERE c.collect_on BETWEEN %(not_before)s AND %(on)s AND NOT EXISTS (
  SELECT FROM bacs_collection x LEFT JOIN bacs_collectionend e ON e.collection_id = x.id
  WHERE x.represents_id = c.id AND (e.what IS NULL OR e.what NOT IN ('dropped', 'discarded', 'withdrawn')));
ANALYZE candidate;
CREATE TEMP TABLE IF NOT EXISTS candidate_item (collection_id bigint, item_id bigint, amount_pence bigint) ON COMMIT DROP;
TRUNCATE candidate_item;
INSERT INTO candidate_item
SELECT c.collection_id, i.item_id, i.amount_pence FROM candidate c JOIN direct_debit_noticeditem i ON i.noticed_id = c.noticed_id
WHERE c.represents_id IS NULL;
INSERT INTO candidate_item
SELECT c.collection_id, i.item_id, i.amount_pence FROM candidate c JOIN bacs_collectionitem i ON i.collection_id = c.represents_id;
ANALYZE candidate_item;

-- name: lay_out_fixed
-- A fixed sum pays what its mandate pays, the oldest first, so far as it reaches; nothing that another collection holds.
WITH fixed AS MATERIALIZED (
  SELECT c.collection_id, c.mandate_id, c.amount_pence FROM candidate c JOIN direct_debit_noticedcollection k ON k.id = c.noticed_id
  JOIN direct_debit_collectionplan p ON p.id = k.plan_id AND p.kind = 'fixed' WHERE c.represents_id IS NULL
), covered AS (
  SELECT o.* FROM direct_debit_covers(%(on)s) o WHERE EXISTS (SELECT FROM fixed)
), owed AS (
  SELECT f.collection_id, f.amount_pence, o.item_id, o.open_pence,
         (sum(o.open_pence) OVER (PARTITION BY f.collection_id ORDER BY o.due_on, o.item_id) - o.open_pence)::bigint AS before
  FROM fixed f JOIN covered o ON o.mandate_id = f.mandate_id
  WHERE NOT EXISTS (SELECT FROM bacs_liveitem l WHERE l.item_id = o.item_id)
)
INSERT INTO candidate_item
SELECT collection_id, item_id, least(open_pence, amount_pence - before) FROM owed WHERE before < amount_pence;

-- name: mark_final
-- The last of a fixed plan that ends, and the last of the invoices that a mandate was given for, are final collections (19).
WITH newest AS MATERIALIZED (
  SELECT DISTINCT ON (p.mandate_id) p.mandate_id, p.run_id FROM direct_debit_mandatepays p JOIN candidate c USING (mandate_id)
  WHERE c.why IS NULL AND c.code = '17' AND p.valid_from <= %(on)s ORDER BY p.mandate_id, p.run_id DESC
), of_invoices AS MATERIALIZED (
  SELECT n.mandate_id FROM newest n JOIN direct_debit_mandatepays p USING (mandate_id, run_id) GROUP BY 1 HAVING bool_and(p.what = 'invoice')
), remaining AS (
  SELECT o.mandate_id FROM direct_debit_covers(%(on)s) o LEFT JOIN (
    SELECT c.mandate_id, i.item_id FROM candidate c JOIN candidate_item i USING (collection_id) WHERE c.why IS NULL) taken
    ON taken.mandate_id = o.mandate_id AND taken.item_id = o.item_id
  WHERE taken.item_id IS NULL AND EXISTS (SELECT FROM of_invoices)
)
UPDATE candidate c SET code = '19'
FROM direct_debit_noticedcollection k JOIN direct_debit_collectionplan p ON p.id = k.plan_id
WHERE k.id = c.noticed_id AND c.why IS NULL AND c.code = '17' AND CASE p.kind
  WHEN 'fixed' THEN (p.times IS NOT NULL OR p.until IS NOT NULL) AND NOT EXISTS (
    SELECT FROM direct_debit_fixed_days(%(on)s, k.collect_on + 400) d WHERE d.mandate_id = c.mandate_id AND d.collect_on > k.collect_on)
  ELSE c.mandate_id IN (SELECT mandate_id FROM of_invoices) AND c.mandate_id NOT IN (SELECT mandate_id FROM remaining) END;

-- name: finished
-- Mandates in use whose final collection was taken so long ago that it can come back no more.
SELECT DISTINCT s.mandate_id FROM bacs_collection c JOIN bacs_verdict v ON v.collection_run_id = c.collection_run_id AND v.what = 'released'
JOIN direct_debit_standing s ON s.mandate_id = c.mandate_id AND s.state = 'active'
WHERE c.code = '19' AND c.collect_on < %(safe_since)s
  AND NOT EXISTS (SELECT FROM bacs_collectionend e WHERE e.collection_id = c.id)
  AND NOT EXISTS (SELECT FROM bacs_collection x WHERE x.mandate_id = c.mandate_id AND x.id > c.id)
  AND NOT EXISTS (SELECT FROM direct_debit_mandateevent e WHERE e.mandate_id = c.mandate_id AND e.effective_on > c.collect_on)
  AND NOT EXISTS (SELECT FROM direct_debit_collectionplan p WHERE p.mandate_id = c.mandate_id AND p.valid_from > c.collect_on)
  AND NOT EXISTS (SELECT FROM direct_debit_mandatepays p WHERE p.mandate_id = c.mandate_id AND p.valid_from > c.collect_on)
ORDER BY 1;

-- name: judge
-- Why each candidate is left out, the gravest reason first; and the code of each that is not.
WITH barred AS MATERIALIZED (
  SELECT customer_id, string_agg(reason, ' ') AS reason FROM safeguards_bar('collect', %(on)s) GROUP BY 1
), suggested AS MATERIALIZED (
  SELECT customer_id, min(reference) AS reference FROM receipting_suggestedpayer GROUP BY 1
), items AS (
  SELECT i.collection_id, sum(least(i.amount_pence, greatest(b.open_pence, 0)))::bigint AS open_pence, min(l.collection_id) AS held_by
  FROM candidate_item i JOIN receivables_itembalance b ON b.item_id = i.item_id LEFT JOIN bacs_liveitem l ON l.item_id = i.item_id
  GROUP BY i.collection_id
), ranked AS (
  SELECT collection_id, row_number() OVER (PARTITION BY mandate_id ORDER BY represents_id NULLS LAST, noticed_on, noticed_id) AS place
  FROM candidate
), judged AS (
  SELECT c.collection_id, CASE
      WHEN c.state <> 'active' THEN ROW('mandate', 'The mandate is ' || replace(c.state, '_', ' ') || '.')
      WHEN b.customer_id IS NOT NULL THEN ROW('barred', b.reason)
      WHEN coalesce(i.open_pence, 0) <> c.amount_pence THEN ROW('paid', CASE WHEN coalesce(i.open_pence, 0) = 0 THEN 'It was paid or credited since the notice.'
        ELSE 'Part of it was paid or credited since the notice, so the sum would not be the one the payer was told: send a new notice.' END)
      WHEN NOT c.is_noticed THEN ROW(CASE WHEN c.noticed_on < %(earliest)s THEN 'late' ELSE 'no_notice' END, c.untold || ' Send a new notice.')
      WHEN c.may_collect_from IS NULL OR c.may_collect_from > %(day)s THEN ROW('too_soon', 'Their bank has the instruction only since a short while: '
        || coalesce('from ' || to_char(c.may_collect_from, 'FMDD FMMonth YYYY') || ' on it may be collected.', 'it is not lodged yet.'))
      WHEN i.held_by IS NOT NULL THEN ROW('in_flight', 'Collection DD-' || i.held_by || ' asks for one of its instalments and is not over.')
      WHEN u.customer_id IS NOT NULL THEN ROW('suspense', 'Receipt ' || u.reference || ' in suspense may be theirs: place it first.')
      WHEN c.amount_pence > %(item_pence)s THEN ROW('limit', 'It is more than one item may be.')
      WHEN r.place > 1 THEN ROW('in_flight', 'Another collection under this mandate is in this run.')
    END AS said
  FROM candidate c JOIN ranked r USING (collection_id) LEFT JOIN items i USING (collection_id)
  LEFT JOIN barred b ON b.customer_id = c.customer_id LEFT JOIN suggested u ON u.customer_id = c.customer_id
)
UPDATE candidate c SET why = (to_jsonb(j.said)->>'f1'), reason = (to_jsonb(j.said)->>'f2'),
  code = CASE WHEN c.represents_id IS NOT NULL THEN '18' WHEN EXISTS (
      SELECT FROM bacs_collection x JOIN bacs_verdict v ON v.collection_run_id = x.collection_run_id AND v.what = 'released'
      LEFT JOIN bacs_collectionend e ON e.collection_id = x.id
      WHERE x.mandate_id = c.mandate_id AND x.account_id = c.account_id AND (e.what IS NULL OR e.what IN ('returned', 'claimed')))
    THEN '17' ELSE '01' END
FROM judged j WHERE j.collection_id = c.collection_id;

-- name: counts
-- What is chosen and what left out.
SELECT count(*) FILTER (WHERE why IS NULL) AS collections, coalesce(sum(amount_pence) FILTER (WHERE why IS NULL), 0)::bigint AS pence,
       count(*) FILTER (WHERE why IS NOT NULL) AS excluded
FROM candidate;

-- name: add
-- The collections, every instalment held before it is what one pays; and the exclusions.
INSERT INTO bacs_collection (id, collection_run_id, mandate_id, account_id, customer_id, noticed_id, represents_id, code, amount_pence,
                             collect_on, run_id)
SELECT collection_id, %(collection_run)s, mandate_id, account_id, customer_id, noticed_id, represents_id, code, amount_pence, %(day)s, %(run)s
FROM candidate WHERE why IS NULL ORDER BY collection_id;
INSERT INTO bacs_liveitem (item_id, collection_id)
SELECT i.item_id, i.collection_id FROM candidate_item i JOIN candidate c USING (collection_id) WHERE c.why IS NULL ORDER BY i.item_id;
INSERT INTO bacs_collectionitem (collection_id, item_id, amount_pence, run_id)
SELECT i.collection_id, i.item_id, i.amount_pence, %(run)s FROM candidate_item i JOIN candidate c USING (collection_id)
WHERE c.why IS NULL ORDER BY i.collection_id, i.item_id;
INSERT INTO bacs_exclusion (collection_run_id, mandate_id, customer_id, amount_pence, why, reason, run_id)
SELECT %(collection_run)s, mandate_id, customer_id, amount_pence, why, reason, %(run)s FROM candidate WHERE why IS NOT NULL ORDER BY collection_id;
