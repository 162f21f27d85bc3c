-- name: owed
-- What an account owes, the longest due first: what is open of each debt, and why it cannot go into an arrangement.
WITH mine AS MATERIALIZED (
  SELECT unnest(customers_accounts(%(account)s, %(on)s, 'infinity')) AS id
), covered AS MATERIALIZED (
  SELECT c.item_id, m.reference FROM direct_debit_covers(%(on)s) c JOIN direct_debit_mandate m ON m.id = c.mandate_id
  WHERE (SELECT EXISTS (SELECT FROM direct_debit_standing s WHERE s.state IN ('set_up', 'lodging', 'active') AND s.customer_id IN (SELECT id FROM mine)))
    AND c.mandate_id <> %(mandate)s
), live AS MATERIALIZED (
  SELECT l.item_id, c.collect_on FROM bacs_liveitem l JOIN bacs_collection c ON c.id = l.collection_id WHERE c.collect_on >= %(on)s
), held AS MATERIALIZED (SELECT invoice_id, reason FROM safeguards_invoice_bar('send_reminder', %(on)s))
SELECT i.id AS item_id, i.reference, i.invoice_id, i.service_id, v.name AS service, i.due_on, b.open_pence,
       CASE WHEN a.arrangement_id IS NOT NULL THEN 'It is in arrangement ARR-' || a.arrangement_id || '.'
            WHEN q.request_id IS NOT NULL THEN 'It is in the arrangement of request ' || q.request_id || ', which waits to be decided: withdraw that to ask anew.'
            WHEN l.item_id IS NOT NULL THEN 'Direct Debit asks for it on ' || to_char(l.collect_on, 'FMDD FMMonth YYYY') || '.'
            WHEN c.item_id IS NOT NULL THEN 'Direct Debit ' || c.reference || ' pays it.'
            ELSE coalesce(h.reason, '') END AS why_not
FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id LEFT JOIN council_service v ON v.id = i.service_id
LEFT JOIN arrangements_livedebt a ON a.item_id = i.id AND a.arrangement_id <> %(besides)s
LEFT JOIN (SELECT item_id, min(request_id) AS request_id FROM arrangements_asked(%(on)s) WHERE request_id <> %(request)s GROUP BY item_id) q ON q.item_id = i.id
LEFT JOIN live l ON l.item_id = i.id LEFT JOIN covered c ON c.item_id = i.id LEFT JOIN held h ON h.invoice_id = i.invoice_id
WHERE b.customer_id IN (SELECT id FROM mine) AND b.open_pence <> 0 AND b.open_pence > 0 AND i.service_id IS NOT NULL
ORDER BY coalesce(i.due_on, i.effective_on), i.id;

-- name: waiting
-- Arrangements of an account asked for that somebody else is to decide, the newest first.
SELECT q.id, q.amount_pence, q.reason, q.why, q.changes -> 0 ->> 2 AS words, q.asked_on, w.name AS asked_by, s.state
FROM authority_request q JOIN authority_requeststate s ON s.request_id = q.id AND s.state IN ('waiting', 'returned') JOIN authority_user w ON w.id = q.asked_by_id
WHERE q.act = 'arrangement' AND q.customer_id = ANY(customers_accounts(%(account)s, 'infinity', 'infinity')) ORDER BY q.id DESC;

-- name: hold
-- Some debts' balances, locked in order.
SELECT item_id FROM receivables_itembalance WHERE item_id = ANY(%(items)s::bigint[]) ORDER BY item_id FOR UPDATE;

-- name: earliest_debit
-- The first day a Direct Debit may take, when its notice is written on a day and goes by post.
SELECT council_working_days_after(%(on)s, (council_figure('advance_notice_days', %(on)s) + council_figure('notice_post_days', %(on)s))::int) AS day;

-- name: listed
-- Arrangements with where each stands, those that need somebody first; of everybody, of an account, or these; ended ones too when asked.
SELECT a.id, a.customer_id, c.reference, c.name, a.agreed_on, a.every, a.method, a.mandate_id, a.standing_order_id, a.total_pence, a.request_id, a.replaces_id,
       n.id AS replaced_by, q.why, q.reason, m.reference AS mandate, coalesce(w.name, u.by_username) AS agreed_by, made.started_at AS agreed_at,
       coalesce(s.open_pence, e.open_pence) AS open_pence, coalesce(s.paid_pence, e.paid_pence) AS paid_pence, coalesce(s.lessened_pence, 0) AS lessened_pence,
       coalesce(s.due_pence, 0) AS due_pence, coalesce(s.behind_pence, 0) AS behind_pence, coalesce(s.late_pence, 0) AS late_pence, s.late_since, s.next_on, s.next_pence,
       s.answer_by, coalesce(e.what, s.state) AS state, e.why AS ended_why, e.ended_on, r.review_on,
       EXISTS (SELECT FROM arrangements_interestruns x WHERE x.arrangement_id = a.id) AS interest_runs
FROM arrangements_arrangement a JOIN customers_customer c ON c.id = a.customer_id JOIN authority_request q ON q.id = a.request_id
LEFT JOIN arrangements_arrangement n ON n.replaces_id = a.id LEFT JOIN direct_debit_mandate m ON m.id = a.mandate_id
JOIN runs_run u ON u.id = q.run_id JOIN runs_run made ON made.id = a.run_id LEFT JOIN authority_user w ON w.id = q.asked_by_id
LEFT JOIN arrangements_standing_of(%(on)s,
  CASE WHEN %(these)s::bigint[] IS NOT NULL THEN %(these)s::bigint[]
       WHEN %(account)s::bigint IS NOT NULL THEN ARRAY(SELECT x.id FROM arrangements_arrangement x WHERE x.customer_id = ANY(customers_accounts(%(account)s, 'infinity', 'infinity')))
  END) s ON s.arrangement_id = a.id LEFT JOIN arrangements_end e ON e.arrangement_id = a.id
CROSS JOIN LATERAL (
  SELECT CASE WHEN e.arrangement_id IS NULL THEN coalesce((SELECT v.next_on FROM arrangements_review v WHERE v.arrangement_id = a.id ORDER BY v.id DESC LIMIT 1), a.review_on) END AS review_on) r
WHERE (%(these)s::bigint[] IS NULL OR a.id = ANY(%(these)s::bigint[]))
  AND (%(account)s::bigint IS NULL OR a.customer_id = ANY(customers_accounts(%(account)s, 'infinity', 'infinity')))
  AND (%(ended)s OR e.arrangement_id IS NULL)
  AND (%(state)s = '' OR coalesce(e.what, s.state) = %(state)s OR (%(state)s = 'review' AND r.review_on <= %(on)s))
ORDER BY e.arrangement_id IS NOT NULL, array_position(ARRAY['broken', 'unheard', 'late', 'courtesy', 'suspense', 'paid', 'kept'], s.state), a.id DESC
LIMIT %(most)s OFFSET %(after)s;

-- name: were_seen
-- Whether all were looked at on a day.
SELECT EXISTS (SELECT FROM arrangements_seen WHERE seen_on = %(on)s) AS were;

-- name: page
-- Which arrangements a page of the list shows, in its order, by where they stood as all were looked at that day; those made since are kept so far.
SELECT a.id FROM arrangements_arrangement a LEFT JOIN arrangements_end e ON e.arrangement_id = a.id LEFT JOIN arrangements_seen s ON s.arrangement_id = a.id
WHERE (%(ended)s OR e.arrangement_id IS NULL)
  AND (%(state)s = '' OR coalesce(e.what, s.state, 'kept') = %(state)s OR (%(state)s = 'review' AND e.arrangement_id IS NULL
       AND coalesce((SELECT v.next_on FROM arrangements_review v WHERE v.arrangement_id = a.id ORDER BY v.id DESC LIMIT 1), a.review_on) <= %(on)s))
ORDER BY e.arrangement_id IS NOT NULL,
         CASE WHEN e.arrangement_id IS NULL THEN array_position(ARRAY['broken', 'unheard', 'late', 'courtesy', 'suspense', 'paid', 'kept'], coalesce(s.state, 'kept')::text) END, a.id DESC
LIMIT %(most)s OFFSET %(after)s;

-- name: counts_seen
-- The same counts, by where each stood as all were looked at that day.
SELECT coalesce(s.state, 'kept') AS state, count(*)::int AS many, sum(coalesce(s.open_pence, a.total_pence))::bigint AS open_pence,
       coalesce(sum(s.behind_pence), 0)::bigint AS behind_pence
FROM arrangements_arrangement a LEFT JOIN arrangements_seen s ON s.arrangement_id = a.id
WHERE NOT EXISTS (SELECT FROM arrangements_end e WHERE e.arrangement_id = a.id) GROUP BY 1;

-- name: counts
-- How many arrangements stand in each state, and how much is open and how much behind in each.
SELECT s.state, count(*)::int AS many, sum(s.open_pence)::bigint AS open_pence, sum(s.behind_pence)::bigint AS behind_pence FROM arrangements_standing(%(on)s) s GROUP BY 1;

-- name: debts
-- The debts of an arrangement: what was open of each as it was agreed, and what is now.
SELECT d.item_id, i.reference, i.invoice_id, i.due_on, v.name AS service, d.pence, b.open_pence
FROM arrangements_debt d JOIN receivables_item i ON i.id = d.item_id JOIN receivables_itembalance b ON b.item_id = i.id LEFT JOIN council_service v ON v.id = i.service_id
WHERE d.arrangement_id = %(arrangement)s ORDER BY coalesce(i.due_on, i.effective_on), i.id;

-- name: story
-- What happened to an arrangement: letters that it is late, reviews, its end; the newest first.
SELECT x.what, x.happened_on, x.said, x.started_at, coalesce(w.name, x.by_username) AS by_name FROM (
  SELECT 'courtesy' AS what, c.written_on AS happened_on, '£' || to_char(c.late_pence / 100.0, 'FM999,999,990.00') || ' late; answer by ' || to_char(c.answer_by, 'FMDD FMMonth YYYY') AS said,
         u.started_at, u.by_user_id, u.by_username, u.id FROM arrangements_courtesy c JOIN runs_run u ON u.id = c.run_id WHERE c.arrangement_id = %(arrangement)s
  UNION ALL
  SELECT 'review', v.reviewed_on, v.found, u.started_at, u.by_user_id, u.by_username, u.id FROM arrangements_review v JOIN runs_run u ON u.id = v.run_id WHERE v.arrangement_id = %(arrangement)s
  UNION ALL
  SELECT e.what, e.ended_on, e.why, u.started_at, u.by_user_id, u.by_username, u.id FROM arrangements_end e JOIN runs_run u ON u.id = e.run_id WHERE e.arrangement_id = %(arrangement)s
) x LEFT JOIN authority_user w ON w.id = x.by_user_id ORDER BY x.id DESC, x.happened_on DESC;

-- name: unheard
-- Why the courtesy letter of an arrangement reached nobody.
SELECT document_id, failed_on, why FROM arrangements_unheard_of(%(on)s, ARRAY[%(arrangement)s]::bigint[]);
