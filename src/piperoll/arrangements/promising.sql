-- name: listed
-- Promises with what came and where each stands: of an account, in a state, or all; the nearest day first of those that wait, then the newest.
SELECT p.promise_id AS id, p.customer_id, c.reference, c.name, p.pence, p.by_on, p.until, p.came_pence, p.state, x.promised_on, x.promised_by, x.heard, x.note,
       w.why AS withdrawn_why, coalesce(u.name, r.by_username) AS taken_by
FROM arrangements_promises_of(%(on)s, CASE WHEN %(account)s::bigint IS NOT NULL THEN (SELECT customers_accounts(%(account)s, 'infinity', 'infinity')) END) p
JOIN arrangements_promise x ON x.id = p.promise_id JOIN customers_customer c ON c.id = p.customer_id JOIN runs_run r ON r.id = x.run_id LEFT JOIN authority_user u ON u.id = r.by_user_id LEFT JOIN arrangements_promisewithdrawn w ON w.promise_id = x.id
WHERE (%(state)s = '' OR p.state = %(state)s)
ORDER BY p.state <> 'waiting', CASE WHEN p.state = 'waiting' THEN p.by_on END, p.promise_id DESC LIMIT %(most)s OFFSET %(after)s;
