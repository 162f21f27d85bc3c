-- name: look
-- Every arrangement that has not ended, where it stands that day, and why its customer may not be reminded, if so; on this connection only.
CREATE TEMP TABLE IF NOT EXISTS watched (
  arrangement_id bigint PRIMARY KEY, state text, open_pence bigint, late_pence bigint, late_since date, bar text) ON COMMIT DROP;
TRUNCATE watched;
INSERT INTO watched
SELECT s.arrangement_id, s.state, s.open_pence, s.late_pence, s.late_since, b.reason FROM arrangements_standing(%(on)s) s
LEFT JOIN customers_merged('infinity', 'infinity') m ON m.customer_id = s.customer_id
LEFT JOIN (SELECT customer_id, string_agg(DISTINCT reason, ' ') AS reason FROM safeguards_bar('send_reminder', %(on)s)
           WHERE EXISTS (SELECT FROM arrangements_livedebt) GROUP BY 1) b ON b.customer_id = coalesce(m.kept_id, s.customer_id);
ANALYZE watched;

-- name: keep_seen
-- Where every arrangement stands now, for the list to be sorted and counted by.
WITH kept AS (
  INSERT INTO arrangements_seen AS k (arrangement_id, state, open_pence, behind_pence, seen_on)
  SELECT arrangement_id, state, open_pence, behind_pence, %(on)s::date FROM arrangements_standing(%(on)s) ORDER BY arrangement_id
  ON CONFLICT (arrangement_id) DO UPDATE SET state = excluded.state, open_pence = excluded.open_pence, behind_pence = excluded.behind_pence, seen_on = excluded.seen_on
)
DELETE FROM arrangements_seen WHERE arrangement_id IN (SELECT arrangement_id FROM arrangements_end);

-- name: keep_seen_promises
-- Where every promise stands now.
INSERT INTO arrangements_promiseseen AS k (promise_id, state, seen_on)
SELECT promise_id, state, %(on)s::date FROM arrangements_promises(%(on)s) ORDER BY promise_id
ON CONFLICT (promise_id) DO UPDATE SET state = excluded.state, seen_on = excluded.seen_on;

-- name: write_down
-- A courtesy for everybody whose payment is late and who may be written to; how many.
WITH written AS (
  INSERT INTO arrangements_courtesy (arrangement_id, since, late_pence, answer_by, written_on, run_id)
  SELECT arrangement_id, late_since, late_pence, %(answer_by)s, %(on)s, %(run)s FROM watched WHERE state = 'late' AND bar IS NULL ORDER BY arrangement_id
  RETURNING late_pence
)
SELECT count(*)::int AS many, coalesce(sum(late_pence), 0)::bigint AS pence FROM written;

-- name: ending
-- Those paid in full, and those still late when the days to answer are over, unless the customer may not be reminded.
SELECT arrangement_id, state FROM watched WHERE state = 'paid' OR (state = 'broken' AND bar IS NULL) ORDER BY arrangement_id;

-- name: counts
-- How many were looked at and how many stand where.
SELECT count(*)::int AS arrangements, count(*) FILTER (WHERE state = 'kept')::int AS kept, count(*) FILTER (WHERE state = 'suspense')::int AS suspense,
       count(*) FILTER (WHERE state = 'courtesy')::int AS waiting,
       count(*) FILTER (WHERE state = 'unheard' AND bar IS NULL)::int AS unheard, count(*) FILTER (WHERE state IN ('late', 'unheard', 'broken') AND bar IS NOT NULL)::int AS protected,
       coalesce(sum(open_pence) FILTER (WHERE state = 'broken' AND bar IS NULL), 0)::bigint AS broken_pence
FROM watched;
