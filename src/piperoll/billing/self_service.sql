-- name: known
-- Of some customers, who is open to these services by name: a body, or whoever one of them has billed.
SELECT c.id, c.kind IN ('company', 'public_body') OR EXISTS (
         SELECT FROM billing_invoice i WHERE i.customer_id = c.id AND i.service_id = ANY(%(services)s)) AS is_open
FROM customers_customer c WHERE c.id = ANY(%(customers)s);
