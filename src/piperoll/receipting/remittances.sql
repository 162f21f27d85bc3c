-- name: fitting
-- The unused remittances that could be behind some receipts, each with its lines and the names beside them.
WITH asked AS MATERIALIZED (
  SELECT r.received_on, s.open_pence,
         regexp_replace(upper(concat_ws(' ', coalesce(t.payer_name, w.payer_name), coalesce(t.narrative, w.narrative),
                                        coalesce(t.payment_references, w.payment_references)::text)), '[^A-Z0-9]', '', 'g') AS words
  FROM receipting_suspense s JOIN receipting_receipt r ON r.id = s.receipt_id
  LEFT JOIN receipting_banklinetext t ON t.line_id = r.bank_line_id LEFT JOIN receipting_takingtext w ON w.taking_id = r.id
  WHERE s.receipt_id = ANY(%(receipts)s) AND s.open_pence > 0
    AND EXISTS (SELECT FROM receipting_remittance m WHERE m.paid_on BETWEEN r.received_on - %(days)s AND r.received_on + %(days)s)
)
SELECT m.id, m.reference, m.paid_on, m.total_pence, coalesce(t.payer_name, '') AS payer_name, (
  SELECT jsonb_agg(jsonb_build_array(l.reference, l.amount_pence, split_part(t.narrative, E'\n', l.line_number)) ORDER BY l.line_number)
  FROM receipting_remittanceline l WHERE l.remittance_id = m.id
) AS lines
FROM receipting_remittance m LEFT JOIN receipting_remittancetext t ON t.remittance_id = m.id
WHERE m.paid_on BETWEEN (SELECT min(received_on) - %(days)s FROM asked) AND (SELECT max(received_on) + %(days)s FROM asked)
  AND receipting_remittance_waits(m.id) AND EXISTS (
  SELECT FROM asked a WHERE m.paid_on BETWEEN a.received_on - %(days)s AND a.received_on + %(days)s
    AND (m.total_pence <= a.open_pence OR position(regexp_replace(upper(m.reference), '[^A-Z0-9]', '', 'g') IN a.words) > 0))
ORDER BY m.id;

-- name: note_used
-- What was placed by which remittance, with the match that says so.
INSERT INTO receipting_remittanceuse (remittance_id, receipt_id, match_id, run_id)
SELECT told.remittance, d.receipt_id, d.match_id, %(run)s
FROM unnest(%(receipts)s::bigint[], %(remittances)s::bigint[]) told(receipt, remittance) JOIN decided d ON d.receipt_id = told.receipt
WHERE d.outcome = 'allocated' ORDER BY told.remittance;

-- name: all_of_them
-- The newest remittances, those that wait for their money before the others.
WITH newest AS (
  SELECT m.*, receipting_remittance_waits(m.id) AS waits FROM receipting_remittance m ORDER BY m.id DESC LIMIT %(many)s
)
SELECT n.id, n.reference, n.paid_on, n.total_pence, n.line_count, t.payer_name, n.waits, u.receipt_id, r.reference AS receipt,
       later.id AS replaced_by
FROM newest n LEFT JOIN receipting_remittancetext t ON t.remittance_id = n.id
LEFT JOIN receipting_remittance later ON later.replaces_id = n.id
LEFT JOIN LATERAL (SELECT receipt_id FROM receipting_remittanceuse WHERE remittance_id = n.id ORDER BY id DESC LIMIT 1) u ON NOT n.waits
LEFT JOIN receipting_receipt r ON r.id = u.receipt_id
ORDER BY n.waits DESC, CASE WHEN n.waits THEN n.paid_on END, n.id DESC;

-- name: remittance
-- One remittance, the receipt it placed if that stands, and its file.
SELECT m.id, m.reference, m.paid_on, m.total_pence, m.line_count, t.payer_name, receipting_remittance_waits(m.id) AS waits, u.receipt_id,
       r.reference AS receipt, later.id AS replaced_by, m.replaces_id, run.id AS run_id, run.content_name, run.by_username, run.started_at
FROM receipting_remittance m JOIN runs_run run ON run.id = m.run_id
LEFT JOIN receipting_remittancetext t ON t.remittance_id = m.id LEFT JOIN receipting_remittance later ON later.replaces_id = m.id
LEFT JOIN LATERAL (SELECT receipt_id FROM receipting_remittanceuse
                   WHERE remittance_id = m.id AND receipting_match_stands(match_id) ORDER BY id DESC LIMIT 1) u ON true
LEFT JOIN receipting_receipt r ON r.id = u.receipt_id
WHERE m.id = %(remittance)s;

-- name: lines_of
-- A remittance's lines in the payer's order, each with whether its reference is one of some customers' or of their invoices.
WITH theirs AS MATERIALIZED (
  SELECT c.reference AS number FROM customers_customer c WHERE c.reference = ANY(%(customers)s)
  UNION SELECT i.number FROM billing_invoice i JOIN customers_customer c ON c.id = i.customer_id WHERE c.reference = ANY(%(customers)s)
)
SELECT l.reference, l.amount_pence, split_part(t.narrative, E'\n', l.line_number) AS name, EXISTS (
  SELECT FROM theirs WHERE position(number IN regexp_replace(upper(l.reference), '[^A-Z0-9]', '', 'g')) > 0
    OR ltrim(regexp_replace(number, '\D', '', 'g'), '0') = ltrim(regexp_replace(l.reference, '\D', '', 'g'), '0')) AS is_theirs
FROM receipting_remittanceline l LEFT JOIN receipting_remittancetext t ON t.remittance_id = l.remittance_id
WHERE l.remittance_id = %(remittance)s ORDER BY l.line_number;

-- name: names_of
-- The names of some customers.
SELECT name FROM customers_customer WHERE reference = ANY(%(customers)s);

-- name: behind
-- The remittances by which a receipt was placed.
SELECT m.id, m.reference, t.payer_name, receipting_match_stands(u.match_id) AS stands
FROM receipting_remittanceuse u JOIN receipting_remittance m ON m.id = u.remittance_id
LEFT JOIN receipting_remittancetext t ON t.remittance_id = m.id
WHERE u.receipt_id = %(receipt)s ORDER BY u.id DESC;
