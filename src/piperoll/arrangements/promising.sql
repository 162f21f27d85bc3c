-- name: were_seen
-- Whether all were looked at on a day.
SELECT EXISTS (SELECT FROM arrangements_promiseseen WHERE seen_on = %(on)s) AS were;

-- name: page
-- Which promises a page of the list shows, in its order, by where they stood as all were looked at that day; those made since wait.
SELECT p.id FROM arrangements_promise p LEFT JOIN arrangements_promiseseen s ON s.promise_id = p.id LEFT JOIN arrangements_promisewithdrawn w ON w.promise_id = p.id
CROSS JOIN LATERAL (SELECT CASE WHEN w.promise_id IS NOT NULL THEN 'withdrawn' ELSE coalesce(s.state, 'waiting') END AS state) n
WHERE %(state)s = '' OR n.state = %(state)s
ORDER BY n.state <> 'waiting', CASE WHEN n.state = 'waiting' THEN p.by_on END, p.id DESC LIMIT %(most)s OFFSET %(after)s;

-- name: listed
-- Promises with what came and where each stands: of an account, in a state, or all; the nearest day first of those that wait, then the newest.
SELECT p.promise_id AS id, p.customer_id, c.reference, c.name, p.pence, p.by_on, p.until, p.came_pence, p.state, x.promised_on, x.promised_by, x.heard, x.note,
       w.why AS withdrawn_why, coalesce(u.name, r.by_username) AS taken_by
FROM arrangements_promises_of(%(on)s, CASE WHEN %(these)s::bigint[] IS NOT NULL THEN ARRAY(SELECT o.customer_id FROM arrangements_promise o WHERE o.id = ANY(%(these)s::bigint[]))
  WHEN %(account)s::bigint IS NOT NULL THEN (SELECT customers_accounts(%(account)s, 'infinity', 'infinity')) END) p
JOIN arrangements_promise x ON x.id = p.promise_id JOIN customers_customer c ON c.id = p.customer_id JOIN runs_run r ON r.id = x.run_id LEFT JOIN authority_user u ON u.id = r.by_user_id LEFT JOIN arrangements_promisewithdrawn w ON w.promise_id = x.id
WHERE (%(state)s = '' OR p.state = %(state)s) AND (%(these)s::bigint[] IS NULL OR p.promise_id = ANY(%(these)s::bigint[]))
ORDER BY p.state <> 'waiting', CASE WHEN p.state = 'waiting' THEN p.by_on END, p.promise_id DESC LIMIT %(most)s OFFSET %(after)s;
