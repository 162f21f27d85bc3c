-- name: of_customer
-- The mandates of a customer, those of accounts read as one with theirs among them, those in use first.
SELECT m.id, m.reference, m.channel, m.agreed_on, m.payer_name, s.state, s.since, s.customer_id, a.last_four, a.verdict,
       (SELECT min(n.collect_on) FROM direct_debit_noticedcollection n WHERE n.mandate_id = m.id AND n.collect_on >= %(on)s) AS next_on
FROM direct_debit_standing s JOIN direct_debit_mandate m ON m.id = s.mandate_id
JOIN LATERAL (SELECT x.last_four, x.verdict FROM direct_debit_mandateaccount x WHERE x.mandate_id = m.id ORDER BY x.id DESC LIMIT 1) a ON true
WHERE s.customer_id = ANY(safeguards_same(%(customer)s, 'infinity'))
ORDER BY s.state IN ('cancelled', 'rejected', 'dormant'), m.id DESC;

-- name: listed
-- Mandates, of one state or of all, with whose debts they pay.
SELECT m.id, m.reference, m.channel, m.payer_name, s.state, s.since, c.name AS customer, c.reference AS customer_reference, a.last_four
FROM direct_debit_standing s JOIN direct_debit_mandate m ON m.id = s.mandate_id JOIN customers_customer c ON c.id = s.customer_id
JOIN LATERAL (SELECT x.last_four FROM direct_debit_mandateaccount x WHERE x.mandate_id = m.id ORDER BY x.id DESC LIMIT 1) a ON true
WHERE %(state)s::text IS NULL OR s.state = %(state)s
ORDER BY m.id DESC LIMIT %(most)s OFFSET %(after)s;

-- name: counted
-- How many mandates stand where.
SELECT state, count(*) AS mandates FROM direct_debit_standing GROUP BY state;

-- name: events_of
-- A mandate's life, the newest first.
SELECT e.id, e.event, e.state, e.reason, e.code, e.advice, e.effective_on, e.known_at, c.name AS customer, e.run_id,
       coalesce(w.name, r.by_username) AS by_name
FROM direct_debit_mandateevent e JOIN runs_run r ON r.id = e.run_id LEFT JOIN authority_user w ON w.id = r.by_user_id
JOIN customers_customer c ON c.id = e.customer_id
WHERE e.mandate_id = %(mandate)s ORDER BY e.id DESC;

-- name: accounts_of
-- A mandate's bank accounts, the newest first: sealed, with what the modulus check said.
SELECT a.id, a.valid_from, a.last_four, a.verdict, a.why, a.sealed_details, a.sealed_name, a.advice
FROM direct_debit_mandateaccount a WHERE a.mandate_id = %(mandate)s ORDER BY a.id DESC;

-- name: instructions_of
-- Instructions of a mandate, with what became of each.
SELECT l.id, l.code, l.asked_on, a.last_four, e.what, e.reference, e.effective_on
FROM direct_debit_lodgement l JOIN direct_debit_mandateaccount a ON a.id = l.account_id
LEFT JOIN direct_debit_lodgementend e ON e.lodgement_id = l.id
WHERE l.mandate_id = %(mandate)s ORDER BY l.id DESC;

-- name: notices_of
-- Letters to the payer of a mandate: the newest document of each, how it went and where it stands.
SELECT n.id, n.kind, n.number, n.dated, n.why, d.id AS document_id, d.recipient, d.channel, o.state, o.reason,
       (SELECT count(*) FROM direct_debit_noticedcollection c WHERE c.notice_id = n.id) AS collections,
       coalesce((SELECT sum(c.amount_pence) FROM direct_debit_noticedcollection c WHERE c.notice_id = n.id), 0)::bigint AS amount_pence
FROM direct_debit_notice n
LEFT JOIN LATERAL (
  SELECT x.* FROM dispatch_document x WHERE x.source_id = n.id
    AND x.kind = CASE n.kind WHEN 'confirmation' THEN 'dd_confirmed' WHEN 'advance' THEN 'dd_notice' WHEN 'changed' THEN 'dd_changed' WHEN 'unpaid' THEN 'dd_unpaid' ELSE 'dd_cancelled' END
  ORDER BY x.turn DESC, x.id DESC LIMIT 1) d ON true
LEFT JOIN dispatch_outbox o ON o.document_id = d.id
WHERE n.mandate_id = %(mandate)s ORDER BY n.id DESC;

-- name: coming
-- What a mandate's payer was told of and is still to come, and whether the letter has gone.
SELECT n.noticed_id, n.collect_on, n.amount_pence, o.number, o.id AS notice_id, d.state
FROM direct_debit_newest_noticed(%(on)s, %(on)s) n JOIN direct_debit_notice o ON o.id = n.notice_id
LEFT JOIN LATERAL (
  SELECT b.state FROM dispatch_document x JOIN dispatch_outbox b ON b.document_id = x.id
  WHERE x.kind = 'dd_notice' AND x.source_id = n.notice_id ORDER BY x.turn DESC, x.id DESC LIMIT 1) d ON true
WHERE n.mandate_id = %(mandate)s ORDER BY n.collect_on;

-- name: confirmations_due
-- Mandates in use whose confirmation has not gone, by the day it must.
SELECT m.id, m.reference, m.channel, m.agreed_on, m.confirm_by, c.name AS customer, c.reference AS customer_reference, o.state, o.reason,
       d.id AS document_id
FROM direct_debit_mandate m JOIN direct_debit_standing s ON s.mandate_id = m.id JOIN customers_customer c ON c.id = s.customer_id
JOIN direct_debit_notice n ON n.mandate_id = m.id AND n.kind = 'confirmation'
JOIN dispatch_document d ON d.kind = 'dd_confirmed' AND d.source_id = n.id JOIN dispatch_outbox o ON o.document_id = d.id
WHERE s.state NOT IN ('cancelled', 'rejected', 'dormant') AND o.state NOT IN ('sent', 'delivered', 'void')
  AND NOT EXISTS (SELECT FROM dispatch_document x JOIN dispatch_outbox y ON y.document_id = x.id
                  WHERE x.kind = 'dd_confirmed' AND x.source_id = n.id AND y.state IN ('sent', 'delivered'))
ORDER BY m.confirm_by, m.id LIMIT %(most)s OFFSET %(after)s;

-- name: notices_stuck
-- Noticed collections to come whose letter has not gone, by day.
SELECT m.id, m.reference, n.collect_on, n.amount_pence, c.name AS customer, c.reference AS customer_reference, o.state, o.reason,
       d.id AS document_id
FROM direct_debit_newest_noticed(%(on)s, %(on)s) n JOIN direct_debit_mandate m ON m.id = n.mandate_id
JOIN direct_debit_standing s ON s.mandate_id = m.id JOIN customers_customer c ON c.id = s.customer_id
JOIN LATERAL (
  SELECT x.id FROM dispatch_document x WHERE x.kind = 'dd_notice' AND x.source_id = n.notice_id ORDER BY x.turn DESC, x.id DESC LIMIT 1) d ON true
JOIN dispatch_outbox o ON o.document_id = d.id
WHERE o.state NOT IN ('sent', 'delivered')
ORDER BY n.collect_on, m.id LIMIT %(most)s OFFSET %(after)s;

-- name: dormant_soon
-- Mandates whose last lodging or collection was nearly, or more than, so many months ago.
SELECT m.id, m.reference, c.name AS customer, c.reference AS customer_reference, u.last_on,
       (u.last_on + make_interval(months => %(months)s))::date AS lapses_on, s.state
FROM direct_debit_standing s JOIN direct_debit_last_used() u ON u.mandate_id = s.mandate_id
JOIN direct_debit_mandate m ON m.id = s.mandate_id JOIN customers_customer c ON c.id = s.customer_id
WHERE s.state IN ('active', 'suspended') AND u.last_on + make_interval(months => %(months)s - %(ahead)s) <= %(on)s
ORDER BY u.last_on, m.id LIMIT %(most)s OFFSET %(after)s;

-- name: imports
-- The modulus tables taken in, the newest first.
SELECT i.id, i.valid_from, i.source, i.checks, i.substitutes IS NOT NULL AS has_substitutes, coalesce(w.name, r.by_username) AS by_name,
       r.started_at
FROM direct_debit_modulusimport i JOIN runs_run r ON r.id = i.run_id LEFT JOIN authority_user w ON w.id = r.by_user_id
ORDER BY i.valid_from DESC, i.id DESC;
