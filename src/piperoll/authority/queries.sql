-- name: waiting_for
-- The requests that somebody may decide, as their own role or for whom they stand in for: the longest waiting first.
SELECT r.id, r.act, r.subject, r.amount_pence, r.customer_id, r.reason, r.asked_on, s.name AS service, a.name AS asked_by, t.state
FROM authority_requeststate t JOIN authority_request r ON r.id = t.request_id JOIN authority_limit l ON l.id = t.limit_id
JOIN council_service s ON s.id = r.service_id JOIN authority_user a ON a.id = r.asked_by_id
CROSS JOIN LATERAL (SELECT authority_deciders(t.agreed_by_id, l.approvers, l.then_approvers) AS deciders) d
WHERE t.state = 'waiting' AND r.asked_by_id <> %(user)s AND (%(services)s::bigint[] IS NULL OR r.service_id = ANY(%(services)s))
  AND t.agreed_by_id IS DISTINCT FROM %(user)s
  AND ((SELECT role FROM authority_user WHERE id = %(user)s) = ANY(d.deciders) OR EXISTS (
    SELECT FROM authority_cover c JOIN authority_user u ON u.id = c.user_id
    WHERE c.deputy_id = %(user)s AND %(on)s BETWEEN c.valid_from AND c.valid_to AND u.role = ANY(d.deciders)
      AND u.id <> r.asked_by_id AND u.id IS DISTINCT FROM t.agreed_by_id))
  AND NOT EXISTS (
    SELECT FROM authority_requestevent e WHERE t.agreed_by_id IS NOT NULL AND e.by_id = %(user)s
      AND e.id = (SELECT max(x.id) FROM authority_requestevent x WHERE x.request_id = r.id AND x.event = 'agree'))
ORDER BY r.id LIMIT %(most)s;

-- name: how_many_wait
-- How many requests somebody may decide.
SELECT count(*) AS many
FROM authority_requeststate t JOIN authority_request r ON r.id = t.request_id JOIN authority_limit l ON l.id = t.limit_id
CROSS JOIN LATERAL (SELECT authority_deciders(t.agreed_by_id, l.approvers, l.then_approvers) AS deciders) d
WHERE t.state = 'waiting' AND r.asked_by_id <> %(user)s AND (%(services)s::bigint[] IS NULL OR r.service_id = ANY(%(services)s))
  AND t.agreed_by_id IS DISTINCT FROM %(user)s
  AND ((SELECT role FROM authority_user WHERE id = %(user)s) = ANY(d.deciders) OR EXISTS (
    SELECT FROM authority_cover c JOIN authority_user u ON u.id = c.user_id
    WHERE c.deputy_id = %(user)s AND %(on)s BETWEEN c.valid_from AND c.valid_to AND u.role = ANY(d.deciders)
      AND u.id <> r.asked_by_id AND u.id IS DISTINCT FROM t.agreed_by_id))
  AND NOT EXISTS (
    SELECT FROM authority_requestevent e WHERE t.agreed_by_id IS NOT NULL AND e.by_id = %(user)s
      AND e.id = (SELECT max(x.id) FROM authority_requestevent x WHERE x.request_id = r.id AND x.event = 'agree'));

-- name: listed
-- Requests that somebody may see, the newest first: in a state, or of one who asked, or for people of a role to know.
SELECT r.id, r.act, r.subject, r.amount_pence, r.customer_id, r.reason, r.asked_on, s.name AS service, a.name AS asked_by, t.state
FROM authority_request r JOIN authority_requeststate t ON t.request_id = r.id JOIN council_service s ON s.id = r.service_id
JOIN authority_user a ON a.id = r.asked_by_id LEFT JOIN authority_limit l ON l.id = t.limit_id
WHERE (%(services)s::bigint[] IS NULL OR r.service_id = ANY(%(services)s))
  AND (%(asked_by)s::bigint IS NULL OR r.asked_by_id = %(asked_by)s)
  AND (%(state)s = '' OR t.state = %(state)s)
  AND (%(told)s = '' OR (t.state = 'approved' AND %(told)s = ANY(l.told)))
  AND (%(customer)s::bigint IS NULL OR r.customer_id = %(customer)s)
  AND (%(subject)s = '' OR r.subject = %(subject)s)
ORDER BY r.id DESC LIMIT %(most)s OFFSET %(after)s;

-- name: events
-- What happened to a request, in order, and what was done by it.
SELECT e.event, e.state, e.why, e.effective_on, e.known_at, e.run_id, u.name AS by_name, f.name AS standing_in_for, n.totals->>'done' AS done
FROM authority_requestevent e JOIN authority_user u ON u.id = e.by_id LEFT JOIN authority_user f ON f.id = e.standing_in_for_id
JOIN runs_run n ON n.id = e.run_id
WHERE e.request_id = %(request)s ORDER BY e.id;

-- name: yours
-- What somebody asked for, in some states, the newest first: what happened to it last, by whom and why, and who is to decide.
SELECT r.id, r.act, r.subject, r.amount_pence, r.reason, r.asked_on, s.name AS service, t.state, authority_deciders(t.agreed_by_id, l.approvers, l.then_approvers) AS approvers,
       e.why, e.effective_on, u.name AS by_name, n.totals->>'done' AS done
FROM authority_request r JOIN authority_requeststate t ON t.request_id = r.id JOIN council_service s ON s.id = r.service_id
LEFT JOIN authority_limit l ON l.id = t.limit_id
JOIN LATERAL (SELECT * FROM authority_requestevent x WHERE x.request_id = r.id ORDER BY x.id DESC LIMIT 1) e ON true
JOIN authority_user u ON u.id = e.by_id JOIN runs_run n ON n.id = e.run_id
WHERE r.asked_by_id = %(user)s AND t.state = ANY(%(states)s) ORDER BY r.id DESC LIMIT %(most)s OFFSET %(after)s;

-- name: how_yours_stand
-- How many of the requests somebody asked for came back with a question, and how many wait for somebody else.
SELECT count(*) FILTER (WHERE t.state = 'returned') AS returned, count(*) FILTER (WHERE t.state = 'waiting') AS waiting
FROM authority_requeststate t JOIN authority_request r ON r.id = t.request_id
WHERE t.state IN ('waiting', 'returned') AND r.asked_by_id = %(user)s;
