-- name: keep
-- The preview itself: totals of what would be billed, and the digest of its lines.
WITH marked AS (
  SELECT p.*, i.place, bool_or(f.line IS NOT NULL) OVER (PARTITION BY p.service_id, p.invoice_group) AS is_flagged
  FROM priced_charge p JOIN raised_invoice i USING (service_id, invoice_group)
  LEFT JOIN gate_finding f ON f.line = p.line AND f.action = 'flag'
), told AS (
  SELECT count(*) AS lines, count(*) FILTER (WHERE is_flagged) AS flagged, count(DISTINCT place) FILTER (WHERE NOT is_flagged) AS invoices,
         coalesce(sum(net_pence) FILTER (WHERE NOT is_flagged), 0)::bigint AS net_pence,
         coalesce(sum(net_pence + vat_pence) FILTER (WHERE NOT is_flagged), 0)::bigint AS gross_pence,
         min(service_id) AS service_id,
         sha256(convert_to(coalesce(string_agg(line || '|' || external_id || '|' || net_pence || '|' || vat_pence, E'\n' ORDER BY line), ''), 'UTF8')) AS digest
  FROM marked
), kept AS (
  INSERT INTO billing_preview (run_id, service_id, name, content_digest, invoiced_on, made_by_id, lines_in, lines_rejected, lines_flagged,
                               invoices, new_customers, net_pence, gross_pence, digest)
  SELECT %(run)s, service_id, %(name)s, %(digest)s, %(on)s, %(by)s, lines + (SELECT count(*) FROM charge_rejection),
         (SELECT count(*) FROM charge_rejection), flagged, invoices, (SELECT count(*) FROM new_customer), net_pence, gross_pence, digest
  FROM told
  RETURNING id AS preview, lines_in, lines_rejected, lines_flagged, invoices, new_customers, net_pence, gross_pence
)
SELECT * FROM kept;

-- name: keep_lines
-- Every charge that could be billed, whole; one flagged line flags its invoice.
INSERT INTO billing_previewline (preview_id, line, place, customer_id, customer, service, invoice_group, gross_pence, net_pence, charge,
                                 check_name, reason)
SELECT %(preview)s, c.line, i.place, i.customer_id, coalesce(k.name, i.name), c.service, c.invoice_group, c.net_pence + c.vat_pence, c.net_pence,
       to_jsonb(c) - ARRAY['service_id', 'account_id', 'account_service_id', 'account_vat_code', 'customer_id', 'is_vat'],
       coalesce(f.check_name, min(f.check_name) OVER same, ''),
       coalesce(f.field || ' ' || nullif(f.value, '') || ' ' || f.reason, f.field || ' ' || f.reason,
                'shares an invoice with line ' || min(f.line) OVER same || ', which is flagged', '')
FROM priced_charge c JOIN raised_invoice i USING (service_id, invoice_group)
LEFT JOIN gate_finding f ON f.line = c.line AND f.action = 'flag'
LEFT JOIN customers_customer k ON k.id = i.customer_id
WINDOW same AS (PARTITION BY c.service_id, c.invoice_group)
ORDER BY c.line;

-- name: load
-- The charges of a preview that are to be issued go back into staging, as they were taken in.
INSERT INTO charge
SELECT c.* FROM billing_previewline p CROSS JOIN LATERAL jsonb_populate_record(NULL::charge, p.charge) c
WHERE p.preview_id = %(preview)s
  AND (p.check_name = '' OR EXISTS (SELECT FROM billing_previewrelease r WHERE r.preview_id = p.preview_id AND r.place = p.place))
ORDER BY p.line;

-- name: changed
-- Staged charges that no longer come to what the preview said, or no longer fit the books, with why.
SELECT p.line, coalesce(r.field || ' ' || r.value || ' ' || r.reason,
         'it comes to £' || to_char((c.net_pence + c.vat_pence) / 100.0, 'FM999999990.00') || ' now, not £'
         || to_char(p.gross_pence / 100.0, 'FM999999990.00')) AS why
FROM billing_previewline p LEFT JOIN priced_charge c USING (line) LEFT JOIN charge_rejection r USING (line)
WHERE p.preview_id = %(preview)s AND (r.line IS NOT NULL OR (c.net_pence, c.net_pence + c.vat_pence) <> (p.net_pence, p.gross_pence))
ORDER BY p.line LIMIT 1;

-- name: hold_back
-- Flagged invoices that nobody released are the rejected lines of the run that issues the rest.
INSERT INTO charge_rejection (line, field, value, reason, net_pence, service, invoice_group, is_held)
SELECT p.line, p.check_name, '', p.reason, p.net_pence, p.service, '', true
FROM billing_previewline p
WHERE p.preview_id = %(preview)s AND p.check_name <> ''
  AND NOT EXISTS (SELECT FROM billing_previewrelease r WHERE r.preview_id = p.preview_id AND r.place = p.place);

-- name: held_rows
-- The flagged lines as they were taken in, for whoever corrects them.
SELECT line, charge FROM billing_previewline WHERE preview_id = %(preview)s AND check_name <> '';

-- name: issued_by
-- The run that issued a preview of this very file.
SELECT r.id, (r.started_at AT TIME ZONE 'Europe/London')::date AS started_on
FROM billing_preview p JOIN billing_previewissue i ON i.preview_id = p.id JOIN runs_run r ON r.id = i.run_id
WHERE p.content_digest = %(digest)s LIMIT 1;

-- name: recent
-- The newest previews, and what became of each.
SELECT p.id, p.name, p.invoiced_on, p.lines_in, p.lines_rejected, p.lines_flagged, p.invoices, p.gross_pence, r.by_username, r.started_at,
       i.run_id AS issued_by_run
FROM billing_preview p JOIN runs_run r ON r.id = p.run_id LEFT JOIN billing_previewissue i ON i.preview_id = p.id
ORDER BY p.id DESC LIMIT %(most)s;

-- name: invoices_of
-- The invoices of a preview in order: those to be billed, or those a check flagged, with what was released.
SELECT p.place, min(p.customer) AS customer, min(c.reference) AS customer_ref, count(*) AS lines, sum(p.net_pence)::bigint AS net_pence,
       sum(p.gross_pence)::bigint AS gross_pence, min(p.charge->>'description') AS description,
       string_agg(DISTINCT p.reason, '; ') FILTER (WHERE p.reason <> '') AS reasons, max(r.reason) AS released
FROM billing_previewline p LEFT JOIN customers_customer c ON c.id = p.customer_id
LEFT JOIN billing_previewrelease r ON r.preview_id = p.preview_id AND r.place = p.place
WHERE p.preview_id = %(preview)s AND (p.check_name <> '') = %(flagged)s
GROUP BY p.place ORDER BY p.place LIMIT %(most)s OFFSET %(after)s;

-- name: to_issue
-- What would be issued now, and what still waits for somebody to look.
SELECT count(*) FILTER (WHERE goes) AS lines, count(DISTINCT place) FILTER (WHERE goes) AS invoices,
       coalesce(sum(gross_pence) FILTER (WHERE goes), 0)::bigint AS gross_pence,
       count(DISTINCT place) FILTER (WHERE NOT goes) AS waiting
FROM (
  SELECT p.place, p.gross_pence, p.check_name = '' OR r.place IS NOT NULL AS goes
  FROM billing_previewline p LEFT JOIN billing_previewrelease r ON r.preview_id = p.preview_id AND r.place = p.place
  WHERE p.preview_id = %(preview)s
) x;
