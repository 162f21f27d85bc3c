-- name: one_chaser_at_a_time
-- Two who chase at once do so one after the other.
SELECT pg_advisory_xact_lock(20274, 0);

-- name: chase
-- The next step of each dispute whose service is late by it, and was not chased today already.
WITH step AS (
  SELECT s.step, s.last_day, s.place FROM unnest(%(steps)s::text[], %(lasts)s::date[]) WITH ORDINALITY s (step, last_day, place)
), late AS (
  SELECT w.assignment_id, w.answer_by,
         coalesce((SELECT max(s.place) FROM disputes_chaser c JOIN step s ON s.step = c.step WHERE c.assignment_id = w.assignment_id), 0) AS reached
  FROM disputes_standing w
  WHERE w.outcome IS NULL AND w.answered_on IS NULL AND w.answer_by < %(on)s
    AND NOT EXISTS (SELECT FROM disputes_chaser c WHERE c.assignment_id = w.assignment_id AND c.chased_on >= %(on)s)
), chased AS (
  INSERT INTO disputes_chaser (assignment_id, step, chased_on, run_id)
  SELECT l.assignment_id, s.step, %(on)s, %(run)s FROM late l JOIN step s ON s.place = l.reached + 1 AND l.answer_by <= s.last_day
  ORDER BY l.assignment_id
  RETURNING id, assignment_id, step
)
SELECT c.id, c.step, d.id AS dispute_id, i.number AS invoice, d.amount_pence, k.name AS about, a.asked_on, a.answer_by, v.name AS service,
       coalesce(nullif(CASE c.step WHEN 'escalation' THEN v.manager_email WHEN 'head_of_service' THEN v.head_email END, ''), v.email) AS email
FROM chased c JOIN disputes_assignment a ON a.id = c.assignment_id JOIN disputes_dispute d ON d.id = a.dispute_id
JOIN billing_invoice i ON i.id = d.invoice_id JOIN council_service v ON v.id = a.service_id
JOIN LATERAL (SELECT name FROM disputes_code x WHERE x.code = d.code AND x.valid_from <= d.raised_on ORDER BY x.valid_from DESC LIMIT 1) k ON true
ORDER BY c.id;

-- name: let_go
-- What was held while a credit note waited to be decided is held no more once it is.
WITH decided AS (
  SELECT w.hold_id FROM disputes_standing w
  WHERE w.outcome IS NOT NULL AND w.is_held AND w.request_state NOT IN ('waiting', 'returned')
), freed AS (
  INSERT INTO safeguards_holdrelease (hold_id, valid_to, reason, run_id)
  SELECT hold_id, %(on)s::date - 1, 'The credit note it waited for is decided', %(run)s FROM decided ORDER BY hold_id
  RETURNING id
)
SELECT count(*)::int AS many FROM freed;
