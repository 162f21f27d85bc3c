-- name: listed
-- Disputes in a state, with whoever is to answer each and what came of it.
SELECT w.dispute_id, w.customer_id, c.reference, c.name, i.number AS invoice, w.line_number, w.kind, w.code, k.name AS code_name, w.words,
       w.amount_pence, w.raised_on, v.code AS service_code, v.name AS service, coalesce(u.name, '') AS person, w.asked, w.answer_by,
       w.answered_on, w.answer, w.chased, w.chased_on, w.outcome, w.why, w.credited_pence, w.request_id, w.request_state, w.closed_on, w.is_held
FROM disputes_standing w
JOIN customers_customer c ON c.id = w.customer_id JOIN billing_invoice i ON i.id = w.invoice_id JOIN council_service v ON v.id = w.service_id
LEFT JOIN authority_user u ON u.id = w.user_id
JOIN LATERAL (SELECT name FROM disputes_code x WHERE x.code = w.code AND x.valid_from <= w.raised_on ORDER BY x.valid_from DESC LIMIT 1) k ON true
WHERE (%(dispute)s::bigint IS NULL OR w.dispute_id = %(dispute)s)
  AND (%(services)s::int[] IS NULL OR EXISTS (SELECT FROM disputes_assignment a WHERE a.dispute_id = w.dispute_id AND a.service_id = ANY(%(services)s)))
  AND (%(service)s = '' OR v.code = %(service)s) AND (%(code)s = '' OR w.code = %(code)s)
  AND (%(customer)s = '' OR w.customer_id = ANY(customers_accounts((SELECT id FROM customers_customer WHERE reference = %(customer)s), 'infinity', 'infinity')))
  AND CASE %(state)s
    WHEN 'open' THEN w.outcome IS NULL
    WHEN 'late' THEN w.outcome IS NULL AND w.answered_on IS NULL AND w.answer_by < %(on)s
    WHEN 'asked' THEN w.outcome IS NULL AND w.answered_on IS NULL
    WHEN 'answered' THEN w.outcome IS NULL AND w.answered_on IS NOT NULL
    WHEN 'credit' THEN w.request_state IN ('waiting', 'returned', 'refused', 'withdrawn')
    WHEN 'closed' THEN w.outcome IS NOT NULL
    ELSE true END
ORDER BY w.outcome IS NOT NULL, w.closed_on DESC NULLS FIRST, w.answer_by, w.dispute_id LIMIT %(most)s OFFSET %(after)s;

-- name: story
-- What happened in a dispute, the newest first.
SELECT e.what, e.words, run.started_at, coalesce(u.name, run.by_username) AS by_name
FROM (
  SELECT 1 AS place, 'raised' AS what, d.words, d.run_id FROM disputes_dispute d WHERE d.id = %(dispute)s
  UNION ALL SELECT 2, 'asked', v.name || coalesce(', ' || w.name, '') || ', to answer by ' || to_char(a.answer_by, 'FMDD FMMonth YYYY')
    || CASE a.words WHEN '' THEN '' ELSE ': ' || a.words END, a.run_id
  FROM disputes_assignment a JOIN council_service v ON v.id = a.service_id LEFT JOIN authority_user w ON w.id = a.user_id WHERE a.dispute_id = %(dispute)s
  UNION ALL SELECT 3, c.step, v.name || CASE s.state WHEN 'sent' THEN ': emailed to ' || e.email WHEN 'waiting' THEN ': an email to ' || e.email || ' waits to be sent'
      WHEN 'claimed' THEN ': an email to ' || e.email || ' is being sent' WHEN 'refused' THEN ': the email to ' || e.email || ' could not be sent. ' || s.reason
      WHEN 'in_doubt' THEN ': the email to ' || e.email || ' may have gone. ' || s.reason ELSE '' END, c.run_id
  FROM disputes_chaser c JOIN disputes_assignment a ON a.id = c.assignment_id
  LEFT JOIN disputes_chaseremail e ON e.chaser_id = c.id LEFT JOIN disputes_chaseremailstate s ON s.told_id = e.chaser_id
  JOIN council_service v ON v.id = a.service_id WHERE a.dispute_id = %(dispute)s
  UNION ALL SELECT 4, 'answered', v.name || ': ' || x.words, x.run_id FROM disputes_answer x JOIN disputes_assignment a ON a.id = x.assignment_id
  JOIN council_service v ON v.id = a.service_id WHERE a.dispute_id = %(dispute)s
  UNION ALL SELECT 5, 'closed_' || o.outcome, o.why || ' ' || o.what_next, o.run_id FROM disputes_outcome o WHERE o.dispute_id = %(dispute)s
) e JOIN runs_run run ON run.id = e.run_id LEFT JOIN authority_user u ON u.username = run.by_username
ORDER BY run.started_at DESC, run.id DESC, e.place DESC;

-- name: for_you
-- How many disputes wait for the answer of some services; of any, when none are named.
SELECT count(*) AS many FROM disputes_standing w
WHERE w.outcome IS NULL AND w.answered_on IS NULL AND (%(services)s::int[] IS NULL OR w.service_id = ANY(%(services)s));

-- name: of_invoice
-- The disputes of one invoice, the newest first.
SELECT dispute_id, kind, amount_pence, raised_on, outcome, closed_on FROM disputes_standing WHERE invoice_id = %(invoice)s ORDER BY dispute_id DESC;

-- name: charge_backs
-- Debts charged back to services, the newest first: whose, of which dispute and invoice, with which credit note, asked by whom and decided by whom.
SELECT b.dispute_id, v.code AS service_code, v.name AS service, b.pence, b.charged_on, n.number AS credit_note, i.number AS invoice, c.reference, c.name,
       r.id AS request_id, r.why, a.name AS asked_by, coalesce(u.name, x.by_username) AS decided_by
FROM disputes_chargeback b JOIN disputes_dispute d ON d.id = b.dispute_id JOIN billing_creditnote n ON n.id = b.credit_note_id
JOIN billing_invoice i ON i.id = d.invoice_id JOIN customers_customer c ON c.id = d.customer_id JOIN council_service v ON v.id = b.service_id
JOIN authority_request r ON r.id = n.request_id JOIN authority_user a ON a.id = r.asked_by_id
JOIN runs_run x ON x.id = b.run_id LEFT JOIN authority_user u ON u.username = x.by_username
WHERE (%(services)s::int[] IS NULL OR b.service_id = ANY(%(services)s))
  AND b.charged_on BETWEEN coalesce(%(since)s::date, '-infinity') AND coalesce(%(until)s::date, 'infinity')
ORDER BY b.charged_on DESC, b.dispute_id DESC LIMIT %(most)s OFFSET %(after)s;

-- name: charged_back
-- How many debts and how much each service bears, the most first.
SELECT v.code AS service_code, v.name AS service, count(*) AS many, sum(b.pence)::bigint AS pence
FROM disputes_chargeback b JOIN council_service v ON v.id = b.service_id
WHERE (%(services)s::int[] IS NULL OR b.service_id = ANY(%(services)s))
  AND b.charged_on BETWEEN coalesce(%(since)s::date, '-infinity') AND coalesce(%(until)s::date, 'infinity')
GROUP BY v.code, v.name ORDER BY sum(b.pence) DESC, v.code;

-- name: may_charge_back
-- Whether its head of service was written to before a day without an answer, and nobody asked yet to charge it back.
SELECT EXISTS (
  SELECT FROM disputes_standing w JOIN disputes_chaser c ON c.assignment_id = w.assignment_id AND c.step = 'head_of_service' AND c.chased_on < %(on)s
  WHERE w.dispute_id = %(dispute)s AND w.kind = 'dispute' AND w.outcome IS NULL AND w.answered_on IS NULL
) AND NOT EXISTS (
  SELECT FROM authority_request r JOIN authority_requeststate t ON t.request_id = r.id
  WHERE r.act = 'charge_back' AND (r.details->>'dispute')::bigint = %(dispute)s AND t.state IN ('waiting', 'returned')) AS may;
