-- name: proposed
-- How many letters of each stage on each track a run proposed.
SELECT track, stage, count(*) AS letters FROM recovery_proposal WHERE reminder_run_id = %(reminder_run)s AND why = 'send'
GROUP BY track, stage ORDER BY track, stage;
