-- name: leave
-- Whether a record is restricted on a day, and the leave this person has to see it.
SELECT EXISTS (
         SELECT FROM safeguards_state s WHERE s.state = 'restricted' AND s.customer_id = ANY(safeguards_same(%(customer)s, %(on)s))
           AND %(on)s >= s.valid_from AND %(on)s <= coalesce(s.valid_to, 'infinity')) AS is_restricted,
       (SELECT max(g.id) FROM safeguards_viewgrant g LEFT JOIN safeguards_viewgrantend e ON e.grant_id = g.id
        WHERE g.user_id = %(user)s AND g.customer_id = ANY(safeguards_same(%(customer)s, %(on)s))
          AND %(on)s >= g.valid_from AND %(on)s <= least(g.valid_to, e.valid_to)) AS grant_id;

-- name: hidden
-- Restricted records among these customers that this person has no leave to see.
SELECT s.customer_id FROM safeguards_state s
WHERE s.state = 'restricted' AND s.customer_id = ANY(%(customers)s)
  AND %(on)s >= s.valid_from AND %(on)s <= coalesce(s.valid_to, 'infinity')
  AND NOT EXISTS (
    SELECT FROM safeguards_viewgrant g LEFT JOIN safeguards_viewgrantend e ON e.grant_id = g.id
    WHERE g.user_id = %(user)s AND g.customer_id = s.customer_id
      AND %(on)s >= g.valid_from AND %(on)s <= least(g.valid_to, e.valid_to));

-- name: hidden_everywhere
-- Every restricted record that this person has no leave to see.
SELECT c.reference FROM safeguards_state s JOIN customers_customer c ON c.id = s.customer_id
WHERE s.state = 'restricted' AND %(on)s >= s.valid_from AND %(on)s <= coalesce(s.valid_to, 'infinity')
  AND NOT EXISTS (
    SELECT FROM safeguards_viewgrant g LEFT JOIN safeguards_viewgrantend e ON e.grant_id = g.id
    WHERE g.user_id = %(user)s AND g.customer_id = s.customer_id
      AND %(on)s >= g.valid_from AND %(on)s <= least(g.valid_to, e.valid_to));

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
