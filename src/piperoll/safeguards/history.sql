-- name: changes
-- What was done to a customer, newest first: each act that names them, and each merge they stood in.
SELECT r.id, r.verb, r.totals->>'said' AS said, coalesce(nullif(r.totals->>'why', ''), r.inputs->>'reason') AS why,
       r.totals->>'changed' AS changed, r.started_at, r.effective_on, coalesce(w.name, r.by_username) AS by_name
FROM runs_run r LEFT JOIN authority_user w ON w.id = r.by_user_id
WHERE r.state = 'done' AND r.id IN (
  SELECT n.id FROM runs_run n
  WHERE n.inputs ? 'customer' AND n.inputs->>'customer' = ANY(safeguards_same(%(customer)s, 'infinity')::text[])
  UNION SELECT a.run_id FROM customers_alias a WHERE %(customer)s IN (a.customer_id, a.kept_id)
  UNION SELECT e.run_id FROM customers_aliasend e JOIN customers_alias a ON a.id = e.alias_id
        WHERE %(customer)s IN (a.customer_id, a.kept_id)
  UNION SELECT n.id FROM customers_customer c JOIN runs_run n ON n.started_at = c.created_at AND n.verb = 'add_customer'
        WHERE c.id = %(customer)s)
ORDER BY r.id DESC LIMIT %(most)s OFFSET %(after)s;
