-- name: lay_out
-- What is overdue and where each account stands, on this connection only; and whom to ask about when not everybody.
CREATE TEMP TABLE IF NOT EXISTS ladder_account (account_id bigint PRIMARY KEY) ON COMMIT DROP;
TRUNCATE ladder_account;
CREATE TEMP TABLE IF NOT EXISTS ladder_item (
  account_id bigint, item_id bigint, service_id bigint, counts_from date, open_pence bigint, held_pence bigint, arranged_pence bigint, debit_pence bigint,
  credit_pence bigint, suspense_pence bigint, receipt text, chased_pence bigint
) ON COMMIT DROP;
TRUNCATE ladder_item;
CREATE TEMP TABLE IF NOT EXISTS ladder (
  account_id bigint PRIMARY KEY, track text, stage text, channel text, why text, reason text, overdue_pence bigint, held_pence bigint,
  arranged_pence bigint, debit_pence bigint, credit_pence bigint, suspense_pence bigint, chased_pence bigint, since date, is_in_post boolean,
  follows_on date, latest_on date, overdue_since date, goes_by text DEFAULT 'letter'
) ON COMMIT DROP;
TRUNCATE ladder;

-- name: ask_about
-- Only these accounts.
INSERT INTO ladder_account SELECT DISTINCT unnest(%(accounts)s::bigint[]);
ANALYZE ladder_account;

-- name: items
-- Everything overdue, and what of it is chased: less what is disputed or held, what an arrangement that is kept or still to be decided pays, what a Direct
-- Debit pays, credit, and money in suspense that may be theirs, each taken off the oldest first.
WITH merged AS MATERIALIZED (
  SELECT customer_id, kept_id FROM customers_merged('infinity', 'infinity')
), asked AS MATERIALIZED (
  SELECT account_id AS id FROM ladder_account
  UNION SELECT m.customer_id FROM merged m JOIN ladder_account a ON a.account_id = m.kept_id
), open AS MATERIALIZED (
  SELECT coalesce(m.kept_id, b.customer_id) AS account_id, b.item_id, i.invoice_id, i.service_id,
         coalesce(i.due_on, i.effective_on) AS counts_from, b.open_pence
  FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id LEFT JOIN merged m ON m.customer_id = b.customer_id
  WHERE b.open_pence <> 0 AND (%(all)s OR b.customer_id IN (SELECT id FROM asked))
), overdue AS MATERIALIZED (
  SELECT * FROM open WHERE open_pence > 0 AND counts_from < %(on)s
), held AS MATERIALIZED (
  SELECT s.invoice_id, s.item_id, s.amount_pence FROM safeguards_state s
  JOIN safeguards_rule r ON r.state = s.state AND r.act = 'send_reminder' AND r.answer = 'bar'
    AND %(on)s >= r.valid_from AND %(on)s <= coalesce(r.valid_to, 'infinity')
  WHERE s.invoice_id IS NOT NULL AND %(on)s >= s.valid_from AND %(on)s <= coalesce(s.valid_to, 'infinity')
), held_invoice AS (
  SELECT invoice_id, bool_or(amount_pence IS NULL) AS is_whole, sum(amount_pence) AS pence FROM held WHERE item_id IS NULL GROUP BY invoice_id
), held_item AS (
  SELECT item_id, bool_or(amount_pence IS NULL) AS is_whole, sum(amount_pence) AS pence FROM held WHERE item_id IS NOT NULL GROUP BY item_id
), on_hold AS (
  SELECT o.item_id, o.invoice_id, o.counts_from, o.open_pence, v.pence AS part_pence,
         CASE WHEN v.is_whole OR t.is_whole THEN o.open_pence ELSE least(o.open_pence, coalesce(t.pence, 0)) END AS held_pence
  FROM overdue o LEFT JOIN held_invoice v ON v.invoice_id = o.invoice_id LEFT JOIN held_item t ON t.item_id = o.item_id
  WHERE v.invoice_id IS NOT NULL OR t.item_id IS NOT NULL
), disputed AS MATERIALIZED (
  -- A disputed sum of an invoice holds its oldest instalments first.
  SELECT item_id, held_pence + least(open_pence - held_pence, greatest(0, coalesce(part_pence, 0) + open_pence - held_pence
           - sum(open_pence - held_pence) OVER (PARTITION BY invoice_id ORDER BY counts_from, item_id))) AS pence
  FROM on_hold
), arranged AS MATERIALIZED (
  SELECT item_id FROM arrangements_paused_of(%(on)s,
    CASE WHEN NOT %(all)s THEN ARRAY(SELECT l.arrangement_id FROM overdue o JOIN arrangements_livedebt l ON l.item_id = o.item_id) END)
  UNION SELECT item_id FROM arrangements_asked(%(on)s)
), debited AS MATERIALIZED (
  SELECT c.item_id FROM direct_debit_covers(%(on)s) c
  WHERE (SELECT EXISTS (SELECT FROM direct_debit_standing s WHERE s.state IN ('set_up', 'lodging', 'active')
                        AND (%(all)s OR s.customer_id IN (SELECT id FROM asked))))
  UNION SELECT l.item_id FROM bacs_liveitem l
), credit AS (
  SELECT account_id, -sum(open_pence) AS pence FROM open WHERE open_pence < 0 GROUP BY account_id
), suspense AS (
  SELECT account_id, sum(pence) AS pence, min(reference) AS receipt FROM (
    SELECT DISTINCT coalesce(m.kept_id, w.customer_id) AS account_id, w.receipt_id, w.reference, s.open_pence AS pence
    FROM receipting_suggestedpayer w JOIN receipting_suspense s ON s.receipt_id = w.receipt_id
    LEFT JOIN merged m ON m.customer_id = w.customer_id) x
  GROUP BY account_id
), chaseable AS (
  SELECT o.account_id, o.item_id, o.service_id, o.counts_from, o.open_pence, coalesce(h.pence, 0) AS held_pence,
         CASE WHEN r.item_id IS NULL THEN 0 ELSE o.open_pence - coalesce(h.pence, 0) END AS arranged_pence,
         CASE WHEN d.item_id IS NULL OR r.item_id IS NOT NULL THEN 0 ELSE o.open_pence - coalesce(h.pence, 0) END AS debit_pence
  FROM overdue o LEFT JOIN disputed h ON h.item_id = o.item_id LEFT JOIN arranged r ON r.item_id = o.item_id
  LEFT JOIN debited d ON d.item_id = o.item_id
), netted AS (
  SELECT c.*, open_pence - held_pence - arranged_pence - debit_pence AS left_pence,
         sum(open_pence - held_pence - arranged_pence - debit_pence) OVER (PARTITION BY account_id ORDER BY counts_from, item_id) AS so_far_pence
  FROM chaseable c
)
INSERT INTO ladder_item
SELECT n.account_id, n.item_id, n.service_id, n.counts_from, n.open_pence, n.held_pence, n.arranged_pence, n.debit_pence, coalesce(c.pence, 0), coalesce(s.pence, 0),
       s.receipt, greatest(0, least(n.left_pence, n.so_far_pence - coalesce(c.pence, 0) - coalesce(s.pence, 0)))
FROM netted n LEFT JOIN credit c ON c.account_id = n.account_id LEFT JOIN suspense s ON s.account_id = n.account_id;
ANALYZE ladder_item;

-- name: judge
-- Where every account with something overdue stands that day, by its oldest instalment still chased and by what was sent of it.
WITH merged AS MATERIALIZED (
  SELECT customer_id, kept_id FROM customers_merged('infinity', 'infinity')
), account AS MATERIALIZED (
  SELECT account_id, sum(open_pence) AS overdue, sum(held_pence) AS held, sum(arranged_pence) AS arranged, sum(debit_pence) AS debit, min(credit_pence) AS credit,
         min(suspense_pence) AS suspense, min(receipt) AS receipt, sum(chased_pence) AS chased,
         min(counts_from) FILTER (WHERE chased_pence > 0) AS since, min(counts_from) AS overdue_since,
         (array_agg(item_id ORDER BY counts_from, item_id) FILTER (WHERE chased_pence > 0))[1] AS base_id
  FROM ladder_item GROUP BY account_id
), barred AS MATERIALIZED (
  SELECT b.customer_id, string_agg(DISTINCT b.reason, ' ') AS reason FROM (
    SELECT * FROM safeguards_bar('send_reminder', %(on)s) WHERE %(all)s
    UNION ALL
    SELECT * FROM safeguards_bar_some('send_reminder', %(on)s, (SELECT array_agg(account_id) FROM ladder_account)) WHERE NOT %(all)s) b
  GROUP BY b.customer_id
), no_calls AS MATERIALIZED (
  SELECT b.customer_id, string_agg(DISTINCT b.reason, ' ') AS reason FROM (
    SELECT * FROM safeguards_bar('telephone', %(on)s) WHERE %(all)s
    UNION ALL
    SELECT * FROM safeguards_bar_some('telephone', %(on)s, (SELECT array_agg(account_id) FROM ladder_account)) WHERE NOT %(all)s) b
  GROUP BY b.customer_id
), rule AS MATERIALIZED (
  SELECT * FROM recovery_trackrule WHERE %(on)s >= valid_from AND %(on)s <= coalesce(valid_to, 'infinity')
), owes AS MATERIALIZED (
  -- What is chased; where nothing is, whatever is overdue, so that a held account keeps its track.
  SELECT l.account_id, c.kind, l.service_id FROM ladder_item l JOIN customers_customer c ON c.id = l.account_id JOIN account a ON a.account_id = l.account_id
  WHERE l.chased_pence > 0 OR a.chased = 0 GROUP BY l.account_id, c.kind, l.service_id
), fits AS (
  SELECT DISTINCT ON (o.kind, o.service_id) o.kind, o.service_id, r.track
  FROM (SELECT DISTINCT kind, service_id FROM owes) o
  JOIN rule r ON r.customer_id IS NULL AND coalesce(r.service_id, o.service_id, 0) = coalesce(o.service_id, 0)
    AND r.customer_kind IN ('', o.kind)
  ORDER BY o.kind, o.service_id, (r.service_id IS NOT NULL) DESC, (r.customer_kind <> '') DESC
), own AS (
  SELECT coalesce(m.kept_id, r.customer_id) AS account_id, min(array_position(%(tracks)s::text[], r.track::text)) AS gentleness
  FROM rule r LEFT JOIN merged m ON m.customer_id = r.customer_id WHERE r.customer_id IS NOT NULL GROUP BY 1
), tracked AS MATERIALIZED (
  SELECT o.account_id, (%(tracks)s::text[])[coalesce(min(own.gentleness), min(array_position(%(tracks)s::text[], f.track::text)))] AS track
  FROM owes o LEFT JOIN fits f ON f.kind = o.kind AND f.service_id IS NOT DISTINCT FROM o.service_id
  LEFT JOIN own ON own.account_id = o.account_id GROUP BY o.account_id
), rung AS MATERIALIZED (
  -- The stages of each track in their order: by the days from which they follow.
  SELECT s.*, row_number() OVER (PARTITION BY s.track ORDER BY s.days, array_position(%(stages)s::text[], s.stage::text)) AS place
  FROM recovery_stage s
  WHERE s.is_used AND %(on)s >= s.valid_from AND %(on)s <= coalesce(s.valid_to, 'infinity')
), next AS MATERIALIZED (
  SELECT DISTINCT ON (r.track, reached) reached, r.* FROM generate_series(0, cardinality(%(stages)s::text[])) reached JOIN rung r ON r.place > reached
  ORDER BY r.track, reached, r.place
), done AS MATERIALIZED (
  SELECT coalesce(m.kept_id, d.customer_id) AS account_id, d.stage, d.done_on, d.item_id
  FROM recovery_done d LEFT JOIN merged m ON m.customer_id = d.customer_id
  WHERE %(all)s OR d.customer_id IN (SELECT account_id FROM ladder_account
    UNION SELECT x.customer_id FROM merged x JOIN ladder_account a ON a.account_id = x.kept_id)
), reached AS MATERIALIZED (
  SELECT a.account_id, max(r.place) AS place
  FROM account a JOIN done d ON d.item_id = a.base_id JOIN tracked t ON t.account_id = a.account_id
  JOIN rung r ON r.track = t.track AND r.stage = d.stage GROUP BY a.account_id
), before AS MATERIALIZED (
  SELECT DISTINCT ON (a.account_id) a.account_id, d.stage, d.done_on FROM account a JOIN done d ON d.item_id = a.base_id
  ORDER BY a.account_id, d.done_on DESC, array_position(%(stages)s::text[], d.stage) DESC
), latest AS MATERIALIZED (
  SELECT account_id, max(done_on) AS done_on FROM done GROUP BY account_id
), promised AS MATERIALIZED (
  SELECT DISTINCT ON (coalesce(m.kept_id, p.customer_id)) coalesce(m.kept_id, p.customer_id) AS account_id, p.pence, p.by_on, p.until
  FROM arrangements_promises_of(%(on)s, CASE WHEN NOT %(all)s THEN ARRAY(
    SELECT account_id FROM ladder_account UNION SELECT x.customer_id FROM merged x JOIN ladder_account a ON a.account_id = x.kept_id) END) p LEFT JOIN merged m ON m.customer_id = p.customer_id WHERE p.state = 'waiting'
  ORDER BY coalesce(m.kept_id, p.customer_id), p.until DESC
), in_post AS MATERIALIZED (
  SELECT DISTINCT coalesce(m.kept_id, d.customer_id) AS account_id
  FROM dispatch_outbox o JOIN dispatch_document d ON d.id = o.document_id AND d.kind IN ('reminder', 'rem_text') LEFT JOIN merged m ON m.customer_id = d.customer_id
  WHERE o.state IN ('prepared', 'claimed', 'in_doubt')
), judged AS (
  SELECT a.*, t.track, n.stage, n.channel, n.days, n.wait_days, n.minimum_pence, n.next_step, coalesce(b.reason, c.reason) AS bar, e.stage AS before, e.done_on AS before_on,
         l.done_on AS latest_on, p.account_id IS NOT NULL AS is_in_post, w.pence AS promised, w.by_on AS promised_by, w.until AS promised_until, %(on)s::date - a.since AS age,
         CASE WHEN b.reason IS NOT NULL THEN 'barred'
              WHEN a.overdue <= a.held THEN 'held'
              WHEN a.overdue <= a.held + a.arranged THEN 'arranged'
              WHEN a.overdue <= a.held + a.arranged + a.debit THEN 'direct_debit'
              WHEN a.overdue <= a.held + a.arranged + a.debit + a.credit THEN 'credit'
              WHEN a.chased = 0 THEN 'suspense'
              WHEN w.account_id IS NOT NULL THEN 'promised'
              WHEN t.track IS NULL THEN 'no_track'
              WHEN NOT EXISTS (SELECT FROM rung x WHERE x.track = t.track) THEN 'no_stages'
              WHEN n.stage IS NULL THEN 'end'
              WHEN %(on)s::date - a.since < n.days THEN 'not_yet'
              WHEN l.done_on + n.wait_days > %(on)s::date THEN 'waits'
              WHEN a.chased < n.minimum_pence THEN 'small'
              WHEN n.channel = 'call' AND c.reason IS NOT NULL THEN 'barred'
              WHEN n.channel IN ('call', 'person') THEN 'person'
              ELSE 'send' END AS why
  FROM account a
  LEFT JOIN barred b ON b.customer_id = a.account_id
  LEFT JOIN no_calls c ON c.customer_id = a.account_id
  LEFT JOIN tracked t ON t.account_id = a.account_id
  LEFT JOIN reached r ON r.account_id = a.account_id
  LEFT JOIN before e ON e.account_id = a.account_id
  LEFT JOIN latest l ON l.account_id = a.account_id
  LEFT JOIN next n ON n.track = t.track AND a.chased > 0 AND n.reached = coalesce(r.place, 0)
  LEFT JOIN in_post p ON p.account_id = a.account_id
  LEFT JOIN promised w ON w.account_id = a.account_id
), worded AS (
  SELECT j.*, upper(left(replace(stage, '_', ' '), 1)) || substr(replace(stage, '_', ' '), 2) AS step,
         '£' || to_char(chased / 100.0, 'FM999,999,990.00') AS asks,
         to_char(since, 'FMDD FMMonth YYYY') AS since_day,
         coalesce(upper(left(replace(before, '_', ' '), 1)) || substr(replace(before, '_', ' '), 2) || ' done on '
                  || to_char(before_on, 'FMDD FMMonth YYYY') || '.', 'Nothing was sent about it yet.') AS history
  FROM judged j
)
INSERT INTO ladder
SELECT account_id, coalesce(track, ''), coalesce(stage, ''), coalesce(channel, ''), why, CASE why
    WHEN 'barred' THEN bar
    WHEN 'held' THEN 'All that is overdue is disputed or on hold.'
    WHEN 'arranged' THEN 'An arrangement that is kept, or that somebody is to decide, pays all of it that is not disputed or on hold.'
    WHEN 'direct_debit' THEN 'A Direct Debit pays all of it that is not disputed or on hold.'
    WHEN 'credit' THEN 'Credit on the account covers it: use the credit for what is owed.'
    WHEN 'suspense' THEN 'Receipt ' || receipt || ' in suspense may be theirs and covers it: place it first.'
    WHEN 'promised' THEN '£' || to_char(promised / 100.0, 'FM999,999,990.00') || ' was promised by ' || to_char(promised_by, 'FMDD FMMonth YYYY')
      || ': the ladder waits until ' || to_char(promised_until, 'FMDD FMMonth YYYY') || '.'
    WHEN 'no_track' THEN 'No rule says which track this falls on: see Recovery, Tracks.'
    WHEN 'no_stages' THEN 'Its track has no stages on this day: see Recovery, Stages.'
    WHEN 'end' THEN history || ' No stage follows: somebody decides.'
    WHEN 'not_yet' THEN step || ' follows from ' || to_char(since + days, 'FMDD FMMonth YYYY') || ', ' || days || ' days after ' || since_day || '. ' || history
    WHEN 'waits' THEN step || ' follows from ' || to_char(latest_on + wait_days, 'FMDD FMMonth YYYY') || ', ' || wait_days || ' days after the last step. ' || history
    WHEN 'small' THEN step || ' begins at £' || to_char(minimum_pence / 100.0, 'FM999,999,990.00') || ', and ' || asks || ' is chased.'
    ELSE step || ': ' || asks || ' overdue since ' || since_day || ', ' || age || CASE age WHEN 1 THEN ' day. ' ELSE ' days. ' END || history
      || coalesce(' ' || nullif(next_step, ''), '') END,
  overdue, held, arranged, debit, credit, suspense, chased, since, is_in_post,
  CASE WHEN stage IS NOT NULL THEN greatest(since + days, latest_on + wait_days) END, latest_on, overdue_since
FROM worded;
ANALYZE ladder;

-- name: say_by_which_way
-- Whoever a text or an email is meant for, and can be reached so, has it; everybody else a letter, with why.
WITH wanted AS MATERIALIZED (
  SELECT account_id, channel FROM ladder WHERE why = 'send' AND channel IN ('text', 'email')
), heard AS MATERIALIZED (
  SELECT r.customer_id, r.person_id, r.representative_id, r.email, r.channel, r.format
  FROM safeguards_route((SELECT array_agg(account_id) FROM wanted), 'send_reminder', %(on)s) r
), texted AS MATERIALIZED (
  SELECT r.customer_id, r.phone FROM safeguards_route((SELECT array_agg(account_id) FROM wanted WHERE channel = 'text'), 'text', %(on)s) r
), no_text AS MATERIALIZED (
  SELECT customer_id, string_agg(DISTINCT reason, ' ') AS reason
  FROM safeguards_bar_some('text', %(on)s, (SELECT array_agg(account_id) FROM wanted WHERE channel = 'text')) GROUP BY customer_id
), text_failed AS (
  SELECT t.customer_id, max(d.dated) AS dated FROM texted t JOIN dispatch_document d ON d.customer_id = t.customer_id AND d.channel = 'text' AND d.phone = t.phone
  JOIN dispatch_outbox o ON o.document_id = d.id AND o.state = 'bounced' GROUP BY t.customer_id
), email_failed AS (
  SELECT h.customer_id, max(d.dated) AS dated FROM heard h JOIN dispatch_document d ON d.customer_id = h.customer_id AND d.channel = 'email' AND d.email = h.email
  JOIN dispatch_outbox o ON o.document_id = d.id AND o.state = 'bounced' GROUP BY h.customer_id
), hears AS (
  SELECT h.customer_id, count(*) AS many,
         min(safeguards_no_email(h.person_id, h.representative_id, h.email, h.format, %(on)s)) FILTER (WHERE h.channel <> 'email') AS no_email
  FROM heard h GROUP BY h.customer_id
), why_not AS (
  SELECT w.account_id, w.channel, CASE
      WHEN w.channel = 'text' AND NOT %(can_text)s THEN 'the council has no way to send texts yet.'
      WHEN w.channel = 'email' AND NOT %(can_email)s THEN 'the council has no way to send emails yet.'
      WHEN w.channel = 'text' THEN coalesce(n.reason, CASE WHEN t.many IS NULL THEN 'they did not ask for texts, or no mobile number of theirs is known.'
        WHEN t.many < h.many THEN 'not everybody who hears about it can be texted.' END,
        'the text of ' || to_char(f.dated, 'FMDD FMMonth YYYY') || ' could not be delivered to that number.')
      ELSE coalesce(h.no_email, 'the email of ' || to_char(g.dated, 'FMDD FMMonth YYYY') || ' came back.') END AS reason
  FROM wanted w LEFT JOIN hears h ON h.customer_id = w.account_id LEFT JOIN no_text n ON n.customer_id = w.account_id
  LEFT JOIN (SELECT customer_id, count(*) AS many FROM texted GROUP BY customer_id) t ON t.customer_id = w.account_id
  LEFT JOIN text_failed f ON f.customer_id = w.account_id LEFT JOIN email_failed g ON g.customer_id = w.account_id
)
UPDATE ladder l SET goes_by = CASE WHEN y.reason IS NULL THEN y.channel ELSE 'letter' END,
  reason = l.reason || CASE WHEN y.reason IS NULL THEN ' By ' || y.channel || '.' ELSE ' By letter, not by ' || y.channel || ': ' || y.reason END
FROM why_not y WHERE y.account_id = l.account_id;

-- name: rows
-- Where the accounts asked about stand.
SELECT * FROM ladder ORDER BY account_id;

-- name: chased
-- What of an account is chased, the oldest first, and what of each instalment is not.
SELECT l.item_id, i.reference, l.counts_from, l.open_pence, l.held_pence, l.arranged_pence, l.debit_pence, l.chased_pence, v.name AS service
FROM ladder_item l JOIN receivables_item i ON i.id = l.item_id LEFT JOIN council_service v ON v.id = l.service_id
WHERE l.account_id = %(account)s ORDER BY l.counts_from, l.item_id;
