-- name: hold
-- Both customers, locked in one order, so that two merges of the same people wait for each other.
SELECT id, reference, name FROM customers_customer WHERE id = ANY(%(customers)s) ORDER BY id FOR NO KEY UPDATE;

-- name: standing
-- The merges these customers stand in now, on either side.
SELECT a.id, a.customer_id, a.kept_id, a.effective_on, a.known_at, a.reason, c.reference, c.name,
       k.reference AS kept_reference, k.name AS kept_name, r.by_username
FROM customers_alias a JOIN customers_customer c ON c.id = a.customer_id JOIN customers_customer k ON k.id = a.kept_id
JOIN runs_run r ON r.id = a.run_id
WHERE (a.customer_id = ANY(%(customers)s) OR a.kept_id = ANY(%(customers)s))
  AND NOT EXISTS (SELECT FROM customers_aliasend e WHERE e.alias_id = a.id)
ORDER BY a.id;

-- name: ended_after
-- The latest day on which an ended merge of these customers ended: a new one may not count from before it.
SELECT max(e.effective_on) AS ended_on
FROM customers_aliasend e JOIN customers_alias a ON a.id = e.alias_id
WHERE a.customer_id = ANY(%(customers)s) OR a.kept_id = %(merged)s;

-- name: of
-- Whose account a customer's is part of at the end of a day by what was known at a moment, if anybody's.
SELECT k.id, k.reference, k.name, a.effective_on, a.reason
FROM customers_alias a JOIN customers_customer k ON k.id = a.kept_id
WHERE a.customer_id = %(customer)s AND a.effective_on <= %(on)s AND a.known_at <= coalesce(%(known_at)s::timestamptz, 'infinity')
  AND NOT EXISTS (SELECT FROM customers_aliasend e
                  WHERE e.alias_id = a.id AND e.effective_on <= %(on)s AND e.known_at <= coalesce(%(known_at)s::timestamptz, 'infinity'));

-- name: into
-- The customers read as part of one at the end of a day by what was known at a moment, the newest merge first.
SELECT c.id, c.reference, c.name, a.effective_on, a.reason, r.by_username
FROM customers_alias a JOIN customers_customer c ON c.id = a.customer_id JOIN runs_run r ON r.id = a.run_id
WHERE a.kept_id = %(customer)s AND a.effective_on <= %(on)s AND a.known_at <= coalesce(%(known_at)s::timestamptz, 'infinity')
  AND NOT EXISTS (SELECT FROM customers_aliasend e
                  WHERE e.alias_id = a.id AND e.effective_on <= %(on)s AND e.known_at <= coalesce(%(known_at)s::timestamptz, 'infinity'))
ORDER BY a.id DESC;
