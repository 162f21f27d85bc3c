-- name: one_at_a_time
-- Two deliveries of one message are taken in one after the other.
SELECT pg_advisory_xact_lock(20269, hashtext(%(message)s));
