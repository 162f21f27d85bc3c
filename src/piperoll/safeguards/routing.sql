-- name: route
-- Who hears about each of these customers, in order.
SELECT customer_id, person_id, representative_id, name, why, lines, postcode, email, phone, channel, language, format
FROM safeguards_route(%(customers)s, %(act)s, %(on)s);
