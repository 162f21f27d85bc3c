-- name: next_number
-- The number of the next mandate, which its reference is made of.
SELECT nextval(pg_get_serial_sequence('direct_debit_mandate', 'id')) AS number;
