-- name: one_at_a_time
-- Two who propose or issue at once do so one after the other.
SELECT pg_advisory_xact_lock(20271, 1);

-- name: one_on_its_way
-- Who has a reminder on its way is not written to again before it went.
UPDATE ladder SET why = 'in_post', reason = 'A reminder waits to be dispatched. ' || reason WHERE is_in_post AND why = 'send';

-- name: counts
-- How many accounts were looked at, the letters that would go, and the steps for somebody to take.
SELECT count(*) AS accounts, count(*) FILTER (WHERE why = 'send') AS letters,
       coalesce(sum(chased_pence) FILTER (WHERE why = 'send'), 0)::bigint AS letters_pence, count(*) FILTER (WHERE why = 'person') AS work
FROM ladder;

-- name: keep
-- Every account with its step or the reason why none, and what each letter would ask for.
WITH kept AS (
  INSERT INTO recovery_proposal (reminder_run_id, customer_id, track, stage, goes_by, why, reason, overdue_pence, held_pence, arranged_pence, debit_pence, credit_pence,
                                 suspense_pence, chased_pence, since, run_id)
  SELECT %(reminder_run)s, account_id, track, stage, goes_by, why, reason, overdue_pence, held_pence, arranged_pence, debit_pence, credit_pence, suspense_pence,
         chased_pence, since, %(run)s
  FROM ladder ORDER BY account_id
  RETURNING id, customer_id, why
)
INSERT INTO recovery_proposalitem (proposal_id, item_id, amount_pence, run_id)
SELECT k.id, l.item_id, l.chased_pence, %(run)s FROM kept k JOIN ladder_item l ON l.account_id = k.customer_id
WHERE k.why = 'send' AND l.chased_pence > 0 ORDER BY k.id, l.item_id;
