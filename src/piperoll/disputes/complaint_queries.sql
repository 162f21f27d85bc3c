-- name: complaints
-- Complaints with the stage each has come to.
SELECT c.id, c.customer_id, k.reference, k.name, c.scope, i.number AS invoice, c.received_on, s.stage, s.words, s.reference AS named, s.began_on,
       s.acknowledge_by, s.decide_by, a.acknowledged_on, f.finding, f.decided_on
FROM disputes_complaint c JOIN customers_customer k ON k.id = c.customer_id LEFT JOIN billing_invoice i ON i.id = c.invoice_id
JOIN LATERAL (SELECT * FROM disputes_complaintstage x WHERE x.complaint_id = c.id ORDER BY x.id DESC LIMIT 1) s ON true
LEFT JOIN disputes_acknowledged a ON a.stage_id = s.id LEFT JOIN disputes_finding f ON f.stage_id = s.id
WHERE (%(complaint)s::bigint IS NULL OR c.id = %(complaint)s)
  AND CASE %(state)s WHEN 'open' THEN f.stage_id IS NULL
    WHEN 'late' THEN f.stage_id IS NULL AND (s.decide_by < %(on)s OR (a.stage_id IS NULL AND s.acknowledge_by < %(on)s)) ELSE true END
ORDER BY f.stage_id IS NOT NULL, s.decide_by, c.id LIMIT %(most)s OFFSET %(after)s;

-- name: complaint_story
-- What happened to a complaint, the newest first.
SELECT e.what, e.stage, e.words, run.started_at, coalesce(u.name, run.by_username) AS by_name
FROM (
  SELECT 1 AS place, 'began' AS what, s.stage::text, s.words || CASE s.reference WHEN '' THEN '' ELSE ' (' || s.reference || ')' END AS words, s.run_id
  FROM disputes_complaintstage s WHERE s.complaint_id = %(complaint)s
  UNION ALL SELECT 2, 'acknowledged', s.stage, '', a.run_id FROM disputes_acknowledged a JOIN disputes_complaintstage s ON s.id = a.stage_id
  WHERE s.complaint_id = %(complaint)s
  UNION ALL SELECT 3, f.finding, s.stage, f.words || ' ' || f.remedy, f.run_id FROM disputes_finding f JOIN disputes_complaintstage s ON s.id = f.stage_id
  WHERE s.complaint_id = %(complaint)s
  UNION ALL SELECT 4, 'lesson', '', v.name || ': ' || l.words, l.run_id FROM disputes_lesson l JOIN council_service v ON v.id = l.service_id
  WHERE l.complaint_id = %(complaint)s
) e JOIN runs_run run ON run.id = e.run_id LEFT JOIN authority_user u ON u.username = run.by_username
ORDER BY run.id DESC, e.place DESC;

-- name: lessons
-- The improvement log: what is to be done first, then what was done, the newest first.
SELECT l.id, l.complaint_id, v.name AS service, l.words, l.due_on, d.done_on, d.words AS done
FROM disputes_lesson l JOIN council_service v ON v.id = l.service_id LEFT JOIN disputes_lessondone d ON d.lesson_id = l.id
ORDER BY d.lesson_id IS NOT NULL, CASE WHEN d.lesson_id IS NULL THEN l.due_on END, d.done_on DESC, l.id LIMIT %(most)s OFFSET %(after)s;
