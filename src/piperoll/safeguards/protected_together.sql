-- name: standing
-- What stood at any time between two days of a customer, of whatever is read with them and of whoever is liable together with them.
WITH same AS (
  SELECT unnest(safeguards_same(%(customer)s, %(until)s)) AS id
), person AS (
  SELECT id FROM same
  UNION
  SELECT unnest(safeguards_same(j.member_id, %(until)s)) FROM customers_jointmember j JOIN same ON same.id = j.account_id
  WHERE %(until)s >= j.valid_from AND %(since)s <= coalesce(j.valid_to, 'infinity')
)
SELECT DISTINCT s.state FROM person p JOIN safeguards_state s ON s.customer_id = p.id AND s.invoice_id IS NULL
  AND %(until)s >= s.valid_from AND %(since)s <= coalesce(s.valid_to, 'infinity');
