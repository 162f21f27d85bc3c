-- name: bars
-- What bars an act for one customer, if anything does.
SELECT reason FROM safeguards_bar(%(act)s, %(on)s, %(customer)s);

-- name: woken
-- What to mind when the act is done, the gravest first.
SELECT reason FROM safeguards_woken(%(act)s, %(on)s, %(customer)s) ORDER BY answer DESC, reason;

-- name: everybody_barred
-- Every customer for whom an act is barred.
SELECT customer_id, reason FROM safeguards_bar(%(act)s, %(on)s);
