-- name: bars
-- What bars an act for one customer, if anything does.
SELECT reason FROM safeguards_bar(%(act)s, %(on)s, %(customer)s);

-- name: woken
-- What to mind when the act is done, the gravest first.
SELECT reason FROM safeguards_woken(%(act)s, %(on)s, %(customer)s) ORDER BY answer DESC, reason;

-- name: everybody_barred
-- Every customer for whom an act is barred.
SELECT customer_id, reason FROM safeguards_bar(%(act)s, %(on)s);

-- name: every_act
-- What bars each act for one customer, and what to mind when it is done, the gravest first.
SELECT a.act, true AS is_bar, b.reason, NULL AS answer
FROM unnest(%(acts)s::text[]) a (act) CROSS JOIN LATERAL safeguards_bar(a.act, %(on)s, %(customer)s) b
UNION ALL
SELECT a.act, false, w.reason, w.answer FROM unnest(%(acts)s::text[]) a (act) CROSS JOIN LATERAL safeguards_woken(a.act, %(on)s, %(customer)s) w
ORDER BY act, is_bar DESC, answer DESC, reason;
