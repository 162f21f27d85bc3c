-- name: leave
-- Whether a record is restricted on a day, itself or as the joint account of somebody whose record is, and this person's leave
-- to see all of it.
WITH near AS MATERIALIZED (
  SELECT unnest(safeguards_same(%(customer)s, %(on)s)) AS id UNION
  SELECT unnest(safeguards_same(j.member_id, %(on)s)) FROM customers_jointmember j
  WHERE j.account_id = ANY(safeguards_same(%(customer)s, %(on)s)) AND %(on)s >= j.valid_from AND %(on)s <= coalesce(j.valid_to, 'infinity')
), restricted AS MATERIALIZED (
  SELECT s.customer_id FROM safeguards_state s JOIN near ON near.id = s.customer_id
  WHERE s.state = 'restricted' AND %(on)s >= s.valid_from AND %(on)s <= coalesce(s.valid_to, 'infinity')
), given AS MATERIALIZED (
  SELECT g.id, g.customer_id FROM safeguards_viewgrant g JOIN near ON near.id = g.customer_id
  LEFT JOIN safeguards_viewgrantend e ON e.grant_id = g.id
  WHERE g.user_id = %(user)s AND %(on)s >= g.valid_from AND %(on)s <= least(g.valid_to, e.valid_to)
)
SELECT EXISTS (SELECT FROM restricted) AS is_restricted, (
  SELECT max(id) FROM given WHERE NOT EXISTS (
    SELECT FROM restricted r WHERE NOT EXISTS (
      SELECT FROM given g WHERE g.customer_id = ANY(safeguards_same(%(customer)s, %(on)s) || safeguards_same(r.customer_id, %(on)s))))
) AS grant_id;

-- name: hidden
-- Every record that is restricted, read as one with a restricted record, or the joint account of somebody whose record is, and
-- that this person has no leave to see.
WITH given AS MATERIALIZED (
  SELECT g.customer_id FROM safeguards_viewgrant g LEFT JOIN safeguards_viewgrantend e ON e.grant_id = g.id
  WHERE g.user_id = %(user)s AND %(on)s >= g.valid_from AND %(on)s <= least(g.valid_to, e.valid_to)
), restricted AS MATERIALIZED (
  SELECT DISTINCT same.id FROM safeguards_state s CROSS JOIN LATERAL unnest(safeguards_same(s.customer_id, %(on)s)) AS same (id)
  WHERE s.state = 'restricted' AND %(on)s >= s.valid_from AND %(on)s <= coalesce(s.valid_to, 'infinity')
    AND NOT EXISTS (SELECT FROM given WHERE given.customer_id = ANY(safeguards_same(s.customer_id, %(on)s)))
)
SELECT c.id, c.reference FROM customers_customer c WHERE c.id IN (
  SELECT id FROM restricted UNION
  SELECT j.account_id FROM customers_jointmember j JOIN restricted r ON r.id = j.member_id
  WHERE %(on)s >= j.valid_from AND %(on)s <= coalesce(j.valid_to, 'infinity')
    AND NOT EXISTS (SELECT FROM given WHERE given.customer_id = j.account_id));

-- name: grants
-- Who has or had leave to see a record, newest first.
SELECT g.id, u.name, u.username, g.reason, g.valid_from, least(g.valid_to, e.valid_to) AS valid_to, e.reason AS why_ended,
       coalesce(w.name, n.by_username) AS by_name
FROM safeguards_viewgrant g JOIN authority_user u ON u.id = g.user_id LEFT JOIN safeguards_viewgrantend e ON e.grant_id = g.id
JOIN runs_run n ON n.id = g.run_id LEFT JOIN authority_user w ON w.id = n.by_user_id
WHERE g.customer_id = ANY(safeguards_same(%(customer)s, 'infinity')) ORDER BY g.id DESC;

-- name: views
-- Who looked at restricted records, newest first, and by which leave.
SELECT v.id, v.at, v.place, v.username, coalesce(u.name, v.username) AS name, c.reference, g.reason, v.grant_id IS NOT NULL AS is_granted
FROM safeguards_view v JOIN customers_customer c ON c.id = v.customer_id
LEFT JOIN authority_user u ON u.username = v.username LEFT JOIN safeguards_viewgrant g ON g.id = v.grant_id
WHERE %(customer)s::bigint IS NULL OR v.customer_id = %(customer)s
ORDER BY v.id DESC LIMIT %(most)s OFFSET %(after)s;
