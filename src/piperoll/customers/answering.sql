-- name: waiting
-- Some of the pairs that wait for a person, the likeliest first, with who they are and where they live.
SELECT w.first_id, w.second_id, w.score, w.evidence, a.reference AS first_reference, a.name AS first_name, x.place AS first_place,
       b.reference AS second_reference, b.name AS second_name, y.place AS second_place
FROM (SELECT * FROM customers_waiting_pairs(%(on)s) ORDER BY score DESC, first_id, second_id LIMIT %(most)s OFFSET %(after)s) w
JOIN customers_customer a ON a.id = w.first_id JOIN customers_customer b ON b.id = w.second_id
LEFT JOIN LATERAL (SELECT split_part(lines, E'\n', 1) || ', ' || postcode AS place FROM customers_address
                   WHERE customer_id = a.id AND valid_to IS NULL ORDER BY valid_from DESC, id DESC LIMIT 1) x ON true
LEFT JOIN LATERAL (SELECT split_part(lines, E'\n', 1) || ', ' || postcode AS place FROM customers_address
                   WHERE customer_id = b.id AND valid_to IS NULL ORDER BY valid_from DESC, id DESC LIMIT 1) y ON true
ORDER BY w.score DESC, w.first_id, w.second_id;

-- name: waiting_count
-- How many pairs wait for a person.
SELECT count(*) AS many FROM customers_waiting_pairs(%(on)s);

-- name: pair
-- What the last search made of two customers.
SELECT score, evidence, run_id FROM customers_likelypair WHERE first_id = %(first)s AND second_id = %(second)s;

-- name: answers
-- What was said of two customers, the last first.
SELECT a.answer, a.reason, a.ask_again_on, a.known_at, r.by_username
FROM customers_pairanswer a JOIN runs_run r ON r.id = a.run_id
WHERE a.first_id = %(first)s AND a.second_id = %(second)s ORDER BY a.id DESC;
