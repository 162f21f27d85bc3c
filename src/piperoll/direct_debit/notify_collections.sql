-- name: one_at_a_time
-- Two runs that notify at the same moment wait for each other here.
SELECT pg_advisory_xact_lock(hashtext('direct_debit.notify_collections'));

-- name: lay_out_noticed
-- What stands noticed and is still to come: its letter is not lost, and reaches the payer in time or waits for somebody to release it.
CREATE TEMP TABLE IF NOT EXISTS noticed (
  noticed_id bigint, notice_id bigint, mandate_id bigint, plan_id bigint, collect_on date, amount_pence bigint) ON COMMIT DROP;
TRUNCATE noticed;
WITH newest AS MATERIALIZED (
  SELECT n.*, o.notice_days FROM direct_debit_newest_noticed(%(on)s, %(on)s) n JOIN direct_debit_notice o ON o.id = n.notice_id
), letter AS MATERIALIZED (
  -- The letters that are not lost, and when each went or can go at the earliest.
  SELECT n.noticed_id, n.collect_on, n.notice_days, d.channel, o.state = 'pulled' AS is_pulled,
         coalesce((SELECT min(e.happened_at AT TIME ZONE 'Europe/London')::date FROM dispatch_event e
                   WHERE e.document_id = d.id AND e.event IN ('send', 'find_sent')), %(on)s) AS goes_on
  FROM newest n JOIN dispatch_document d ON d.kind = 'dd_notice' AND d.source_id = n.notice_id JOIN dispatch_outbox o ON o.document_id = d.id
  WHERE o.state NOT IN ('bounced', 'returned', 'void')
), arrives AS MATERIALIZED (
  SELECT x.*, council_working_days_between(
           CASE x.channel WHEN 'post' THEN council_working_days_after(x.goes_on, council_figure('notice_post_days', %(on)s)::int) ELSE x.goes_on END,
           x.collect_on) >= x.notice_days AS in_time
  FROM (SELECT DISTINCT l.channel, l.goes_on, l.collect_on, l.notice_days FROM letter l) x
)
INSERT INTO noticed
SELECT n.noticed_id, n.notice_id, n.mandate_id, n.plan_id, n.collect_on, n.amount_pence FROM newest n WHERE n.noticed_id IN (
  SELECT l.noticed_id FROM letter l JOIN arrives a USING (channel, goes_on, collect_on, notice_days) WHERE a.in_time OR l.is_pulled);
ANALYZE noticed;

-- name: move_days
-- Days of fixed plans that nobody was told of and that are too near to be: each moves to the first working day that can be told and is none of its plan's.
WITH figures AS MATERIALIZED (
  SELECT council_working_days_after(%(on)s, %(notice_days)s + council_figure('notice_post_days', %(on)s)::int) AS earliest,
         council_working_days_after(%(on)s, 1 + council_figure('first_collection_gap_days', %(on)s)::int) AS once_lodged
), day AS MATERIALIZED (
  SELECT d.*, greatest(f.earliest, coalesce(s.may_collect_from, CASE WHEN s.state <> 'active' THEN f.once_lodged END)) AS earliest
  FROM direct_debit_fixed_days(%(on)s, %(on)s + 370) d JOIN direct_debit_standing s ON s.mandate_id = d.mandate_id CROSS JOIN figures f
), near AS MATERIALIZED (
  SELECT d.*, row_number() OVER (PARTITION BY d.plan_id ORDER BY d.nominal_on) AS nth FROM day d
  WHERE d.collect_on >= %(on)s AND d.collect_on < d.earliest
    AND d.customer_id NOT IN (SELECT b.customer_id FROM safeguards_bar('collect', %(on)s) b)
    AND NOT EXISTS (SELECT FROM noticed n WHERE n.mandate_id = d.mandate_id AND n.collect_on = d.collect_on)
), free AS (
  SELECT p.plan_id, w.on_day, row_number() OVER (PARTITION BY p.plan_id ORDER BY w.on_day) AS nth
  FROM (SELECT DISTINCT plan_id, earliest FROM near) p
  CROSS JOIN LATERAL (SELECT DISTINCT council_working_day(p.earliest + n) AS on_day FROM generate_series(0, 60) n) w
  WHERE NOT EXISTS (SELECT FROM day d WHERE d.plan_id = p.plan_id AND d.collect_on = w.on_day)
), moved AS (
  INSERT INTO direct_debit_movedday (plan_id, nominal_on, collect_on, run_id)
  SELECT n.plan_id, n.nominal_on, f.on_day, %(run)s FROM near n JOIN free f ON f.plan_id = n.plan_id AND f.nth = n.nth
  ORDER BY n.plan_id, n.nominal_on
  RETURNING id
)
SELECT count(*) AS days FROM moved;

-- name: lay_out
-- What will be taken from whom and when, as far as payers must hear of it now, on this connection only.
CREATE TEMP TABLE IF NOT EXISTS to_notice (mandate_id bigint, plan_id bigint, collect_on date, item_id bigint, amount_pence bigint) ON COMMIT DROP;
TRUNCATE to_notice;
WITH figures AS MATERIALIZED (
  -- The first day a notice of today can reach, the last day to be noticed today, and the first a mandate lodged tomorrow can be collected on.
  SELECT council_working_days_after(%(on)s, %(notice_days)s + council_figure('notice_post_days', %(on)s)::int) AS earliest,
         council_working_days_after(%(on)s, %(notice_days)s + council_figure('notice_post_days', %(on)s)::int
                                            + council_figure('notice_early_days', %(on)s)::int) AS horizon,
         council_working_days_after(%(on)s, 1 + council_figure('first_collection_gap_days', %(on)s)::int) AS once_lodged
), mandate AS MATERIALIZED (
  SELECT s.mandate_id, s.customer_id, p.id AS plan_id, p.kind, p.every, p.days, p.first_on, p.times, p.until, p.amount_pence, f.horizon,
         greatest(f.earliest, coalesce(s.may_collect_from, CASE WHEN s.state <> 'active' THEN f.once_lodged END)) AS earliest
  FROM direct_debit_standing s JOIN direct_debit_plans(%(on)s) p ON p.mandate_id = s.mandate_id CROSS JOIN figures f
  WHERE s.state IN ('set_up', 'lodging', 'active')
), covered AS MATERIALIZED (
  SELECT c.mandate_id, c.item_id, coalesce(c.due_on, %(on)s) AS due_on, c.open_pence FROM direct_debit_covers(%(on)s) c
  WHERE NOT EXISTS (SELECT FROM direct_debit_askedagain a WHERE a.item_id = c.item_id AND a.until >= %(on)s)
), changed AS MATERIALIZED (
  -- Noticed of an instalment that is not owed so any more, or not by this mandate.
  SELECT DISTINCT n.noticed_id FROM noticed n JOIN direct_debit_noticeditem i ON i.noticed_id = n.noticed_id
  LEFT JOIN covered c ON c.item_id = i.item_id AND c.mandate_id = n.mandate_id
  WHERE c.open_pence IS DISTINCT FROM i.amount_pence
), stands AS MATERIALIZED (
  SELECT n.mandate_id, n.collect_on, i.item_id, i.amount_pence
  FROM noticed n JOIN direct_debit_noticeditem i ON i.noticed_id = n.noticed_id
  WHERE n.noticed_id NOT IN (SELECT c.noticed_id FROM changed c)
), owed AS MATERIALIZED (
  SELECT c.mandate_id, m.plan_id, m.kind, m.every, m.days, m.first_on, m.horizon, m.earliest, c.item_id, c.open_pence, c.due_on,
         greatest(c.due_on, m.earliest) AS not_before
  FROM covered c JOIN mandate m ON m.mandate_id = c.mandate_id
  WHERE m.kind <> 'fixed' AND NOT EXISTS (SELECT FROM stands s WHERE s.item_id = c.item_id)
), day AS MATERIALIZED (
  -- The day for each way of planning, worked out once however many instalments share it.
  SELECT w.kind, w.every, w.days, w.first_on, w.due_on, w.earliest,
         CASE w.kind WHEN 'as_due' THEN council_working_day(w.not_before) ELSE (
           SELECT min(d.collect_on) FROM direct_debit_plan_days(w.every, w.days, w.first_on, NULL, NULL, w.not_before + 400) d
           WHERE d.nominal_on >= w.due_on AND d.collect_on >= w.earliest) END AS collect_on
  FROM (SELECT DISTINCT o.kind, o.every, o.days, o.first_on, o.due_on, o.earliest, o.not_before FROM owed o WHERE o.not_before <= o.horizon) w
), planned AS MATERIALIZED (
  SELECT o.mandate_id, o.plan_id, d.collect_on, o.item_id, o.open_pence
  FROM owed o JOIN day d ON (d.kind, d.every, d.days, d.due_on, d.earliest) = (o.kind, o.every, o.days, o.due_on, o.earliest)
    AND d.first_on IS NOT DISTINCT FROM o.first_on
  WHERE d.collect_on <= o.horizon
), instalment AS MATERIALIZED (
  SELECT m.mandate_id, m.plan_id, d.collect_on, d.amount_pence, m.horizon
  FROM mandate m JOIN direct_debit_fixed_days(%(on)s, %(on)s + 370) d ON d.mandate_id = m.mandate_id AND d.plan_id = m.plan_id
  WHERE d.collect_on >= m.earliest
    AND m.customer_id NOT IN (SELECT b.customer_id FROM safeguards_bar('collect', %(on)s) b)
    AND NOT EXISTS (SELECT FROM noticed n WHERE n.mandate_id = m.mandate_id AND n.collect_on = d.collect_on AND n.amount_pence = d.amount_pence)
)
INSERT INTO to_notice (mandate_id, plan_id, collect_on, item_id, amount_pence)
SELECT mandate_id, plan_id, collect_on, item_id, open_pence FROM planned
UNION ALL
-- What stands noticed for the same day is told again with it, as one sum.
SELECT s.mandate_id, p.plan_id, s.collect_on, s.item_id, s.amount_pence
FROM stands s JOIN (SELECT DISTINCT mandate_id, plan_id, collect_on FROM planned) p ON p.mandate_id = s.mandate_id AND p.collect_on = s.collect_on
UNION ALL
-- Fixed instalments are told a year at a time, once the next of them is near.
SELECT f.mandate_id, f.plan_id, f.collect_on, NULL, sum(f.amount_pence)
FROM instalment f WHERE EXISTS (SELECT FROM instalment n WHERE n.mandate_id = f.mandate_id AND n.collect_on <= n.horizon)
GROUP BY f.mandate_id, f.plan_id, f.collect_on;
ANALYZE to_notice;

-- name: overtaken
-- Notices still on their way out of which a notice of this run leaves nothing: they need not go.
SELECT d.id AS document_id FROM dispatch_outbox o JOIN dispatch_document d ON d.id = o.document_id AND d.kind = 'dd_notice'
JOIN direct_debit_notice n ON n.id = d.source_id AND n.run_id <> %(run)s
WHERE o.state = 'prepared' AND n.mandate_id IN (SELECT x.mandate_id FROM direct_debit_notice x WHERE x.run_id = %(run)s)
  AND NOT EXISTS (
    SELECT FROM direct_debit_noticedcollection c WHERE c.notice_id = n.id
      AND NOT EXISTS (SELECT FROM direct_debit_noticedcollection x WHERE x.mandate_id = c.mandate_id AND x.collect_on = c.collect_on AND x.id > c.id)
      AND NOT EXISTS (SELECT FROM direct_debit_noticeditem mine JOIN direct_debit_noticeditem later
                      ON later.item_id = mine.item_id AND later.noticed_id > mine.noticed_id WHERE mine.noticed_id = c.id))
ORDER BY d.id;

-- name: write
-- A notice for each mandate, a line for each day, and the instalments it is for; and what they come to.
WITH told AS (
  SELECT mandate_id, plan_id, collect_on, sum(amount_pence)::bigint AS amount_pence FROM to_notice GROUP BY mandate_id, plan_id, collect_on
), notice AS (
  INSERT INTO direct_debit_notice (mandate_id, kind, number, notice_days, dated, why, run_id)
  SELECT m.id, 'advance', m.reference || '-' || coalesce(b.many, 0) + 1, %(notice_days)s, %(on)s, '', %(run)s
  FROM direct_debit_mandate m
  LEFT JOIN (SELECT x.mandate_id, count(*) AS many FROM direct_debit_notice x GROUP BY x.mandate_id) b ON b.mandate_id = m.id
  WHERE m.id IN (SELECT mandate_id FROM told) ORDER BY m.id
  RETURNING id, mandate_id
), noticed AS (
  INSERT INTO direct_debit_noticedcollection (notice_id, mandate_id, plan_id, collect_on, amount_pence, run_id)
  SELECT n.id, t.mandate_id, t.plan_id, t.collect_on, t.amount_pence, %(run)s FROM told t JOIN notice n ON n.mandate_id = t.mandate_id
  ORDER BY t.mandate_id, t.collect_on
  RETURNING id, mandate_id, collect_on, amount_pence
), items AS (
  INSERT INTO direct_debit_noticeditem (noticed_id, item_id, amount_pence, run_id)
  SELECT k.id, t.item_id, t.amount_pence, %(run)s
  FROM to_notice t JOIN noticed k ON k.mandate_id = t.mandate_id AND k.collect_on = t.collect_on WHERE t.item_id IS NOT NULL
  ORDER BY k.id, t.item_id
)
SELECT (SELECT count(*) FROM notice) AS notices, count(*) AS collections, coalesce(sum(amount_pence), 0)::bigint AS amount_pence FROM noticed;
