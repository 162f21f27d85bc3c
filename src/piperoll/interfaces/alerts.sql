-- name: standing
-- What is amiss and nobody has looked into: each expectation that has not come with the days missed, of the last month; reports
-- that Bacs owes us on files of ours, or because of what the bank or another report shows; offers that were refused, one for each file and sort of fault, none of a file that was taken in after all
-- (but twice is twice).
WITH due AS (
  SELECT e.kind, e.subject, e.by_hour, day::date AS day
  FROM interfaces_expectation e
  CROSS JOIN generate_series(greatest(e.valid_from, %(since)s::date), least(e.valid_to, %(on)s::date), interval '1 day') AS day
  WHERE extract(isodow FROM day)::int = ANY (e.weekdays) AND NOT EXISTS (SELECT FROM council_holiday h WHERE h.holiday_on = day::date)
    AND (day::date + e.by_hour) AT TIME ZONE 'Europe/London' <= %(now)s
), came AS (
  SELECT 'statement' AS kind, jsonb_object_keys(r.totals->'closing_pence') AS subject, r.started_at
  FROM runs_run r WHERE r.verb = 'import_statement' AND r.state = 'done' AND r.started_at >= %(since)s::date
  UNION ALL
  SELECT 'payments', r.inputs->>'profile', r.started_at
  FROM runs_run r WHERE r.verb = 'import_payment_file' AND r.state = 'done' AND r.started_at >= %(since)s::date
  UNION ALL
  SELECT 'reports', kind, r.started_at
  FROM runs_run r CROSS JOIN LATERAL (VALUES (''), (split_part(r.totals->>'report', ' ', 1))) AS k (kind)
  WHERE r.verb = 'apply_bacs_report' AND r.state = 'done' AND r.started_at >= %(since)s::date
  UNION ALL
  SELECT 'feeder', s.code, r.started_at
  FROM (
    SELECT id, started_at FROM runs_run WHERE verb = 'raise_invoices' AND state = 'done' AND started_at >= %(since)s::date
    UNION
    SELECT r.id, r.started_at FROM runs_run r JOIN billing_previewissue i ON i.run_id = r.id JOIN billing_preview p ON p.id = i.preview_id
    JOIN runs_run seen ON seen.id = p.run_id AND seen.verb = 'preview_invoices'
    WHERE r.state = 'done' AND r.started_at >= %(since)s::date
  ) r CROSS JOIN LATERAL (  -- run by run, or all invoices there ever were are read
    SELECT DISTINCT v.service_id FROM billing_invoice v WHERE v.run_id = r.id AND EXISTS (SELECT FROM due WHERE kind = 'feeder')
  ) billed JOIN council_service s ON s.id = billed.service_id
), last AS (
  SELECT kind, subject, max((started_at AT TIME ZONE 'Europe/London')::date) AS day FROM came GROUP BY 1, 2
), late AS (
  SELECT d.kind, d.subject, min(d.day) AS since, max(d.day) AS until, count(*)::int AS days, (array_agg(d.by_hour ORDER BY d.day))[1] AS by_hour
  FROM due d LEFT JOIN last l ON l.kind = d.kind AND l.subject = d.subject
  WHERE l.day IS NULL OR l.day < d.day
  GROUP BY 1, 2
), refused AS (
  SELECT o.kind, max(o.id) AS id, (array_agg(o.name ORDER BY o.id DESC))[1] AS name, count(*)::int AS times,
         (array_agg(o.sentence ORDER BY o.id DESC))[1] AS sentence, (max(o.offered_at) AT TIME ZONE 'Europe/London')::date AS since
  FROM runs_refusedoffer o
  WHERE o.kind = 'duplicate' OR NOT EXISTS (
    SELECT FROM runs_run r WHERE r.verb = o.verb AND r.content_digest = o.content_digest AND r.state = 'done')
  GROUP BY o.verb, o.content_digest, o.kind
), amiss AS (
  SELECT 1 AS place, 'late-' || kind || '-' || subject || '-' || to_char(until, 'YYYYMMDD') AS key, 'late' AS sort, kind AS what, subject AS name,
         '' AS sentence, since, by_hour, days AS times, 0 AS nth
  FROM late
  UNION ALL
  SELECT 2, 'late-report-' || id || '-' || split_part(missing, ' ', 1), 'late', 'report', 'Bacs file ' || serial || ': ' || missing,
         '', processing_on, NULL, 1, 0
  FROM bacs_missing_reports(%(on)s)
  UNION ALL
  SELECT 2, key, 'late', report, CASE report WHEN 'never_filed' THEN 'Collection run ' || about ELSE report || ' report' END, about, since, NULL, 1, 0 FROM bacs_implied_reports(%(on)s)
  UNION ALL
  SELECT 3, kind || '-' || id, kind, kind, name, sentence, since, NULL, times, id FROM refused
)
SELECT key, sort, what, name, sentence, since, by_hour, times FROM amiss
WHERE NOT EXISTS (SELECT FROM interfaces_acknowledgement a WHERE a.key = amiss.key)
ORDER BY place, CASE WHEN place < 3 THEN since END, nth, what, name;
