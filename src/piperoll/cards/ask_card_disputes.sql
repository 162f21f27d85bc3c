-- name: one_at_a_time
-- Two who ask about disputes at once take them in one after the other.
SELECT pg_advisory_xact_lock(20268, -1);
