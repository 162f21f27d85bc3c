-- name: unused
-- Mandates in use on paper whose last lodging or collection is so many months ago.
SELECT s.mandate_id FROM direct_debit_standing s JOIN direct_debit_last_used() u ON u.mandate_id = s.mandate_id
WHERE s.state IN ('active', 'suspended') AND u.last_on + make_interval(months => %(months)s) <= %(on)s ORDER BY s.mandate_id;
