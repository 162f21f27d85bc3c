-- name: one_at_a_time
-- Whoever ends or changes an arrangement, or watches them all, does so one after the other.
SELECT pg_advisory_xact_lock(20300, 1);

-- name: end
-- Arrangements ended with what was paid and what is still open, their debts free, their standing orders expected no more; and their mandates, where those may be suspended.
WITH ended AS (
  INSERT INTO arrangements_end (arrangement_id, what, why, paid_pence, open_pence, ended_on, run_id)
  SELECT s.arrangement_id, %(what)s, %(why)s, s.paid_pence, s.open_pence, %(on)s, %(run)s
  FROM arrangements_standing_of(%(on)s, %(arrangements)s::bigint[]) s ORDER BY s.arrangement_id
  RETURNING arrangement_id
), freed AS (
  DELETE FROM arrangements_livedebt d USING ended e WHERE d.arrangement_id = e.arrangement_id
), orders AS (
  INSERT INTO receipting_standingorderend (order_id, ends_on, reason, run_id)
  SELECT o.id, greatest(%(on)s, o.first_on), 'Arrangement ARR-' || a.id || ' ended', %(run)s
  FROM ended e JOIN arrangements_arrangement a ON a.id = e.arrangement_id JOIN receipting_standingorder o ON o.id = a.standing_order_id
  WHERE NOT EXISTS (SELECT FROM receipting_standingorderend x WHERE x.order_id = o.id) ORDER BY o.id
)
SELECT e.arrangement_id, a.mandate_id, s.state AS mandate_state
FROM ended e JOIN arrangements_arrangement a ON a.id = e.arrangement_id LEFT JOIN direct_debit_standing s ON s.mandate_id = a.mandate_id ORDER BY 1;
