-- name: accounts
-- Every account read as one with a customer.
SELECT unnest(safeguards_same(%(customer)s, 'infinity')) AS id;
