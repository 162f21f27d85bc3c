-- name: one_at_a_time
-- Whoever asks for the same thing waits here until the transaction ends.
SELECT pg_advisory_xact_lock(hashtextextended(%(key)s, 20263));
