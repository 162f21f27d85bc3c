-- name: hold
-- Customers locked in one order, so that two links of the same pair wait for each other.
SELECT id, reference FROM customers_customer WHERE id = ANY(%(customers)s) ORDER BY id FOR NO KEY UPDATE;

-- name: standing_link
-- The link of a kind that stands between two customers.
SELECT l.id FROM customers_link l WHERE l.first_id = %(first)s AND l.second_id = %(second)s AND l.kind = %(kind)s
  AND NOT EXISTS (SELECT FROM customers_linkend e WHERE e.link_id = l.id);

-- name: link
-- One link, locked on its first customer.
SELECT l.id, l.first_id, l.second_id, l.kind, l.effective_on, a.reference, b.reference AS other_reference
FROM customers_link l JOIN customers_customer a ON a.id = l.first_id JOIN customers_customer b ON b.id = l.second_id
WHERE l.id = %(link)s FOR NO KEY UPDATE OF a;

-- name: standing_account
-- A customer's account of that reference in another system, if it stands.
SELECT o.id FROM customers_otheraccount o
WHERE o.customer_id = %(customer)s AND o.system = %(system)s AND upper(o.reference) = upper(%(reference)s)
  AND NOT EXISTS (SELECT FROM customers_otheraccountend e WHERE e.account_id = o.id);

-- name: account
-- One account in another system, locked on its customer.
SELECT o.id, o.customer_id, o.system, o.reference, o.effective_on, c.reference AS customer_reference
FROM customers_otheraccount o JOIN customers_customer c ON c.id = o.customer_id
WHERE o.id = %(account)s FOR NO KEY UPDATE OF c;

-- name: links_of
-- Who belongs to a customer, or to an account merged into theirs, on a day: merged ones as those they are read as.
SELECT l.id, l.kind, l.reason, l.effective_on, o.id AS customer_id, o.reference, o.name, r.by_username
FROM customers_link l JOIN runs_run r ON r.id = l.run_id
CROSS JOIN LATERAL (SELECT CASE WHEN l.first_id = ANY(customers_accounts(%(customer)s, %(on)s, 'infinity')) THEN l.second_id
                                ELSE l.first_id END AS id) other
LEFT JOIN customers_merged(%(on)s, 'infinity') m ON m.customer_id = other.id
JOIN customers_customer o ON o.id = coalesce(m.kept_id, other.id)
WHERE (l.first_id = ANY(customers_accounts(%(customer)s, %(on)s, 'infinity'))
       OR l.second_id = ANY(customers_accounts(%(customer)s, %(on)s, 'infinity')))
  AND l.effective_on <= %(on)s AND o.id <> %(customer)s
  AND NOT EXISTS (SELECT FROM customers_linkend e WHERE e.link_id = l.id AND e.effective_on <= %(on)s)
ORDER BY l.kind, o.name, l.id;

-- name: others_of
-- A customer's accounts in other systems on a day, each with the last balance told by then.
SELECT a.id, a.system, a.reference, a.note, a.effective_on, t.owed_pence, t.told_on
FROM customers_otheraccount a
LEFT JOIN LATERAL (SELECT owed_pence, told_on FROM customers_toldbalance
                   WHERE account_id = a.id AND told_on <= %(on)s ORDER BY told_on DESC, id DESC LIMIT 1) t ON true
WHERE a.customer_id = ANY(customers_accounts(%(customer)s, %(on)s, 'infinity')) AND a.effective_on <= %(on)s
  AND NOT EXISTS (SELECT FROM customers_otheraccountend e WHERE e.account_id = a.id AND e.effective_on <= %(on)s)
ORDER BY a.system, a.reference, a.id;

-- name: joint_of
-- The joint accounts a customer is a member of on a day, each with its members.
SELECT j.id AS customer_id, j.reference, j.name
FROM customers_jointmember m JOIN customers_customer j ON j.id = m.account_id
WHERE m.member_id = ANY(customers_accounts(%(customer)s, %(on)s, 'infinity'))
  AND m.valid_from <= %(on)s AND (m.valid_to IS NULL OR m.valid_to >= %(on)s)
ORDER BY j.reference;
