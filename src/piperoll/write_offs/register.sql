-- name: listed
-- Write-offs with whose debt, why, who asked and who approved, and what came back; the newest first.
SELECT w.id, w.amount_pence, w.reason, w.written_off_on, i.reference AS invoice, i.due_on, i.invoice_id, s.name AS service, c.id AS customer_id, c.reference, c.name,
       w.request_id, q.why, q.evidence, asker.name AS asked_by, who.name AS approved_by, u.started_at, coalesce(back.pence, 0)::bigint AS back_pence
FROM receivables_writeoff w JOIN receivables_item i ON i.id = w.item_id JOIN customers_customer c ON c.id = w.customer_id JOIN runs_run u ON u.id = w.run_id
JOIN authority_request q ON q.id = w.request_id JOIN authority_user asker ON asker.id = q.asked_by_id LEFT JOIN council_service s ON s.id = i.service_id
LEFT JOIN LATERAL (SELECT by_id FROM authority_requestevent v WHERE v.request_id = q.id AND v.state = 'approved' ORDER BY v.id DESC LIMIT 1) v ON true
LEFT JOIN authority_user who ON who.id = v.by_id
LEFT JOIN LATERAL (SELECT sum(amount_pence) AS pence FROM receivables_writeback k WHERE k.write_off_id = w.id) back ON true
WHERE (%(number)s::bigint IS NULL OR w.id = %(number)s) AND (%(reason)s = '' OR w.reason = %(reason)s)
  AND w.written_off_on >= coalesce(%(since)s::date, '-infinity') AND w.written_off_on <= coalesce(%(until)s::date, 'infinity')
  AND (%(approver)s = '' OR who.username = %(approver)s)
ORDER BY w.id DESC LIMIT %(most)s OFFSET %(after)s;

-- name: by_reason
-- What each reason comes to in some days: how many, how much, and how much of it came back.
SELECT w.reason, count(*)::int AS many, sum(w.amount_pence)::bigint AS pence, coalesce(sum(back.pence), 0)::bigint AS back_pence
FROM receivables_writeoff w
LEFT JOIN LATERAL (SELECT sum(amount_pence) AS pence FROM receivables_writeback k WHERE k.write_off_id = w.id) back ON true
LEFT JOIN LATERAL (SELECT by_id FROM authority_requestevent v WHERE v.request_id = w.request_id AND v.state = 'approved' ORDER BY v.id DESC LIMIT 1) v ON true
LEFT JOIN authority_user who ON who.id = v.by_id
WHERE (%(reason)s = '' OR w.reason = %(reason)s) AND w.written_off_on >= coalesce(%(since)s::date, '-infinity')
  AND w.written_off_on <= coalesce(%(until)s::date, 'infinity') AND (%(approver)s = '' OR who.username = %(approver)s)
GROUP BY 1 ORDER BY 3 DESC, 1;

-- name: backs
-- What came back of a write-off, the newest first.
SELECT k.id, k.amount_pence, k.because, k.why, k.written_back_on, u.started_at, coalesce(w.name, u.by_username) AS by_name
FROM receivables_writeback k JOIN runs_run u ON u.id = k.run_id LEFT JOIN authority_user w ON w.id = u.by_user_id
WHERE k.write_off_id = %(write_off)s ORDER BY k.id DESC;

-- name: approvers
-- Whoever approved a write-off, by name.
SELECT DISTINCT who.username, who.name FROM receivables_writeoff w
JOIN authority_requestevent v ON v.request_id = w.request_id AND v.state = 'approved' JOIN authority_user who ON who.id = v.by_id ORDER BY 2, 1;
