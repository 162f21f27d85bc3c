-- name: held
-- What the run just held back as too late, schedule by schedule, the longest held first.
SELECT s.id AS schedule_id, s.service_id, s.customer_id, min(d.bill_on) AS oldest, max(d.bill_on) AS due_to, count(*) AS periods,
       coalesce(sum(round(d.quantity * d.unit_price * 100)), 0)::bigint AS net_pence
FROM due_line d JOIN billing_schedule s ON s.id = d.schedule_id WHERE d.is_late
GROUP BY s.id ORDER BY min(d.bill_on), s.id;
