-- name: everybody
-- Every customer but joint accounts as they are now: names, where they live, how to reach them.
SELECT c.id, c.kind, c.name, c.first_name, c.last_name, c.company_number, a.lines, a.postcode, e.value AS email, p.value AS phone
FROM customers_customer c
LEFT JOIN (SELECT DISTINCT ON (customer_id) customer_id, lines, postcode FROM customers_address
           WHERE valid_to IS NULL ORDER BY customer_id, purpose = 'main' DESC, valid_from DESC, id DESC) a ON a.customer_id = c.id
LEFT JOIN (SELECT DISTINCT ON (customer_id) customer_id, value FROM customers_contact
           WHERE valid_to IS NULL AND kind = 'email' ORDER BY customer_id, id DESC) e ON e.customer_id = c.id
LEFT JOIN (SELECT DISTINCT ON (customer_id) customer_id, value FROM customers_contact
           WHERE valid_to IS NULL AND kind = 'phone' ORDER BY customer_id, id DESC) p ON p.customer_id = c.id
WHERE c.kind <> 'joint';

-- name: renew
-- Put the pairs found in place of those found before: a merged account counts as its keeper, and a pair once, at its likeliest.
CREATE TEMP TABLE IF NOT EXISTS found_pair (first_id bigint, second_id bigint, score smallint, evidence jsonb) ON COMMIT DROP;
DELETE FROM customers_likelypair;

-- name: keep
-- The pairs laid out, as accounts are read now.
WITH merged AS MATERIALIZED (SELECT customer_id, kept_id FROM customers_merged('infinity', 'infinity')), account AS (
  SELECT coalesce(a.kept_id, f.first_id) AS one, coalesce(b.kept_id, f.second_id) AS other, f.score, f.evidence
  FROM found_pair f LEFT JOIN merged a ON a.customer_id = f.first_id LEFT JOIN merged b ON b.customer_id = f.second_id
)
INSERT INTO customers_likelypair (first_id, second_id, score, evidence, run_id)
SELECT DISTINCT ON (1, 2) least(one, other), greatest(one, other), score, evidence, %(run)s
FROM account WHERE one <> other ORDER BY 1, 2, score DESC;

-- name: waiting
-- How many pairs there are, and how many wait for somebody to look.
SELECT (SELECT count(*) FROM customers_likelypair) AS pairs, (SELECT count(*) FROM customers_waiting_pairs(%(on)s)) AS waiting;
