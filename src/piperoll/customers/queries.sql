-- name: prefer_indexes
-- For this transaction: a guess that half the table matches must not turn into reading the other half.
SET LOCAL enable_seqscan = off;

-- name: by_name
-- Customers whose name or trading name holds every word, those first whose name begins so: when these are enough, nobody
-- else is looked for; otherwise each arm stops when it has enough.
WITH beginning AS MATERIALIZED (
  SELECT id FROM customers_customer WHERE upper(name) LIKE %(start)s LIMIT %(most)s
)
SELECT c.id, c.reference, c.name, c.trading_as, a.lines, a.postcode, '' AS also
FROM (
  SELECT id, min(rank) AS rank FROM (
    SELECT id, 1 AS rank FROM beginning
    UNION ALL
    (SELECT id, 2 FROM customers_customer
     WHERE (SELECT count(*) FROM beginning) < %(most)s
       AND upper(name) LIKE %(first)s AND upper(name) LIKE %(second)s AND upper(name) LIKE %(third)s LIMIT %(most)s)
    UNION ALL
    (SELECT id, 3 FROM customers_customer
     WHERE (SELECT count(*) FROM beginning) < %(most)s
       AND trading_as <> '' AND upper(trading_as) LIKE %(first)s AND upper(trading_as) LIKE %(second)s
       AND upper(trading_as) LIKE %(third)s LIMIT %(most)s)
  ) found GROUP BY id ORDER BY 2, 1 LIMIT %(most)s
) found JOIN customers_customer c USING (id)
LEFT JOIN LATERAL (
  SELECT lines, postcode FROM customers_address WHERE customer_id = c.id AND purpose = 'main' AND valid_to IS NULL ORDER BY valid_from DESC, id DESC LIMIT 1
) a ON true
ORDER BY found.rank, c.name, c.id;

-- name: by_start_of_name
-- Customers with a word of their name, or their trading name, beginning so: for a word of two letters.
SELECT c.id, c.reference, c.name, c.trading_as, a.lines, a.postcode, '' AS also
FROM (
  SELECT id, min(rank) AS rank FROM (
    (SELECT id, 1 AS rank FROM customers_customer WHERE upper(name) LIKE %(start)s LIMIT %(most)s)
    UNION ALL
    (SELECT id, 2 FROM customers_customer WHERE upper(name) LIKE %(inside)s LIMIT %(most)s)
    UNION ALL
    (SELECT id, 3 FROM customers_customer WHERE trading_as <> '' AND upper(trading_as) LIKE %(start)s LIMIT %(most)s)
  ) found GROUP BY id ORDER BY 2, 1 LIMIT %(most)s
) found JOIN customers_customer c USING (id)
LEFT JOIN LATERAL (
  SELECT lines, postcode FROM customers_address WHERE customer_id = c.id AND purpose = 'main' AND valid_to IS NULL ORDER BY valid_from DESC, id DESC LIMIT 1
) a ON true
ORDER BY found.rank, c.name, c.id;

-- name: by_reference
-- The customer with this reference.
SELECT c.id, c.reference, c.name, c.trading_as, a.lines, a.postcode, '' AS also
FROM customers_customer c
LEFT JOIN LATERAL (
  SELECT lines, postcode FROM customers_address WHERE customer_id = c.id AND purpose = 'main' AND valid_to IS NULL ORDER BY valid_from DESC, id DESC LIMIT 1
) a ON true
WHERE c.reference = ANY(%(references)s);

-- name: by_postcode
-- Customers who live where a postcode begins so.
SELECT c.id, c.reference, c.name, c.trading_as, a.lines, a.postcode, '' AS also
FROM (
  SELECT customer_id, lines, postcode FROM customers_address
  WHERE postcode LIKE %(start)s AND valid_to IS NULL LIMIT %(most)s
) a JOIN customers_customer c ON c.id = a.customer_id
ORDER BY a.postcode, a.lines, c.name, c.id;

-- name: kept_for
-- For those of some customers who are merged: the customer kept, and the name and reference that led there.
SELECT m.customer_id AS merged_id, c.id, c.reference, c.name, c.trading_as, a.lines, a.postcode,
       was.name || ', ' || was.reference AS also
FROM customers_merged('infinity', 'infinity') m JOIN customers_customer c ON c.id = m.kept_id
JOIN customers_customer was ON was.id = m.customer_id
LEFT JOIN LATERAL (
  SELECT lines, postcode FROM customers_address WHERE customer_id = c.id AND purpose = 'main' AND valid_to IS NULL ORDER BY valid_from DESC, id DESC LIMIT 1
) a ON true
WHERE m.customer_id = ANY(%(customers)s);

-- name: alike
-- Customers of the same name at the same postcode.
SELECT c.id, c.reference, c.name FROM customers_address a JOIN customers_customer c ON c.id = a.customer_id
WHERE a.postcode = %(postcode)s AND a.valid_to IS NULL AND upper(c.name) = upper(%(name)s)
ORDER BY c.id LIMIT 1;

-- name: likely
-- Customers who may be the one described, the likeliest first, each with why: a like name at the postcode, the same name, email or company number.
SELECT c.id, c.reference, c.name, c.kind, c.trading_as, a.lines, a.postcode, found.why
FROM (
  SELECT id, array_agg(why ORDER BY rank) AS why, min(rank) AS rank FROM (
    SELECT c.id, 'a like name at this postcode' AS why, 1 AS rank FROM customers_address a JOIN customers_customer c ON c.id = a.customer_id
    WHERE a.postcode = %(postcode)s AND a.valid_to IS NULL
      AND greatest(similarity(upper(c.name), upper(%(name)s)), similarity(upper(c.trading_as), upper(%(name)s))) >= 0.3
    UNION
    SELECT c.id, 'this company number', 2 FROM customers_customer c WHERE %(company_number)s <> '' AND c.company_number = %(company_number)s
    UNION
    SELECT t.customer_id, 'this email address', 3 FROM customers_contact t
    WHERE %(email)s <> '' AND t.kind = 'email' AND t.valid_to IS NULL AND lower(t.value) = lower(%(email)s)
    UNION
    SELECT c.id, 'the same name elsewhere', 4 FROM customers_customer c WHERE upper(c.name) = upper(%(name)s)
  ) one GROUP BY id
) found JOIN customers_customer c USING (id)
LEFT JOIN LATERAL (
  SELECT lines, postcode FROM customers_address WHERE customer_id = c.id AND purpose = 'main' AND valid_to IS NULL ORDER BY valid_from DESC, id DESC LIMIT 1
) a ON true
WHERE NOT EXISTS (SELECT FROM customers_merged('infinity', 'infinity') m WHERE m.customer_id = c.id)
ORDER BY found.rank, c.name, c.id LIMIT %(most)s;
