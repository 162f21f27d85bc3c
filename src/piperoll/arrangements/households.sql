-- name: accounts
-- Every account read as one with a customer.
SELECT unnest(customers_accounts(%(account)s, 'infinity', 'infinity')) AS id;
