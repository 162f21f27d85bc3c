-- name: recent
-- Runs, newest first: batches alone, or every single deed too.
SELECT r.id, r.verb, r.is_batch, r.state, r.content_name, r.effective_on, r.started_at, r.ended_at, r.by_username, r.totals, r.why_failed,
       s.id AS seal
FROM runs_run r LEFT JOIN runs_seal s ON s.run_id = r.id
WHERE (%(batches)s IS FALSE OR r.is_batch) AND (%(verb)s::text IS NULL OR r.verb = %(verb)s) AND NOT r.verb = ANY(%(hidden)s::text[])
ORDER BY r.id DESC LIMIT %(many)s OFFSET %(skip)s;

-- name: one
-- One run with its seal, its rejections counted and the numbers it took.
SELECT r.*, s.id AS seal, encode(s.chain, 'hex') AS chain, encode(s.root, 'hex') AS root, s.sealed_at, s.row_count,
       encode(r.content_digest, 'hex') AS content_hex,
       (SELECT count(*) FROM runs_runrejection j WHERE j.run_id = r.id) AS rejections
FROM runs_run r LEFT JOIN runs_seal s ON s.run_id = r.id WHERE r.id = %(run)s AND NOT r.verb = ANY(%(hidden)s::text[]);

-- name: numbers
-- The numbers set aside for a run.
SELECT series_id AS series, first, last, used_to FROM runs_numberblock WHERE run_id = %(run)s ORDER BY id;

-- name: rejections
-- Some of the lines a run could not take.
SELECT line, field, value, reason FROM runs_runrejection WHERE run_id = %(run)s ORDER BY line, id LIMIT %(many)s OFFSET %(skip)s;
