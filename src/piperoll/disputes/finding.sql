-- name: one_at_a_time
-- Two who change one dispute do so one after the other.
SELECT pg_advisory_xact_lock(20274, %(dispute)s::int);

-- name: one_complaint_at_a_time
-- Two who change one complaint do so one after the other.
SELECT pg_advisory_xact_lock(20275, %(complaint)s::int);
