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
SELECT n.noticed_id, n.collect_on, n.amount_pence, o.number, o.id AS notice_id, d.state,
       (SELECT string_agg(i.reference, ', ' ORDER BY i.due_on, i.id) FROM direct_debit_noticeditem t JOIN receivables_item i ON i.id = t.item_id
        WHERE t.noticed_id = n.noticed_id) AS pays,
       (SELECT max(v.nominal_on) FROM direct_debit_movedday v WHERE v.plan_id = n.plan_id AND v.collect_on = n.collect_on) AS instead_of
FROM direct_debit_newest_noticed(%(on)s, %(on)s) n JOIN direct_debit_notice o ON o.id = n.notice_id
LEFT JOIN LATERAL (
  SELECT b.state FROM dispatch_document x JOIN dispatch_outbox b ON b.document_id = x.id
  WHERE x.kind = 'dd_notice' AND x.source_id = n.notice_id ORDER BY x.turn DESC, x.id DESC LIMIT 1) d ON true
WHERE n.mandate_id = %(mandate)s ORDER BY n.collect_on;

-- name: forecast
-- What the plan will take that no notice tells of yet: what this mandate pays of what its customer owes, on the first day of the plan that can be told.
WITH mine AS (
  SELECT s.mandate_id, s.customer_id, p.id AS plan_id, p.kind, p.every, p.days, p.first_on,
         greatest(council_working_days_after(%(on)s, %(days)s), coalesce(s.may_collect_from,
           CASE WHEN s.state <> 'active' THEN council_working_days_after(%(on)s, 1 + council_figure('first_collection_gap_days', %(on)s)::int) END)) AS earliest
  FROM direct_debit_standing s
  JOIN LATERAL (SELECT * FROM direct_debit_collectionplan x WHERE x.mandate_id = s.mandate_id AND x.valid_from <= %(on)s ORDER BY x.id DESC LIMIT 1) p ON true
  WHERE s.mandate_id = %(mandate)s AND s.state IN ('set_up', 'lodging', 'active')
), account AS (
  SELECT unnest(safeguards_same(m.customer_id, 'infinity')) AS id FROM mine m
), pays AS (
  SELECT p.* FROM direct_debit_standing s
  JOIN LATERAL (SELECT x.run_id FROM direct_debit_mandatepays x WHERE x.mandate_id = s.mandate_id AND x.valid_from <= %(on)s
                ORDER BY x.run_id DESC LIMIT 1) newest ON true
  JOIN direct_debit_mandatepays p ON p.mandate_id = s.mandate_id AND p.run_id = newest.run_id
  WHERE s.customer_id IN (SELECT id FROM account) AND s.state IN ('set_up', 'lodging', 'active')
), covered AS (
  SELECT DISTINCT ON (i.id) p.mandate_id, i.id, i.reference, i.due_on, b.open_pence
  FROM receivables_item i JOIN receivables_itembalance b ON b.item_id = i.id AND b.open_pence > 0
  JOIN pays p ON p.what = 'everything' OR (p.what = 'service' AND p.service_id = i.service_id) OR (p.what = 'invoice' AND p.invoice_id = i.invoice_id)
  WHERE i.kind = 'instalment' AND i.customer_id IN (SELECT id FROM account)
  ORDER BY i.id, CASE p.what WHEN 'invoice' THEN 1 WHEN 'service' THEN 2 ELSE 3 END, p.mandate_id DESC
), told AS MATERIALIZED (
  SELECT n.noticed_id, n.collect_on FROM direct_debit_newest_noticed(%(on)s, %(on)s) n WHERE n.mandate_id = %(mandate)s
), due AS (
  SELECT c.reference, c.due_on, c.open_pence, CASE m.kind WHEN 'as_due' THEN council_working_day(greatest(c.due_on, m.earliest)) ELSE (
           SELECT min(d.collect_on) FROM direct_debit_plan_days(m.every, m.days, m.first_on, NULL, NULL, greatest(c.due_on, m.earliest) + 400) d
           WHERE d.nominal_on >= c.due_on AND d.collect_on >= m.earliest) END AS collect_on
  FROM covered c JOIN mine m ON m.mandate_id = c.mandate_id AND m.kind <> 'fixed'
  WHERE NOT EXISTS (SELECT FROM direct_debit_noticeditem t WHERE t.item_id = c.id AND t.noticed_id IN (SELECT noticed_id FROM told))
    AND NOT EXISTS (SELECT FROM direct_debit_askedagain a WHERE a.item_id = c.id AND a.until >= %(on)s)
)
SELECT collect_on, sum(open_pence)::bigint AS amount_pence, string_agg(reference, ', ' ORDER BY due_on, reference) AS pays, NULL::date AS instead_of
FROM due GROUP BY collect_on
UNION ALL
SELECT d.collect_on, d.amount_pence, 'A fixed sum, for the oldest first', NULLIF(d.was_on, d.collect_on)
FROM mine m JOIN direct_debit_fixed_days(%(on)s, %(on)s + 370) d ON d.mandate_id = m.mandate_id
WHERE m.kind = 'fixed' AND d.collect_on >= %(on)s AND d.collect_on NOT IN (SELECT t.collect_on FROM told t)
ORDER BY 1, 3 LIMIT 24;

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
