-- name: caseload
-- Every account of an officer or a team.
SELECT customer_id FROM cases_standing WHERE officer_id = %(officer)s OR team_id = %(team)s ORDER BY customer_id;

-- name: assign
-- Some accounts go to an owner, or back to the rules.
INSERT INTO cases_assignment (customer_id, officer_id, team_id, reason, run_id)
SELECT DISTINCT id, %(officer)s::bigint, %(team)s::bigint, %(reason)s, %(run)s::bigint FROM unnest(%(customers)s::bigint[]) id ORDER BY id;
