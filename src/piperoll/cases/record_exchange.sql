-- name: answer
-- Everything of a customer that waits for an answer is answered by this.
INSERT INTO cases_exchangeanswer (exchange_id, answered_by_id, run_id)
SELECT x.id, %(exchange)s, %(run)s FROM cases_exchange x
WHERE x.customer_id = ANY(customers_accounts(%(customer)s, 'infinity', 'infinity')) AND x.answer_by IS NOT NULL AND x.id <> %(exchange)s
  AND NOT EXISTS (SELECT FROM cases_exchangeanswer a WHERE a.exchange_id = x.id)
ORDER BY x.id RETURNING exchange_id;

-- name: is_due
-- Whether something that somebody set as next on an account is due by a day.
SELECT coalesce((SELECT n.action <> '' AND n.due_on <= %(on)s FROM cases_nextaction n
                 WHERE n.customer_id = ANY(customers_accounts(%(customer)s, 'infinity', 'infinity')) ORDER BY n.id DESC LIMIT 1), false) AS is_due;
