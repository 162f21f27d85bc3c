-- name: begin
-- A run's own row, unless one for this very file stands already (then no row comes back).
INSERT INTO runs_run (verb, is_batch, state, content_digest, content_name, effective_on, started_at,
                      by_user_id, by_username, inputs, totals, why_failed)
VALUES (%(verb)s, true, 'working', %(digest)s, %(name)s, %(on)s, %(at)s, %(user)s, %(username)s, %(inputs)s, '{}', '')
ON CONFLICT DO NOTHING
RETURNING id, effective_on, false AS resumed;

-- name: find
-- The run that took in this file, whatever became of it.
SELECT id, state, effective_on, (started_at AT TIME ZONE 'Europe/London')::date AS started_on
FROM runs_run
WHERE verb = %(verb)s AND content_digest = %(digest)s AND state <> 'nothing';

-- name: unfinished
-- A batch run of this verb, without a file, that never ended; whether it asked for the same, and whether its process is dead (then it is ours now).
SELECT id, inputs = %(inputs)s AS is_the_same, pg_try_advisory_lock(20261, id::int) AS is_dead FROM runs_run
WHERE verb = %(verb)s AND is_batch AND content_digest IS NULL AND state IN ('working', 'failed')
ORDER BY id LIMIT 1;

-- name: resume
-- Take up a run whose process died, as it was: same day, same numbers. One that ended meanwhile is nobody's to take up.
UPDATE runs_run SET state = 'working', why_failed = '' WHERE id = %(run)s AND state IN ('working', 'failed')
RETURNING id, effective_on, true AS resumed;

-- name: begin_anew
-- A run that was refused before it wrote anything, or died before it did at something else, is whose asks now, for their day and in their words;
-- its numbers stay its own.
UPDATE runs_run SET state = 'working', why_failed = '', ended_at = NULL, effective_on = %(on)s, started_at = %(at)s,
                    by_user_id = %(user)s, by_username = %(username)s, content_name = %(name)s, inputs = %(inputs)s
WHERE id = %(run)s AND ((state = 'failed' AND ended_at IS NOT NULL) OR (state IN ('working', 'failed') AND %(is_another)s))
RETURNING id, effective_on, false AS resumed;

-- name: lock
-- Hold the run for as long as this connection lives.
SELECT pg_advisory_lock(20261, %(run)s::int);

-- name: lock_patiently
-- Hold the run if whoever holds it lets go within ten minutes.
SELECT piperoll_lock_within(20261, %(run)s::int, interval '10 minutes') AS locked;

-- name: unlock
-- Let the run go.
SELECT pg_advisory_unlock(20261, %(run)s::int);

-- name: finish
-- The run has done what it set out to do.
UPDATE runs_run SET state = %(state)s, ended_at = clock_timestamp(), totals = %(totals)s WHERE id = %(run)s;

-- name: mark_as_act
-- A single deed, not a batch.
UPDATE runs_run SET is_batch = false WHERE id = %(run)s;

-- name: keep_offer
-- A file was offered and refused in a way that somebody watches.
INSERT INTO runs_refusedoffer (verb, name, content_digest, kind, sentence, offered_at, by_user_id, by_username)
VALUES (%(verb)s, %(name)s, %(digest)s, %(kind)s, %(sentence)s, %(at)s, %(user)s, %(username)s);

-- name: fail
-- The run stopped with a fault and may be taken up again; or it was refused with nothing written, and has ended.
UPDATE runs_run SET state = 'failed', why_failed = %(why)s, ended_at = CASE WHEN %(is_over)s THEN clock_timestamp() END
WHERE id = %(run)s AND state = 'working';

-- name: reserve
-- The numbers set aside for this run in this series: those it has if they are enough, else a fresh block.
WITH held AS (
  SELECT first FROM runs_numberblock
  WHERE run_id = %(run)s AND series_id = %(series)s AND last - first + 1 >= %(count)s
  ORDER BY id DESC LIMIT 1
), moved AS (
  INSERT INTO runs_numberseries AS s (name, next_number)
  SELECT %(series)s, 1 + %(count)s::bigint WHERE NOT EXISTS (SELECT FROM held)
  ON CONFLICT (name) DO UPDATE SET next_number = s.next_number + %(count)s
  RETURNING next_number
), taken AS (
  INSERT INTO runs_numberblock (run_id, series_id, first, last)
  SELECT %(run)s, %(series)s, next_number - %(count)s, next_number - 1 FROM moved
  RETURNING first
)
SELECT first FROM held UNION ALL SELECT first FROM taken;

-- name: use_numbers
-- The first numbers of the run's newest block were used; everything else it held is void from now on.
WITH newest AS (
  SELECT max(id) AS id FROM runs_numberblock WHERE run_id = %(run)s AND series_id = %(series)s
), closed AS (
  UPDATE runs_numberblock b
  SET used_to = CASE WHEN b.id = newest.id THEN b.first + %(count)s - 1 ELSE b.first - 1 END
  FROM newest
  WHERE b.run_id = %(run)s AND b.series_id = %(series)s
  RETURNING b.series_id, b.used_to, b.last
)
INSERT INTO runs_voidnumber (series_id, number, run_id, reason)
SELECT series_id, number, %(run)s, 'set aside for run ' || %(run)s || ' and not needed'
FROM closed, generate_series(used_to + 1, last) AS number;

-- name: rejections
-- What a run could not take.
SELECT line, field, value, reason, row_json FROM runs_runrejection WHERE run_id = %(run)s ORDER BY line, id;
