-- name: proposed
-- How many letters of each stage on each track, by each way, a run proposed.
SELECT track, stage, goes_by, count(*) AS letters FROM recovery_proposal WHERE reminder_run_id = %(reminder_run)s AND why = 'send'
GROUP BY track, stage, goes_by ORDER BY track, stage, goes_by;
