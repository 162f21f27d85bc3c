-- name: runs
-- Reminder runs, newest first, with what became of each.
SELECT r.id, r.proposed_on, r.proposed_at, r.proposed_by_id, r.accounts, r.letters, r.letters_pence, coalesce(w.name, u.by_username) AS proposed_by,
       v.what, v.reason, v.at AS decided_at, coalesce(d.name, x.by_username) AS decided_by, x.id AS verdict_run,
       (SELECT count(*) FROM recovery_dropped k JOIN recovery_proposal p ON p.id = k.proposal_id WHERE p.reminder_run_id = r.id) AS dropped
FROM recovery_reminderrun r JOIN runs_run u ON u.id = r.run_id LEFT JOIN authority_user w ON w.id = r.proposed_by_id
LEFT JOIN recovery_reminderverdict v ON v.reminder_run_id = r.id LEFT JOIN runs_run x ON x.id = v.run_id
LEFT JOIN authority_user d ON d.id = v.by_id
WHERE %(reminder_run)s::bigint IS NULL OR r.id = %(reminder_run)s
ORDER BY r.id DESC LIMIT %(most)s OFFSET %(after)s;

-- name: counts
-- A run's accounts by what becomes of them, by track and stage.
SELECT why, track, stage, count(*) AS accounts, sum(overdue_pence)::bigint AS overdue_pence, coalesce(sum(chased_pence) FILTER (WHERE why <> 'barred'), 0)::bigint AS chased_pence
FROM recovery_proposal WHERE reminder_run_id = %(reminder_run)s GROUP BY why, track, stage;

-- name: accounts
-- Accounts of a run, those that owe most first: all, or of one outcome, or of one stage.
SELECT p.id, k.reference AS customer, k.name, p.track, p.stage, p.goes_by, p.why, p.reason, p.overdue_pence, p.held_pence, p.arranged_pence, p.debit_pence, p.credit_pence,
       p.suspense_pence, p.chased_pence, p.since, d.reason AS dropped
FROM recovery_proposal p JOIN customers_customer k ON k.id = p.customer_id LEFT JOIN recovery_dropped d ON d.proposal_id = p.id
WHERE p.reminder_run_id = %(reminder_run)s AND (%(why)s = '' OR p.why = %(why)s) AND (%(stage)s = '' OR p.stage = %(stage)s)
ORDER BY p.chased_pence DESC, p.overdue_pence DESC, p.id LIMIT %(most)s OFFSET %(after)s;

-- name: done
-- What was done about a customer, newest first: letters with where each stands, and steps somebody took.
SELECT x.* FROM (
  SELECT p.stage::text AS stage, d.dated AS done_on, o.state::text AS state, d.id AS document_id, p.chased_pence, d.recipient::text AS said
  FROM recovery_proposal p JOIN dispatch_document d ON d.kind IN ('reminder', 'rem_text') AND d.source_id = p.id JOIN dispatch_outbox o ON o.document_id = d.id
  WHERE p.customer_id = ANY(customers_accounts(%(customer)s, 'infinity', 'infinity'))
  UNION ALL
  SELECT s.stage::text, s.taken_on, 'taken', NULL, NULL, s.note::text FROM recovery_steptaken s
  WHERE s.customer_id = ANY(customers_accounts(%(customer)s, 'infinity', 'infinity'))
) x ORDER BY x.done_on DESC, x.document_id DESC NULLS FIRST LIMIT %(most)s;
