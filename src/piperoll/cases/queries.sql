-- name: covers
-- Covers that hold on some day between two, the newest first.
SELECT c.id, c.away_id, c.officer_id, c.team_id, c.valid_from, least(c.valid_to, e.valid_to) AS valid_to, c.reason, a.name AS away, coalesce(o.name, t.name) AS covered_by
FROM cases_caseloadcover c LEFT JOIN cases_caseloadcoverend e ON e.cover_id = c.id JOIN authority_user a ON a.id = c.away_id
LEFT JOIN authority_user o ON o.id = c.officer_id LEFT JOIN cases_team t ON t.id = c.team_id
WHERE c.valid_from <= %(until)s AND least(c.valid_to, e.valid_to) >= %(since)s AND least(c.valid_to, e.valid_to) >= c.valid_from
ORDER BY c.valid_from DESC, c.id DESC;

-- name: lists_of
-- Whose accounts stand on the list of an officer that day: their own, their teams', and those of whoever they cover for.
WITH team AS (
  SELECT team_id FROM cases_membership WHERE user_id = %(officer)s AND %(on)s >= valid_from AND %(on)s <= coalesce(valid_to, 'infinity')
)
SELECT ARRAY[%(officer)s::bigint] || ARRAY(
         SELECT c.away_id FROM cases_caseloadcover c LEFT JOIN cases_caseloadcoverend e ON e.cover_id = c.id
         WHERE (c.officer_id = %(officer)s OR c.team_id IN (SELECT team_id FROM team)) AND %(on)s >= c.valid_from AND %(on)s <= least(c.valid_to, e.valid_to)) AS officers,
       ARRAY(SELECT team_id FROM team) AS teams;

-- name: list_of_team
-- Whose accounts stand on a team's list that day: its queue, and those of whoever it covers for.
SELECT ARRAY(SELECT c.away_id FROM cases_caseloadcover c LEFT JOIN cases_caseloadcoverend e ON e.cover_id = c.id
             WHERE c.team_id = %(team)s AND %(on)s >= c.valid_from AND %(on)s <= least(c.valid_to, e.valid_to)) AS officers,
       ARRAY[%(team)s::bigint] AS teams;

-- name: nobody_there
-- Officers who work here no more, and teams with nobody in them: what is theirs is nobody's.
SELECT ARRAY(SELECT id FROM authority_user WHERE NOT is_active) AS officers,
       ARRAY(SELECT t.id FROM cases_team t WHERE NOT EXISTS (
         SELECT FROM cases_membership m JOIN authority_user u ON u.id = m.user_id AND u.is_active
         WHERE m.team_id = t.id AND %(on)s >= m.valid_from AND %(on)s <= coalesce(m.valid_to, 'infinity'))) AS teams;

-- name: worklist
-- Accounts by the day of what is next on them, those that owe most first: calls back of today and before by their hour, or all others. What
-- is overdue is read as it stands now, and so is whatever came since that stops chasing it: a moratorium, a hold, a dispute, an arrangement,
-- a promise, a payment.
WITH page AS MATERIALIZED (
  SELECT s.* FROM cases_standing s
  WHERE s.due_on >= %(since)s AND s.due_on <= %(until)s AND (s.due_time IS NOT NULL AND s.due_on <= %(on)s) = %(timed)s
    AND (%(officers)s::bigint[] IS NULL OR s.officer_id = ANY(%(officers)s::bigint[]) OR s.team_id = ANY(%(teams)s::bigint[])
         OR (%(unowned)s AND s.officer_id IS NULL AND s.team_id IS NULL))
    AND (%(service)s::bigint IS NULL OR %(service)s::bigint = ANY(s.services)) AND (%(action)s = '' OR s.action = %(action)s)
    AND (%(customer)s::bigint IS NULL OR s.customer_id = %(customer)s::bigint)
  ORDER BY s.due_on, CASE WHEN %(timed)s THEN s.due_time END, s.overdue_pence DESC, s.customer_id LIMIT %(most)s OFFSET %(after)s
), mine AS MATERIALIZED (
  SELECT p.customer_id AS account_id, unnest(customers_accounts(p.customer_id, 'infinity', 'infinity')) AS id FROM page p
), open AS MATERIALIZED (
  SELECT m.account_id, b.item_id, i.invoice_id, b.open_pence, b.open_pence > 0 AND coalesce(i.due_on, i.effective_on) < %(on)s AS is_overdue
  FROM mine m JOIN receivables_itembalance b ON b.customer_id = m.id AND b.open_pence <> 0 JOIN receivables_item i ON i.id = b.item_id
), barred AS MATERIALIZED (
  SELECT customer_id, string_agg(DISTINCT reason, ' ') AS reason
  FROM safeguards_bar_some('send_reminder', %(on)s, ARRAY(SELECT customer_id FROM page)) GROUP BY customer_id
), hold AS MATERIALIZED (
  SELECT s.invoice_id, s.item_id, s.amount_pence FROM safeguards_state s
  JOIN safeguards_rule r ON r.state = s.state AND r.act = 'send_reminder' AND r.answer = 'bar' AND %(on)s >= r.valid_from AND %(on)s <= coalesce(r.valid_to, 'infinity')
  WHERE s.customer_id IN (SELECT id FROM mine) AND s.invoice_id IS NOT NULL AND %(on)s >= s.valid_from AND %(on)s <= coalesce(s.valid_to, 'infinity')
), arranged AS MATERIALIZED (
  SELECT item_id FROM arrangements_paused_of(%(on)s, ARRAY(SELECT l.arrangement_id FROM open o JOIN arrangements_livedebt l ON l.item_id = o.item_id))
  UNION SELECT item_id FROM arrangements_asked(%(on)s)
), judged AS (
  SELECT o.account_id, o.invoice_id, o.item_id, o.open_pence,
         EXISTS (SELECT FROM arranged a WHERE a.item_id = o.item_id)
           OR EXISTS (SELECT FROM hold h WHERE h.invoice_id = o.invoice_id AND coalesce(h.item_id, o.item_id) = o.item_id AND h.amount_pence IS NULL) AS is_kept
  FROM open o WHERE o.is_overdue
), by_invoice AS (
  SELECT account_id, sum(open_pence) AS overdue, sum(open_pence) FILTER (WHERE is_kept) AS kept,
         least(sum(open_pence) FILTER (WHERE NOT is_kept), (SELECT coalesce(sum(h.amount_pence), 0) FROM hold h WHERE h.invoice_id = j.invoice_id)) AS in_part
  FROM judged j GROUP BY account_id, invoice_id
), now AS (
  SELECT account_id, sum(overdue)::bigint AS overdue, sum(overdue - coalesce(kept, 0) - coalesce(in_part, 0)) AS free FROM by_invoice GROUP BY account_id
), credit AS (
  SELECT account_id, -sum(open_pence) AS pence FROM open WHERE open_pence < 0 GROUP BY account_id
), promised AS (
  SELECT m.account_id, max(w.until) AS until FROM arrangements_promises_of(%(on)s, ARRAY(SELECT id FROM mine)) w JOIN mine m ON m.id = w.customer_id
  WHERE w.state = 'waiting' GROUP BY m.account_id
)
SELECT s.customer_id, k.reference, k.name, s.track, s.why, s.action, s.due_on, s.due_time, s.reason, coalesce(n.overdue, 0) AS overdue_pence, s.chased_pence,
       s.overdue_since, s.is_by_hand, o.name AS officer, t.name AS team, s.overdue_pence > 0 AND n.account_id IS NULL AS is_paid,
       EXISTS (SELECT FROM recovery_steptaken x WHERE x.customer_id = s.customer_id AND x.run_id > s.run_id) AS is_done,
       w.name AS with_name, w.handed_on AS with_since,
       CASE WHEN b.reason IS NOT NULL AND s.why <> 'barred' THEN b.reason
            WHEN n.free <= 0 AND s.why NOT IN ('barred', 'held', 'arranged') THEN 'All that is overdue is disputed, on hold or in an arrangement.'
            WHEN n.free <= c.pence AND s.why NOT IN ('barred', 'held', 'arranged', 'direct_debit', 'credit') THEN 'Credit on the account covers it: use the credit for what is owed.'
            WHEN p.until IS NOT NULL AND s.why NOT IN ('barred', 'held', 'arranged', 'direct_debit', 'credit', 'suspense', 'promised')
              THEN 'They promised to pay: the ladder waits until ' || to_char(p.until, 'FMDD FMMonth YYYY') || '.' END AS stopped
FROM page s JOIN customers_customer k ON k.id = s.customer_id LEFT JOIN authority_user o ON o.id = s.officer_id LEFT JOIN cases_team t ON t.id = s.team_id
LEFT JOIN now n ON n.account_id = s.customer_id LEFT JOIN credit c ON c.account_id = s.customer_id LEFT JOIN promised p ON p.account_id = s.customer_id
LEFT JOIN barred b ON b.customer_id = s.customer_id
LEFT JOIN LATERAL (SELECT name, handed_on FROM cases_handed_over h WHERE h.customer_id = s.customer_id ORDER BY h.handover_id DESC LIMIT 1) w ON true
ORDER BY s.due_on, CASE WHEN %(timed)s THEN s.due_time END, s.overdue_pence DESC, s.customer_id;

-- name: diary
-- What is due by day of somebody's list: how many calls (and how many promised for an hour), reminders, holds, and all else.
SELECT due_on, count(*) AS accounts, count(*) FILTER (WHERE action IN ('call', 'callback')) AS calls, count(due_time) AS promised,
       count(*) FILTER (WHERE action = 'remind') AS reminders, count(*) FILTER (WHERE action = 'hold') AS holds,
       count(*) FILTER (WHERE action = 'answer') AS answers,
       count(*) FILTER (WHERE action NOT IN ('call', 'callback', 'remind', 'hold', 'answer')) AS others, sum(overdue_pence)::bigint AS overdue_pence
FROM cases_standing
WHERE due_on BETWEEN %(since)s AND %(until)s AND (officer_id = ANY(%(officers)s::bigint[]) OR team_id = ANY(%(teams)s::bigint[]))
GROUP BY due_on ORDER BY due_on LIMIT %(most)s;

-- name: due
-- How much of an officer's list (as lists_of makes it up) is due that day: accounts, calls promised for an hour of it, and accounts that are late.
WITH team AS MATERIALIZED (
  SELECT team_id FROM cases_membership WHERE user_id = %(officer)s AND %(on)s >= valid_from AND %(on)s <= coalesce(valid_to, 'infinity')
), away AS MATERIALIZED (
  SELECT c.away_id FROM cases_caseloadcover c LEFT JOIN cases_caseloadcoverend e ON e.cover_id = c.id
  WHERE (c.officer_id = %(officer)s OR c.team_id IN (SELECT team_id FROM team)) AND %(on)s >= c.valid_from AND %(on)s <= least(c.valid_to, e.valid_to)
)
SELECT count(*)::int AS accounts, (count(*) FILTER (WHERE due_time IS NOT NULL))::int AS calls, (count(*) FILTER (WHERE due_on < %(on)s))::int AS late
FROM cases_standing WHERE due_on <= %(on)s
  AND (officer_id = %(officer)s OR team_id IN (SELECT team_id FROM team) OR officer_id IN (SELECT away_id FROM away));

-- name: load
-- What each owner has: accounts, what is overdue on them, what is due today and what is late, the longest late first named.
SELECT g.*, o.username, o.name AS officer, o.is_active, t.code, t.name AS team,
       (SELECT count(*) FROM cases_membership m JOIN authority_user u ON u.id = m.user_id AND u.is_active
        WHERE m.team_id = g.team_id AND %(on)s >= m.valid_from AND %(on)s <= coalesce(m.valid_to, 'infinity')) AS members
FROM (
  SELECT officer_id, team_id, count(*) AS accounts, sum(overdue_pence)::bigint AS overdue_pence, count(*) FILTER (WHERE due_on = %(on)s) AS due,
         count(*) FILTER (WHERE due_on < %(on)s) AS late, min(due_on) FILTER (WHERE due_on < %(on)s) AS oldest_on, min(overdue_since) AS overdue_since
  FROM cases_standing GROUP BY officer_id, team_id
) g LEFT JOIN authority_user o ON o.id = g.officer_id LEFT JOIN cases_team t ON t.id = g.team_id
ORDER BY (g.officer_id IS NULL AND g.team_id IS NULL) DESC, coalesce(t.name, o.name);

-- name: never_worked_out
-- Accounts with something overdue that are on no list, since it was not worked out after they fell due.
SELECT count(*) AS accounts, coalesce(sum(pence), 0)::bigint AS pence FROM (
  SELECT coalesce(m.kept_id, b.customer_id) AS account_id, sum(b.open_pence) AS pence
  FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id LEFT JOIN customers_merged('infinity', 'infinity') m ON m.customer_id = b.customer_id
  WHERE b.open_pence > 0 AND coalesce(i.due_on, i.effective_on) < %(on)s GROUP BY 1
) x WHERE NOT EXISTS (SELECT FROM cases_standing s WHERE s.customer_id = x.account_id);

-- name: worked_out
-- When the lists were last worked out for everybody.
SELECT effective_on, ended_at FROM runs_run WHERE verb = 'work_out_worklists' AND state = 'done' ORDER BY id DESC LIMIT 1;

-- name: stands
-- One account as it stands on the lists.
SELECT s.*, o.name AS officer, t.name AS team FROM cases_standing s LEFT JOIN authority_user o ON o.id = s.officer_id LEFT JOIN cases_team t ON t.id = s.team_id
WHERE s.customer_id IN (SELECT coalesce((SELECT m.kept_id FROM customers_merged('infinity', 'infinity') m WHERE m.customer_id = %(customer)s), %(customer)s));

-- name: with_agents
-- Cases that agents have, the one had longest first, and what of each is still open.
SELECT w.handover_id, w.customer_id, k.reference, k.name, w.name AS agent, w.taker, w.handed_on, w.until, w.pence, w.told_to_hold_on,
       (SELECT coalesce(sum(greatest(b.open_pence, 0)), 0)::bigint FROM cases_handoverdebt d JOIN receivables_itembalance b ON b.item_id = d.item_id
        WHERE d.handover_id = w.handover_id) AS open_pence
FROM (SELECT * FROM cases_handed_over WHERE is_agent ORDER BY handed_on, handover_id LIMIT %(most)s OFFSET %(after)s) w
JOIN customers_customer k ON k.id = w.customer_id ORDER BY w.handed_on, w.handover_id;

-- name: given
-- Who an account was given to by hand, newest first, and why.
SELECT a.id, coalesce(o.name, t.name, 'Whoever the rules say') AS owner, a.reason, u.started_at AS at, coalesce(w.name, u.by_username) AS by_name
FROM cases_assignment a JOIN runs_run u ON u.id = a.run_id LEFT JOIN authority_user w ON w.id = u.by_user_id
LEFT JOIN authority_user o ON o.id = a.officer_id LEFT JOIN cases_team t ON t.id = a.team_id
WHERE a.customer_id = ANY(customers_accounts(%(customer)s, 'infinity', 'infinity')) ORDER BY a.id DESC LIMIT %(most)s;

-- name: told
-- What was said, written and sent, newest first: entries of the log, callers who were checked, and letters that went.
SELECT x.* FROM (
  (SELECT 'exchange' AS source, e.id, e.kind::text AS kind, e.outcome::text AS outcome, e.words, e.happened_on, u.started_at AS at, coalesce(w.name, u.by_username) AS by_name,
          e.answer_by, e.corrects_id, e.against, a.exchange_id IS NOT NULL AS is_answered, r.happened_on AS answered_on
   FROM cases_exchange e JOIN runs_run u ON u.id = e.run_id LEFT JOIN authority_user w ON w.id = u.by_user_id
   LEFT JOIN cases_exchangeanswer a ON a.exchange_id = e.id LEFT JOIN cases_exchange r ON r.id = a.answered_by_id
   WHERE e.customer_id = ANY(customers_accounts(%(customer)s, 'infinity', 'infinity')) ORDER BY e.id DESC LIMIT %(most)s)
  UNION ALL
  (SELECT 'caller', c.id, CASE WHEN c.may_be_told THEN 'told' ELSE 'not_told' END, '', concat_ws('. ', c.name, nullif(c.about, '')), u.effective_on, u.started_at,
          coalesce(w.name, u.by_username), NULL, NULL, c.why, false, NULL
   FROM safeguards_call c JOIN runs_run u ON u.id = c.run_id LEFT JOIN authority_user w ON w.id = u.by_user_id
   WHERE c.customer_id = ANY(customers_accounts(%(customer)s, 'infinity', 'infinity')) ORDER BY c.id DESC LIMIT %(most)s)
  UNION ALL
  (SELECT 'letter', d.id, d.kind::text, o.state::text, d.recipient::text, d.dated, u.started_at, coalesce(w.name, u.by_username), NULL, NULL, '', false, NULL
   FROM dispatch_document d JOIN dispatch_outbox o ON o.document_id = d.id JOIN runs_run u ON u.id = d.run_id LEFT JOIN authority_user w ON w.id = u.by_user_id
   WHERE d.customer_id = ANY(customers_accounts(%(customer)s, 'infinity', 'infinity')) ORDER BY d.id DESC LIMIT %(most)s)
) x ORDER BY x.at DESC, x.source, x.id DESC LIMIT %(most)s;

-- name: called_today
-- Who of some accounts was called on a day.
SELECT DISTINCT customer_id FROM cases_exchange WHERE kind = 'call_out' AND happened_on = %(on)s AND customer_id = ANY(%(customers)s::bigint[]);
