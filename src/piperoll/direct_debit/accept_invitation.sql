-- name: one_at_a_time
-- Who presses twice waits here for themself.
SELECT pg_advisory_xact_lock(20267, hashtext(encode(%(key)s, 'hex')));
