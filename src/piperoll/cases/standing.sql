-- name: alone
-- The list is written by one at a time; whoever works all of it out holds this only while writing.
SELECT pg_advisory_xact_lock(20281, 1);

-- name: beside
-- Deeds on single accounts go on beside each other, and wait while the whole list is written.
SELECT pg_advisory_xact_lock_shared(20281, 1);

-- name: accounts_of
-- Which account each of some customers is read under.
SELECT DISTINCT coalesce(m.kept_id, c.id) AS account_id FROM unnest(%(customers)s::bigint[]) c (id)
LEFT JOIN customers_merged('infinity', 'infinity') m ON m.customer_id = c.id;

-- name: keep
-- What the ladder says, with the owner of each account and what is next on it, goes onto the list; what changed is counted.
WITH merged AS MATERIALIZED (
  SELECT customer_id, kept_id FROM customers_merged('infinity', 'infinity')
), asked AS MATERIALIZED (
  SELECT account_id AS id FROM ladder_account
  UNION SELECT m.customer_id FROM merged m JOIN ladder_account a ON a.account_id = m.kept_id
), newest AS (
  SELECT DISTINCT ON (1) coalesce(m.kept_id, n.customer_id) AS account_id, n.action, n.due_on, n.due_time, n.note, u.effective_on,
         coalesce(w.name, u.by_username) AS set_by
  FROM cases_nextaction n JOIN runs_run u ON u.id = n.run_id LEFT JOIN authority_user w ON w.id = u.by_user_id
  LEFT JOIN merged m ON m.customer_id = n.customer_id
  WHERE %(all)s OR n.customer_id IN (SELECT id FROM asked)
  ORDER BY 1, n.id DESC
), waiting AS MATERIALIZED (
  -- What came and waits for an answer, the first due of each account.
  SELECT DISTINCT ON (1) coalesce(m.kept_id, x.customer_id) AS account_id, x.kind, x.happened_on, x.answer_by, x.words
  FROM cases_exchange x LEFT JOIN merged m ON m.customer_id = x.customer_id
  WHERE x.answer_by IS NOT NULL AND NOT EXISTS (SELECT FROM cases_exchangeanswer a WHERE a.exchange_id = x.id)
    AND (%(all)s OR x.customer_id IN (SELECT id FROM asked))
  ORDER BY 1, x.answer_by, x.id
), spoken AS (
  SELECT coalesce(m.kept_id, x.customer_id) AS account_id, max(x.happened_on) AS spoken_on
  FROM cases_exchange x LEFT JOIN merged m ON m.customer_id = x.customer_id
  WHERE %(all)s OR x.customer_id IN (SELECT id FROM asked) GROUP BY 1
), on_list AS MATERIALIZED (
  SELECT l.account_id, l.track, l.stage, l.channel, l.why, l.reason, l.overdue_pence, l.chased_pence, l.since, l.overdue_since, l.follows_on, l.latest_on, l.is_in_post
  FROM ladder l
  UNION ALL
  SELECT n.account_id, '', '', '', '', '', 0, 0, NULL, NULL, NULL, NULL, false
  FROM (SELECT account_id FROM newest WHERE action <> '' UNION SELECT account_id FROM waiting) n
  WHERE NOT EXISTS (SELECT FROM ladder l WHERE l.account_id = n.account_id)
), owes AS MATERIALIZED (
  SELECT account_id, service_id, sum(open_pence) AS pence FROM ladder_item GROUP BY account_id, service_id
), services AS (
  SELECT account_id, array_agg(service_id ORDER BY service_id) FILTER (WHERE service_id IS NOT NULL) AS ids FROM owes GROUP BY account_id
), rule AS MATERIALIZED (
  SELECT * FROM cases_ownerrule WHERE %(on)s >= valid_from AND %(on)s <= coalesce(valid_to, 'infinity')
), by_rule AS (
  -- The narrowest rule that fits; of two services that differ, the one more is overdue from.
  SELECT DISTINCT ON (a.account_id) a.account_id, r.officer_id, r.team_id
  FROM on_list a JOIN customers_customer c ON c.id = a.account_id LEFT JOIN owes o ON o.account_id = a.account_id
  JOIN rule r ON coalesce(r.service_id, o.service_id, 0) = coalesce(o.service_id, 0) AND r.track IN ('', a.track)
    AND r.customer_kind IN ('', c.kind) AND r.from_pence <= a.overdue_pence
  ORDER BY a.account_id, (r.service_id IS NOT NULL) DESC, (r.track <> '') DESC, (r.customer_kind <> '') DESC, r.from_pence DESC,
           o.pence DESC NULLS LAST, r.id
), by_hand AS (
  SELECT DISTINCT ON (1) coalesce(m.kept_id, s.customer_id) AS account_id, s.officer_id, s.team_id
  FROM cases_assignment s LEFT JOIN merged m ON m.customer_id = s.customer_id
  WHERE %(all)s OR s.customer_id IN (SELECT id FROM asked)
  ORDER BY 1, s.id DESC
), lifted AS (
  -- When what keeps an account from being reminded of ends, the first of it.
  SELECT coalesce(m.kept_id, s.customer_id) AS account_id, min(s.valid_to) AS last_day FROM safeguards_state s
  JOIN safeguards_rule r ON r.state = s.state AND r.act = 'send_reminder' AND r.answer = 'bar'
    AND %(on)s >= r.valid_from AND %(on)s <= coalesce(r.valid_to, 'infinity')
  LEFT JOIN merged m ON m.customer_id = s.customer_id
  WHERE s.valid_to IS NOT NULL AND %(on)s >= s.valid_from AND %(on)s <= s.valid_to AND (%(all)s OR s.customer_id IN (SELECT id FROM asked))
  GROUP BY 1
), agreed AS (
  -- When somebody last took a promise, agreed an arrangement or looked at one: that is looking at the account too.
  SELECT coalesce(m.kept_id, x.customer_id) AS account_id, max(x.agreed_on) AS agreed_on
  FROM (SELECT customer_id, promised_on AS agreed_on FROM arrangements_promise
        UNION ALL SELECT customer_id, agreed_on FROM arrangements_arrangement
        UNION ALL SELECT a.customer_id, v.reviewed_on FROM arrangements_review v JOIN arrangements_arrangement a ON a.id = v.arrangement_id) x
  LEFT JOIN merged m ON m.customer_id = x.customer_id
  WHERE %(all)s OR x.customer_id IN (SELECT id FROM asked) GROUP BY 1
), touched AS (
  SELECT a.account_id, greatest(a.latest_on, n.effective_on, s.spoken_on, g.agreed_on, a.overdue_since) AS touched_on
  FROM on_list a LEFT JOIN newest n ON n.account_id = a.account_id LEFT JOIN spoken s ON s.account_id = a.account_id LEFT JOIN agreed g ON g.account_id = a.account_id
), came_about AS (
  -- Promises and arrangements that were broken, letters about arrangements that reached nobody, and disputes that wait for us.
  SELECT p.customer_id, 'promise' AS action, p.until + 1 AS due_on, '£' || to_char(p.pence / 100.0, 'FM999,999,990.00') || ' was promised by '
           || to_char(p.by_on, 'FMDD FMMonth YYYY') || ', and ' || CASE p.came_pence WHEN 0 THEN 'nothing' ELSE '£' || to_char(p.came_pence / 100.0, 'FM999,999,990.00') END || ' came.' AS reason
  FROM arrangements_promises_of(%(on)s, CASE WHEN NOT %(all)s THEN ARRAY(SELECT id FROM asked) END) p WHERE p.state IN ('part', 'broken')
  UNION ALL
  SELECT a.customer_id, 'arrangement', e.ended_on, 'Their arrangement was broken: ' || CASE e.paid_pence WHEN 0 THEN 'nothing' ELSE '£' || to_char(e.paid_pence / 100.0, 'FM999,999,990.00') END || ' of £'
           || to_char(a.total_pence / 100.0, 'FM999,999,990.00') || ' came.'
  FROM arrangements_end e JOIN arrangements_arrangement a ON a.id = e.arrangement_id WHERE e.what = 'broken' AND e.ended_on <= %(on)s
  UNION ALL
  SELECT u.customer_id, 'unheard', u.failed_on, 'Our letter that £' || to_char(u.late_pence / 100.0, 'FM999,999,990.00')
           || ' of their arrangement is late reached nobody: ' || u.why || ' Reach them another way, or end the arrangement.'
  FROM arrangements_unheard_of(%(on)s, CASE WHEN NOT %(all)s THEN ARRAY(
    SELECT id FROM arrangements_arrangement WHERE customer_id IN (SELECT id FROM asked)) END) u
  UNION ALL
  SELECT d.customer_id, 'dispute', CASE d.what WHEN 'asked' THEN d.due_on + 1 ELSE least(d.due_on, %(on)s::date) END,
         'Dispute ' || d.dispute_id || ' over £' || to_char(d.amount_pence / 100.0, 'FM999,999,990.00')
           || CASE d.what WHEN 'asked' THEN ': the service has not answered by ' || to_char(d.due_on, 'FMDD FMMonth YYYY') || '.'
                          WHEN 'answered' THEN ': the service answered, and it waits to be decided.' ELSE ': its credit note was refused.' END
  FROM disputes_waiting d WHERE d.what <> 'asked' OR d.due_on < %(on)s
  UNION ALL
  -- A case that came back is its owner's to decide; a notice that did not reach an agent is told another way.
  SELECT h.customer_id, 'decide', r.recalled_on, 'Back from ' || h.name || ' on ' || to_char(r.recalled_on, 'FMDD FMMonth YYYY') || ': ' || r.reason || '.'
  FROM cases_recall r JOIN cases_handover h ON h.id = r.handover_id WHERE %(all)s OR h.customer_id IN (SELECT id FROM asked)
  UNION ALL
  SELECT h.customer_id, 'untold', n.told_on, 'Our notice to ' || h.name || ' of ' || to_char(n.told_on, 'FMDD FMMonth YYYY') || ' (' || n.subject || ') has not reached them: '
           || 'tell them another way.'
  FROM cases_agentnotice n JOIN cases_handover h ON h.id = n.handover_id JOIN dispatch_document d ON d.kind = 'agent_notice' AND d.source_id = n.id
  JOIN dispatch_outbox o ON o.document_id = d.id WHERE o.state IN ('bounced', 'returned', 'pulled', 'in_doubt') AND (%(all)s OR h.customer_id IN (SELECT id FROM asked))
), away AS MATERIALIZED (
  SELECT DISTINCT ON (1) coalesce(m.kept_id, w.customer_id) AS account_id, w.name, w.handed_on, w.told_to_hold_on, w.until, w.is_agent
  FROM cases_handed_over w LEFT JOIN merged m ON m.customer_id = w.customer_id
  WHERE %(all)s OR w.customer_id IN (SELECT id FROM asked) ORDER BY 1, w.handover_id DESC
), noticed AS (
  -- A broken promise or arrangement stands on the list until somebody spoke with them since, or set what is next; a letter that reached
  -- nobody comes back until they were reached, unless they may not be reminded.
  SELECT a.account_id, c.action, CASE c.action WHEN 'unheard' THEN greatest(c.due_on, greatest(n.effective_on, s.spoken_on) + %(review_days)s::int) ELSE c.due_on END AS due_on,
         c.reason
  FROM came_about c LEFT JOIN merged m ON m.customer_id = c.customer_id JOIN on_list a ON a.account_id = coalesce(m.kept_id, c.customer_id)
  LEFT JOIN newest n ON n.account_id = a.account_id LEFT JOIN spoken s ON s.account_id = a.account_id
  WHERE (c.action <> 'unheard' OR a.why <> 'barred') AND (c.action IN ('dispute', 'unheard') OR coalesce(greatest(n.effective_on, s.spoken_on), '-infinity') < c.due_on)
), candidate AS (
  SELECT account_id, 1 AS place, action::text, due_on, due_time,
         concat_ws(' ', 'Set by ' || set_by || ' on ' || to_char(effective_on, 'FMDD FMMonth YYYY') || CASE note WHEN '' THEN '.' ELSE ':' END, nullif(note, '')) AS reason
  FROM newest WHERE action <> ''
  UNION ALL
  SELECT account_id, 0, 'answer', answer_by, NULL, %(kinds)s::jsonb ->> kind || ' of ' || to_char(happened_on, 'FMDD FMMonth YYYY')
           || ' waits for an answer by ' || to_char(answer_by, 'FMDD FMMonth YYYY') || ': ' || left(words, 120)
  FROM waiting
  UNION ALL
  SELECT account_id, 0, action, due_on, NULL, reason FROM noticed
  UNION ALL
  SELECT a.account_id, 2,
         CASE WHEN a.why IN ('send', 'not_yet', 'waits', 'small', 'person') THEN CASE WHEN a.channel IN ('letter', 'email', 'text') THEN 'remind' WHEN a.channel = 'call' THEN 'call' ELSE coalesce(%(of_stages)s::jsonb ->> a.stage, 'review') END
              WHEN a.why IN ('barred', 'held') THEN 'hold' WHEN a.why = 'credit' THEN 'credit' WHEN a.why = 'suspense' THEN 'place'
              WHEN a.why = 'end' THEN 'decide' WHEN a.why IN ('no_track', 'no_stages') THEN 'policy' ELSE 'review' END,
         CASE WHEN a.why = 'send' AND a.is_in_post THEN %(on)s::date
              WHEN a.why IN ('send', 'not_yet', 'waits', 'person') THEN a.follows_on
              WHEN a.why IN ('barred', 'held') THEN least(f.last_day, t.touched_on + %(review_days)s::int)
              WHEN a.why IN ('credit', 'suspense', 'no_track', 'no_stages') THEN a.overdue_since + 1
              ELSE t.touched_on + %(review_days)s::int END,
         NULL, CASE WHEN a.is_in_post AND a.why = 'send' THEN 'A reminder waits to be dispatched. ' ELSE '' END || a.reason
           || CASE WHEN a.why = 'held' AND f.last_day IS NOT NULL THEN ' Until ' || to_char(f.last_day, 'FMDD FMMonth YYYY') || '.' ELSE '' END
  FROM on_list a JOIN touched t ON t.account_id = a.account_id LEFT JOIN lifted f ON f.account_id = a.account_id
  WHERE a.why <> '' AND NOT EXISTS (SELECT FROM newest n WHERE n.account_id = a.account_id AND n.action <> '')
    AND (a.why <> 'held' OR NOT EXISTS (SELECT FROM away w WHERE w.account_id = a.account_id AND w.is_agent))
  UNION ALL
  SELECT a.account_id, 2, CASE WHEN w.is_agent THEN 'agent' ELSE 'review' END, least(w.until, greatest(t.touched_on, w.handed_on) + %(review_days)s::int), NULL,
         'With ' || w.name || ' since ' || to_char(w.handed_on, 'FMDD FMMonth YYYY')
           || coalesce(', told on ' || to_char(w.told_to_hold_on, 'FMDD FMMonth YYYY') || ' to hold it', '') || '.'
  FROM away w JOIN on_list a ON a.account_id = w.account_id JOIN touched t ON t.account_id = w.account_id
  WHERE NOT EXISTS (SELECT FROM newest n WHERE n.account_id = w.account_id AND n.action <> '')
  UNION ALL
  SELECT a.account_id, 3, 'review', t.touched_on + %(review_days)s::int, NULL,
         'Nobody has looked at it since ' || to_char(t.touched_on, 'FMDD FMMonth YYYY') || '. ' || a.reason
  FROM on_list a JOIN touched t ON t.account_id = a.account_id
  WHERE a.why IN ('not_yet', 'waits') AND NOT EXISTS (SELECT FROM newest n WHERE n.account_id = a.account_id AND n.action <> '')
), next AS (
  -- Of all that is due, a promised call first, then what came from them or went wrong, then what somebody set, then the ladder.
  SELECT DISTINCT ON (account_id) * FROM candidate ORDER BY account_id, greatest(due_on, %(on)s::date), due_time IS NULL, place, due_on
), written AS (
  INSERT INTO cases_standing AS s (customer_id, officer_id, team_id, is_by_hand, track, why, services, overdue_pence, chased_pence, overdue_since, action, due_on, due_time, reason, run_id)
  SELECT a.account_id, CASE WHEN h.is_so THEN h.officer_id ELSE r.officer_id END, CASE WHEN h.is_so THEN h.team_id ELSE r.team_id END, coalesce(h.is_so, false),
         a.track, a.why, coalesce(v.ids, '{}'), a.overdue_pence, a.chased_pence, a.overdue_since, n.action, n.due_on, n.due_time, n.reason, %(run)s
  FROM on_list a JOIN next n ON n.account_id = a.account_id LEFT JOIN services v ON v.account_id = a.account_id LEFT JOIN by_rule r ON r.account_id = a.account_id
  LEFT JOIN (SELECT *, true AS is_so FROM by_hand WHERE officer_id IS NOT NULL OR team_id IS NOT NULL) h ON h.account_id = a.account_id
  ORDER BY a.account_id
  ON CONFLICT (customer_id) DO UPDATE SET officer_id = excluded.officer_id, team_id = excluded.team_id, is_by_hand = excluded.is_by_hand, track = excluded.track,
    why = excluded.why, services = excluded.services, overdue_pence = excluded.overdue_pence, chased_pence = excluded.chased_pence,
    overdue_since = excluded.overdue_since, action = excluded.action, due_on = excluded.due_on, due_time = excluded.due_time, reason = excluded.reason, run_id = excluded.run_id
  WHERE (s.officer_id, s.team_id, s.is_by_hand, s.track, s.why, s.services, s.overdue_pence, s.chased_pence, s.overdue_since, s.action, s.due_on, s.due_time, s.reason)
    IS DISTINCT FROM (excluded.officer_id, excluded.team_id, excluded.is_by_hand, excluded.track, excluded.why, excluded.services, excluded.overdue_pence,
      excluded.chased_pence, excluded.overdue_since, excluded.action, excluded.due_on, excluded.due_time, excluded.reason)
  RETURNING 1
), gone AS (
  DELETE FROM cases_standing s WHERE (%(all)s OR s.customer_id IN (SELECT id FROM asked)) AND NOT EXISTS (SELECT FROM on_list a WHERE a.account_id = s.customer_id)
  RETURNING 1
)
SELECT (SELECT count(*) FROM on_list) AS accounts, (SELECT count(*) FROM written) AS changed, (SELECT count(*) FROM gone) AS gone;
