-- name: waiting
-- Receipts in suspense with whoever looks after them and what is asked of whom, the oldest first: which ones, and only then their words.
WITH page AS (
  SELECT r.id, r.received_on, r.amount_pence, r.bank_account_id, r.bank_line_id, x.open_pence, x.state, x.reason, o.user_id
  FROM receipting_suspense x JOIN receipting_receipt r ON r.id = x.receipt_id
  LEFT JOIN LATERAL (SELECT user_id FROM suspense_ownership w WHERE w.receipt_id = x.receipt_id ORDER BY w.id DESC LIMIT 1) o ON true
  WHERE x.open_pence <> 0
    AND (%(state)s::text IS NULL OR x.state = %(state)s)
    AND (%(account)s::int IS NULL OR r.bank_account_id = %(account)s)
    AND (%(owner)s::bigint IS NULL OR o.user_id = %(owner)s)
    AND (%(before)s::date IS NULL OR r.received_on < %(before)s)
    AND (NOT %(asked)s OR EXISTS (SELECT FROM suspense_question q WHERE q.receipt_id = r.id
           AND NOT EXISTS (SELECT FROM suspense_answer a WHERE a.question_id = q.id)))
    AND (%(like)s::text IS NULL OR abs(x.open_pence) = %(pence)s OR abs(r.amount_pence) = %(pence)s OR EXISTS (
      SELECT FROM receipting_banklinetext t WHERE t.line_id = r.bank_line_id AND (
        t.payer_name ILIKE %(like)s OR t.narrative ILIKE %(like)s OR t.payment_references::text ILIKE %(like)s)
      UNION ALL SELECT FROM receipting_takingtext t WHERE t.taking_id = r.id AND (
        t.payer_name ILIKE %(like)s OR t.narrative ILIKE %(like)s OR t.payment_references::text ILIKE %(like)s)
      UNION ALL SELECT FROM suspense_receiptnote n WHERE n.receipt_id = r.id AND n.words ILIKE %(like)s))
  ORDER BY r.received_on, r.id LIMIT %(many)s OFFSET %(skip)s
)
SELECT page.id AS receipt_id, page.received_on, page.amount_pence, page.open_pence, page.state, page.reason, b.code, u.name AS owner,
       coalesce(t.payer_name, w.payer_name) AS payer_name, coalesce(t.narrative, w.narrative) AS narrative,
       asked.service AS asked_of, asked.answer_by, asked.answered_on
FROM page JOIN council_bankaccount b ON b.id = page.bank_account_id LEFT JOIN receipting_banklinetext t ON t.line_id = page.bank_line_id
LEFT JOIN receipting_takingtext w ON w.taking_id = page.id LEFT JOIN authority_user u ON u.id = page.user_id
LEFT JOIN LATERAL (
  SELECT s.name AS service, q.answer_by, a.answered_on FROM suspense_question q JOIN council_service s ON s.id = q.service_id
  LEFT JOIN suspense_answer a ON a.question_id = q.id WHERE q.receipt_id = page.id ORDER BY q.id DESC LIMIT 1
) asked ON true
ORDER BY page.received_on, page.id;

-- name: totals
-- All that is in suspense by state, money in and money out apart (the sum of these is the suspense control); and of each state how many
-- receipts somebody looks after, came before a day, or wait for a service's answer.
SELECT x.state, count(*)::int AS receipts, sum(x.open_pence)::bigint AS pence, (count(*) FILTER (WHERE x.open_pence < 0))::int AS paid_out,
       coalesce(sum(x.open_pence) FILTER (WHERE x.open_pence < 0), 0)::bigint AS paid_out_pence,
       (count(*) FILTER (WHERE o.user_id = %(owner)s))::int AS mine, (count(*) FILTER (WHERE r.received_on < %(before)s))::int AS late,
       (count(*) FILTER (WHERE EXISTS (SELECT FROM suspense_question q WHERE q.receipt_id = x.receipt_id
                           AND NOT EXISTS (SELECT FROM suspense_answer a WHERE a.question_id = q.id))))::int AS asked
FROM receipting_suspense x JOIN receipting_receipt r ON r.id = x.receipt_id
LEFT JOIN LATERAL (SELECT user_id FROM suspense_ownership w WHERE w.receipt_id = x.receipt_id ORDER BY w.id DESC LIMIT 1) o ON true
WHERE x.open_pence <> 0 GROUP BY x.state;

-- name: story
-- What happened around a receipt besides its money: who had it, what was noted, asked and answered; the newest first.
SELECT e.what, e.words, run.started_at, coalesce(u.name, run.by_username) AS by_name
FROM (
  SELECT 'owner' AS what, coalesce(w.name, '') AS words, o.run_id FROM suspense_ownership o LEFT JOIN authority_user w ON w.id = o.user_id
  WHERE o.receipt_id = %(receipt)s
  UNION ALL SELECT 'note', n.words, n.run_id FROM suspense_receiptnote n WHERE n.receipt_id = %(receipt)s
  UNION ALL SELECT 'question', s.name || ': ' || q.words, q.run_id FROM suspense_question q JOIN council_service s ON s.id = q.service_id
  WHERE q.receipt_id = %(receipt)s
  UNION ALL SELECT 'answer', s.name || ': ' || a.words, a.run_id FROM suspense_answer a JOIN suspense_question q ON q.id = a.question_id
  JOIN council_service s ON s.id = q.service_id WHERE q.receipt_id = %(receipt)s
) e JOIN runs_run run ON run.id = e.run_id LEFT JOIN authority_user u ON u.username = run.by_username
ORDER BY run.started_at DESC, run.id DESC;

-- name: questions
-- What services are asked and have not answered, the first due first, and whether anybody of theirs signs in here; of some services, of one
-- receipt or one question only, when told which.
SELECT q.id, q.words, q.asked_on, q.answer_by, s.name AS service, r.id AS receipt_id, r.received_on, r.amount_pence,
       coalesce(t.payer_name, w.payer_name, '') AS payer_name, coalesce(t.narrative, w.narrative, '') AS narrative,
       coalesce(u.name, run.by_username) AS by_name,
       EXISTS (SELECT FROM authority_userservice p JOIN authority_user x ON x.id = p.user_id AND x.is_active WHERE p.service_id = q.service_id) AS is_heard
FROM suspense_question q JOIN council_service s ON s.id = q.service_id JOIN receipting_receipt r ON r.id = q.receipt_id
JOIN runs_run run ON run.id = q.run_id LEFT JOIN authority_user u ON u.username = run.by_username
LEFT JOIN receipting_banklinetext t ON t.line_id = r.bank_line_id LEFT JOIN receipting_takingtext w ON w.taking_id = r.id
WHERE NOT EXISTS (SELECT FROM suspense_answer a WHERE a.question_id = q.id) AND (%(services)s::int[] IS NULL OR q.service_id = ANY(%(services)s))
  AND (%(receipt)s::bigint IS NULL OR q.receipt_id = %(receipt)s) AND (%(question)s::bigint IS NULL OR q.id = %(question)s)
ORDER BY q.answer_by, q.id LIMIT %(many)s;
