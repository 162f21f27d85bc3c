-- name: decide
-- The one verdict on a reminder run; no row comes back when another stands already.
INSERT INTO recovery_reminderverdict (reminder_run_id, what, by_id, proposed_by_id, reason, at, run_id)
SELECT id, %(what)s, %(by)s, proposed_by_id, %(reason)s, %(at)s, %(run)s FROM recovery_reminderrun WHERE id = %(reminder_run)s
ON CONFLICT (reminder_run_id) DO NOTHING
RETURNING id;

-- name: accounts
-- Whose letters were proposed.
SELECT customer_id FROM recovery_proposal WHERE reminder_run_id = %(reminder_run)s AND why = 'send' ORDER BY customer_id;

-- name: drop_what_no_longer_holds
-- Letters the ladder does not ask for any more, at another stage, on another track, by another way, or for less than they would say; how many.
WITH dropped AS (
  INSERT INTO recovery_dropped (proposal_id, reason, run_id)
  SELECT p.id, CASE WHEN l.account_id IS NULL THEN 'Nothing is overdue any more.'
                    WHEN l.why <> 'send' OR l.stage <> p.stage THEN l.reason
                    WHEN l.track <> p.track THEN 'What they owe is on another track now.'
                    WHEN l.goes_by <> p.goes_by THEN 'It would go another way now. ' || l.reason
                    WHEN l.is_in_post THEN 'A reminder waits to be dispatched.'
                    ELSE 'Less is chased now than it would ask for.' END, %(run)s
  FROM recovery_proposal p LEFT JOIN ladder l ON l.account_id = p.customer_id
  WHERE p.reminder_run_id = %(reminder_run)s AND p.why = 'send'
    AND (l.account_id IS NULL OR l.why <> 'send' OR l.stage <> p.stage OR l.track <> p.track OR l.goes_by <> p.goes_by OR l.is_in_post OR l.chased_pence < p.chased_pence)
  ORDER BY p.id RETURNING 1
)
SELECT count(*) AS many FROM dropped;

-- name: rungs
-- What is left to go, by track, stage and way.
SELECT p.track, p.stage, p.goes_by, count(*) AS letters, sum(p.chased_pence)::bigint AS pence FROM recovery_proposal p
WHERE p.reminder_run_id = %(reminder_run)s AND p.why = 'send' AND NOT EXISTS (SELECT FROM recovery_dropped d WHERE d.proposal_id = p.id)
GROUP BY p.track, p.stage, p.goes_by;

-- name: superseded
-- Reminders to the same accounts that were pulled and never went.
SELECT o.document_id FROM dispatch_outbox o JOIN dispatch_document d ON d.id = o.document_id AND d.kind IN ('reminder', 'rem_text')
JOIN recovery_proposal p ON p.reminder_run_id = %(reminder_run)s AND p.why = 'send' AND p.customer_id = d.customer_id
WHERE o.state = 'pulled' AND NOT EXISTS (SELECT FROM recovery_dropped x WHERE x.proposal_id = p.id)
ORDER BY o.document_id;
