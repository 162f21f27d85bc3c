-- name: one_at_a_time
-- Two who change one dispute do so one after the other.
SELECT pg_advisory_xact_lock(20274, %(dispute)s::int);
