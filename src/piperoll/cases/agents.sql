-- name: with_agents
-- Cases that agents have of a customer, of whatever is read with them, and of accounts they are liable for together with others; of one
-- invoice, when it is named.
WITH person AS (
  SELECT coalesce((SELECT m.kept_id FROM customers_merged('infinity', 'infinity') m WHERE m.customer_id = %(customer)s), %(customer)s) AS id
), same AS (
  SELECT unnest(customers_accounts(p.id, 'infinity', 'infinity')) AS id FROM person p
), theirs AS (
  SELECT id FROM same UNION SELECT j.account_id FROM customers_jointmember j WHERE j.member_id IN (SELECT id FROM same) AND j.valid_to IS NULL
)
SELECT w.handover_id FROM cases_handed_over w
WHERE w.is_agent AND w.customer_id IN (SELECT id FROM theirs) AND (%(invoice)s::bigint IS NULL OR EXISTS (
  SELECT FROM cases_handoverdebt d JOIN receivables_item i ON i.id = d.item_id WHERE d.handover_id = w.handover_id AND i.invoice_id = %(invoice)s::bigint))
ORDER BY w.handover_id;

-- name: hold_people
-- A customer, whoever is read as one with them and whoever is liable with them, locked in one order.
SELECT id FROM customers_customer WHERE id = ANY(safeguards_near_some(ARRAY[%(customer)s::bigint], 'infinity')) ORDER BY id FOR UPDATE;

-- name: recall
-- Cases come back, each once whoever asks first; which did.
INSERT INTO cases_recall (handover_id, cause, reason, recalled_on, run_id)
SELECT DISTINCT h, %(cause)s, %(why)s, %(on)s::date, %(run)s::bigint FROM unnest(%(handovers)s::bigint[]) h ORDER BY h
ON CONFLICT (handover_id) DO NOTHING RETURNING handover_id;

-- name: holds
-- What holds the debts of some handovers.
SELECT d.hold_id, h.name FROM cases_handoverdebt d JOIN cases_handover h ON h.id = d.handover_id
WHERE d.handover_id = ANY(%(handovers)s::bigint[]) AND d.hold_id IS NOT NULL ORDER BY d.hold_id;

-- name: held_of
-- What stops an agent that day for invoices of a case, beside that they have it.
SELECT DISTINCT upper(left(s.said, 1)) || substr(s.said, 2) || ': ' || r.sentence || '.' AS reason
FROM cases_handoverdebt d JOIN receivables_item i ON i.id = d.item_id JOIN safeguards_state s ON s.invoice_id = i.invoice_id AND s.state <> 'with_agent'
JOIN safeguards_rule r ON r.state = s.state AND r.act = %(act)s AND r.answer = 'bar' AND %(on)s >= r.valid_from AND %(on)s <= coalesce(r.valid_to, 'infinity')
WHERE d.handover_id = %(handover)s AND coalesce(s.item_id, i.id) = i.id AND %(on)s >= s.valid_from AND %(on)s <= coalesce(s.valid_to, 'infinity') ORDER BY 1;

-- name: had
-- Who has or had a customer's case, newest first, and what brought it back.
SELECT h.id, h.taker, h.name, h.email, h.court_order, h.reason, h.pence, h.handed_on, h.until, r.recalled_on, r.cause, r.reason AS why_back,
       coalesce(w.name, u.by_username) AS by_name,
       cases_told_to_hold_on(h.id) AS told_to_hold_on,
       (SELECT coalesce(sum(greatest(b.open_pence, 0)), 0)::bigint FROM cases_handoverdebt d JOIN receivables_itembalance b ON b.item_id = d.item_id
        WHERE d.handover_id = h.id) AS open_pence
FROM cases_handover h JOIN runs_run u ON u.id = h.run_id LEFT JOIN authority_user w ON w.id = u.by_user_id LEFT JOIN cases_recall r ON r.handover_id = h.id
WHERE h.customer_id = ANY(customers_accounts(%(customer)s, 'infinity', 'infinity')) ORDER BY h.id DESC LIMIT 50;

-- name: told
-- What was written to agents about some handovers, newest first, and where each stands.
SELECT n.id, n.handover_id, n.what, n.subject, n.told_on, d.id AS document_id, d.recipient, d.channel, o.state FROM cases_agentnotice n
JOIN dispatch_document d ON d.kind = %(kind)s AND d.source_id = n.id JOIN dispatch_outbox o ON o.document_id = d.id
WHERE n.handover_id = ANY(%(handovers)s::bigint[]) ORDER BY n.id DESC LIMIT 50;
