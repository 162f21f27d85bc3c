-- name: changes
-- What was done to a customer, newest first: how they came on the books, each act that names them, each merge, link and answer they stood in.
SELECT r.id, r.verb, r.totals->>'said' AS said, coalesce(nullif(r.totals->>'why', ''), r.inputs->>'reason') AS why,
       r.totals->>'changed' AS changed, r.started_at, r.effective_on, coalesce(w.name, r.by_username) AS by_name
FROM runs_run r LEFT JOIN authority_user w ON w.id = r.by_user_id
WHERE r.state = 'done' AND r.id IN (
  SELECT n.id FROM runs_run n
  WHERE n.inputs ? 'customer' AND n.inputs->>'customer' = ANY(safeguards_same(%(customer)s, 'infinity')::text[])
  UNION SELECT a.run_id FROM customers_alias a WHERE %(customer)s IN (a.customer_id, a.kept_id)
  UNION SELECT e.run_id FROM customers_aliasend e JOIN customers_alias a ON a.id = e.alias_id
        WHERE %(customer)s IN (a.customer_id, a.kept_id)
  UNION SELECT c.run_id FROM customers_customer c WHERE c.id = ANY(safeguards_same(%(customer)s, 'infinity'))
  UNION SELECT n.id FROM customers_customer c JOIN runs_run n ON n.started_at = c.created_at AND n.verb = 'add_customer'
        WHERE c.id = %(customer)s AND c.run_id IS NULL
  UNION SELECT p.run_id FROM customers_pairanswer p WHERE %(customer)s IN (p.first_id, p.second_id)
  UNION SELECT l.run_id FROM customers_link l WHERE %(customer)s IN (l.first_id, l.second_id)
  UNION SELECT e.run_id FROM customers_linkend e JOIN customers_link l ON l.id = e.link_id WHERE %(customer)s IN (l.first_id, l.second_id)
  UNION SELECT e.run_id FROM customers_otheraccountend e JOIN customers_otheraccount o ON o.id = e.account_id WHERE o.customer_id = %(customer)s
  UNION SELECT t.run_id FROM customers_toldbalance t JOIN customers_otheraccount o ON o.id = t.account_id WHERE o.customer_id = %(customer)s
  UNION SELECT n.id FROM customers_jointmember j JOIN runs_run n
          ON n.inputs ? 'customer' AND n.inputs->>'customer' = j.account_id::text AND n.inputs->>'member' = j.member_id::text
        WHERE j.member_id = %(customer)s)
ORDER BY r.id DESC LIMIT %(most)s OFFSET %(after)s;
