-- name: seen
-- Which of these advices we have had before.
SELECT fingerprint FROM bacs_advice WHERE fingerprint = ANY(%(fingerprints)s::bytea[]);

-- name: lay_out
-- Where the advices of a report are laid out; gone with the transaction.
CREATE TEMP TABLE IF NOT EXISTS told_advice (place int PRIMARY KEY, reference text, amount_pence bigint, processed_on date) ON COMMIT DROP;
TRUNCATE told_advice;

-- name: match
-- Each advice's mandate by its reference, and its released collection by sum and processing day: the very day, else the only one within a week.
ANALYZE told_advice;
WITH ours AS (
  SELECT t.*, m.id AS mandate_id, s.customer_id FROM told_advice t
  LEFT JOIN direct_debit_mandate m ON m.reference = t.reference LEFT JOIN direct_debit_standing s ON s.mandate_id = m.id
), fits AS (
  SELECT o.place, c.id, c.collect_on, r.processing_on = o.processed_on AS is_exact, e.what, e.ended_on
  FROM ours o JOIN bacs_collection c ON c.mandate_id = o.mandate_id AND c.amount_pence = o.amount_pence
  JOIN bacs_collectionrun r ON r.id = c.collection_run_id JOIN bacs_verdict v ON v.collection_run_id = r.id AND v.what = 'released'
  LEFT JOIN bacs_collectionend e ON e.collection_id = c.id
  WHERE coalesce(e.what, '') <> 'dropped' AND (o.processed_on IS NULL OR r.processing_on BETWEEN o.processed_on - 7 AND o.processed_on + 7)
), counted AS (
  SELECT place, count(*) FILTER (WHERE what IS NULL) AS standing,
         (array_agg(id ORDER BY id) FILTER (WHERE what IS NULL AND is_exact))[1] AS exact_id,
         (array_agg(collect_on ORDER BY id) FILTER (WHERE what IS NULL AND is_exact))[1] AS exact_on,
         (array_agg(id ORDER BY id) FILTER (WHERE what IS NULL))[1] AS near_id,
         (array_agg(collect_on ORDER BY id) FILTER (WHERE what IS NULL))[1] AS near_on,
         string_agg('DD-' || id, ', ' ORDER BY id) FILTER (WHERE what IS NULL) AS several,
         (array_agg('DD-' || id || ' (' || to_char(ended_on, 'FMDD FMMonth YYYY') || ')' ORDER BY id) FILTER (WHERE what IS NOT NULL))[1] AS ended
  FROM fits GROUP BY place
)
SELECT o.place, o.mandate_id, o.customer_id,
       CASE WHEN c.exact_id IS NOT NULL THEN c.exact_id WHEN c.standing = 1 THEN c.near_id END AS collection_id,
       CASE WHEN c.exact_id IS NOT NULL THEN c.exact_on WHEN c.standing = 1 THEN c.near_on END AS collect_on,
       CASE WHEN c.standing > 1 THEN 'It fits several collections: ' || c.several || '. Say which.'
            WHEN c.ended IS NOT NULL THEN 'Its collection ' || c.ended || ' ended before; nothing is taken back twice.'
            ELSE 'We asked for no such sum under this mandate near that day.' END AS why
FROM ours o LEFT JOIN counted c USING (place) ORDER BY o.place;

-- name: never_presented_again
-- Which of these collections are themselves no second presentation and were not to be presented again before.
SELECT c.id FROM bacs_collection c
WHERE c.id = ANY(%(collections)s::bigint[]) AND c.code <> '18' AND NOT EXISTS (SELECT FROM bacs_presentagain p WHERE p.collection_id = c.id);

-- name: expect_less
-- Bacs lowers the contra by what it did not take, so less is expected of each of their runs than was.
INSERT INTO receipting_expected (bank_account_id, account_id, amount_pence, expected_on, words, what, replaces_id, run_id)
SELECT e.bank_account_id, e.account_id, e.amount_pence - lost.pence, e.expected_on, e.words, e.what, e.id, %(run)s
FROM (SELECT collection_run_id, sum(amount_pence) AS pence FROM bacs_collection
      WHERE id = ANY(%(collections)s::bigint[]) GROUP BY 1) lost
JOIN receipting_expected e ON e.words = 'DD RUN ' || lost.collection_run_id
WHERE NOT EXISTS (SELECT FROM receipting_expected r WHERE r.replaces_id = e.id)
  AND NOT EXISTS (SELECT FROM receipting_clearing c WHERE c.expected_id = e.id)
ORDER BY e.id;

-- name: ask_again
-- What is presented once more is told of no second time until its days are over.
INSERT INTO direct_debit_askedagain (item_id, until, run_id)
SELECT i.item_id, c.collect_on + %(days)s, %(run)s FROM bacs_collection c JOIN bacs_collectionitem i ON i.collection_id = c.id
WHERE c.id = ANY(%(collections)s::bigint[]) ORDER BY i.item_id;
