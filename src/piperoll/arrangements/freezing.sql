-- name: frozen
-- The days for which some debts earn no interest: their arrangement stood, and nobody agreed that interest goes on.
SELECT d.item_id, a.id AS arrangement_id, a.agreed_on AS since, e.ended_on - 1 AS until
FROM arrangements_debt d JOIN arrangements_arrangement a ON a.id = d.arrangement_id LEFT JOIN arrangements_end e ON e.arrangement_id = a.id
WHERE d.item_id = ANY(%(items)s::bigint[]) AND NOT EXISTS (SELECT FROM arrangements_interestruns r WHERE r.arrangement_id = a.id)
  AND coalesce(e.ended_on > a.agreed_on, true)
ORDER BY d.item_id, a.id;
