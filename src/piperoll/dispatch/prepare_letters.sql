-- name: one_at_a_time
-- Two runs that prepare at the same moment wait for each other here.
SELECT pg_advisory_xact_lock(hashtext('dispatch.prepare_letters'));

-- name: lay_out
-- What there is to send (the words of which stage and track, if a source says so), and to whom, on this connection only.
CREATE TEMP TABLE IF NOT EXISTS to_send (
  source_id bigint, number text, customer_id bigint, routed_as bigint, amount_pence bigint, dated date, stage text, track text
) ON COMMIT DROP;
TRUNCATE to_send;
CREATE TEMP TABLE IF NOT EXISTS to_whom (
  customer_id bigint, person_id bigint, representative_id bigint, recipient text, why text, lines text, postcode text, email text, phone text,
  channel text, language text, format text, audience text, bar text
) ON COMMIT DROP;
TRUNCATE to_whom;
CREATE TEMP TABLE IF NOT EXISTS source_bar (source_id bigint PRIMARY KEY, bar text) ON COMMIT DROP;
TRUNCATE source_bar;

-- name: invoice_sources
-- Invoices of a run or a day that were never prepared (or told of by text), each read as of the account it is merged into.
WITH merged AS MATERIALIZED (
  SELECT customer_id, kept_id FROM customers_merged('infinity', 'infinity')
), waiting AS MATERIALIZED (
  SELECT i.id, i.number, i.customer_id, coalesce(m.kept_id, i.customer_id), i.gross_pence, i.invoiced_on
  FROM billing_invoice i LEFT JOIN merged m ON m.customer_id = i.customer_id
  WHERE (%(run)s::bigint IS NULL OR i.run_id = %(run)s) AND (%(dated)s::date IS NULL OR i.invoiced_on = %(dated)s)
    AND i.id > %(after)s AND NOT EXISTS (SELECT FROM dispatch_document d WHERE d.kind = %(kind)s AND d.source_id = i.id)
)
INSERT INTO to_send SELECT * FROM waiting ORDER BY id LIMIT %(most)s;

-- name: statement_sources
-- Statements of account of a run or a day that were never prepared.
WITH merged AS MATERIALIZED (
  SELECT customer_id, kept_id FROM customers_merged('infinity', 'infinity')
), waiting AS MATERIALIZED (
  SELECT s.id, c.reference || '-' || s.until, s.customer_id, coalesce(m.kept_id, s.customer_id), s.closing_pence, s.until
  FROM receivables_accountstatement s JOIN customers_customer c ON c.id = s.customer_id LEFT JOIN merged m ON m.customer_id = s.customer_id
  WHERE (%(run)s::bigint IS NULL OR s.run_id = %(run)s) AND (%(dated)s::date IS NULL OR s.until = %(dated)s)
    AND s.id > %(after)s AND NOT EXISTS (SELECT FROM dispatch_document d WHERE d.kind = %(kind)s AND d.source_id = s.id)
)
INSERT INTO to_send SELECT * FROM waiting ORDER BY id LIMIT %(most)s;

-- name: credit_note_sources
-- Credit notes of a run or a day that were never prepared.
WITH merged AS MATERIALIZED (
  SELECT customer_id, kept_id FROM customers_merged('infinity', 'infinity')
), waiting AS MATERIALIZED (
  SELECT n.id, n.number, n.customer_id, coalesce(m.kept_id, n.customer_id), n.gross_pence, n.credited_on
  FROM billing_creditnote n LEFT JOIN merged m ON m.customer_id = n.customer_id
  WHERE (%(run)s::bigint IS NULL OR n.run_id = %(run)s) AND (%(dated)s::date IS NULL OR n.credited_on = %(dated)s)
    AND n.id > %(after)s AND NOT EXISTS (SELECT FROM dispatch_document d WHERE d.kind = %(kind)s AND d.source_id = n.id)
)
INSERT INTO to_send SELECT * FROM waiting ORDER BY id LIMIT %(most)s;

-- name: laid_out
-- How many sources are laid out, and the last of them.
SELECT count(*) AS many, max(source_id) AS last FROM to_send;

-- name: route
-- Who hears about each customer, and who they are to them.
ANALYZE to_send;
INSERT INTO to_whom
SELECT r.customer_id, r.person_id, coalesce(r.representative_id, 0), r.name, r.why, r.lines, r.postcode, r.email, r.phone, r.channel,
       r.language, r.format,
       CASE WHEN p.kind = 'executor' OR r.name LIKE 'The executors of %%' THEN 'executors'
            WHEN r.representative_id IS NOT NULL THEN 'representative'
            WHEN r.person_id <> r.customer_id THEN 'joint' ELSE 'self' END, NULL
FROM safeguards_route((SELECT array_agg(DISTINCT routed_as) FROM to_send), %(act)s, %(on)s) r
LEFT JOIN safeguards_representative p ON p.id = r.representative_id;

-- name: leave_out_whoever_did_not_ask
-- What is sent only to those who asked for it has no document for anybody else.
DELETE FROM to_send s WHERE NOT EXISTS (SELECT FROM to_whom w WHERE w.customer_id = s.routed_as);

-- name: note_who_cannot_be_reached
-- Customers whom nothing reaches, so that their documents are seen.
INSERT INTO to_whom (customer_id, person_id, representative_id, recipient, why, lines, postcode, email, phone, channel, language, format, audience, bar)
SELECT c.id, c.id, 0, c.name, '', '', '', '', '', 'none', 'en', 'standard', 'self', 'Nobody can be reached for them: no address and no email.'
FROM customers_customer c
WHERE c.id IN (SELECT routed_as FROM to_send) AND c.id NOT IN (SELECT customer_id FROM to_whom);

-- name: bar
-- What bars each customer, and each source: a hold on its invoice, or a statement to many that may go only when asked for.
UPDATE to_whom w SET bar = b.reason FROM safeguards_bar(%(act)s, %(on)s) b WHERE b.customer_id = w.customer_id;
INSERT INTO source_bar
SELECT s.source_id, b.reason FROM safeguards_invoice_bar(%(act)s, %(on)s) b JOIN to_send s ON s.source_id = b.invoice_id
WHERE %(kind)s IN ('invoice', 'bill_text');
INSERT INTO source_bar
SELECT s.source_id, b.reason FROM to_send s
JOIN receivables_accountstatement a ON a.id = s.source_id JOIN runs_run u ON u.id = a.run_id AND u.verb = 'print_statements'
JOIN safeguards_bar(%(to_many)s, %(on)s) b ON b.customer_id = s.routed_as WHERE %(act)s = 'send_statement';
ANALYZE to_whom;

-- name: add
-- A document for each source and recipient, its place in the outbox, an event for each pulled from the start; and the totals.
WITH added AS (
  INSERT INTO dispatch_document (kind, source_id, number, customer_id, person_id, representative_id, turn, audience, stage, track, recipient, why, lines,
                                 postcode, email, phone, channel, language, format, amount_pence, dated, prepared_at, run_id)
  SELECT %(kind)s, s.source_id, s.number, s.customer_id, w.person_id, w.representative_id, 1, w.audience, coalesce(s.stage, %(stage)s), coalesce(s.track, 'any'),
         w.recipient, w.why, w.lines,
         w.postcode, w.email, coalesce(w.phone, ''), w.channel, w.language, w.format, s.amount_pence, s.dated, %(at)s, %(run)s
  FROM to_send s JOIN to_whom w ON w.customer_id = s.routed_as
  ORDER BY s.source_id, w.person_id, w.representative_id
  ON CONFLICT (kind, source_id, person_id, representative_id, turn) DO NOTHING
  RETURNING id, source_id, customer_id, person_id, representative_id, channel
), judged AS (
  SELECT a.id, a.channel, coalesce(w.bar, b.bar) AS bar
  FROM added a JOIN to_send s ON s.source_id = a.source_id
  JOIN to_whom w ON w.customer_id = s.routed_as AND w.person_id = a.person_id AND w.representative_id = a.representative_id
  LEFT JOIN source_bar b ON b.source_id = a.source_id
), placed AS (
  INSERT INTO dispatch_outbox (document_id, batch_id, channel, state, reason)
  SELECT id, %(run)s, channel, CASE WHEN bar IS NULL THEN 'prepared' ELSE 'pulled' END, coalesce(bar, '') FROM judged ORDER BY id
), told AS (
  INSERT INTO dispatch_event (document_id, event, state, reason, reference, happened_at, run_id)
  SELECT id, 'pull', 'pulled', bar, '', %(at)s, %(run)s FROM judged WHERE bar IS NOT NULL ORDER BY id
)
SELECT (SELECT count(*) FROM to_send) AS sources, (SELECT coalesce(sum(amount_pence), 0)::bigint FROM to_send) AS sources_pence,
       count(*) AS documents, count(*) FILTER (WHERE channel = 'post') AS post, count(*) FILTER (WHERE channel = 'email') AS email,
       count(*) FILTER (WHERE channel = 'text') AS text, count(*) FILTER (WHERE channel = 'none') AS nobody, count(*) FILTER (WHERE bar IS NOT NULL) AS pulled
FROM judged;

-- name: totals
-- What a run has prepared, whether in one go or taken up again.
WITH mine AS MATERIALIZED (
  SELECT d.id, d.source_id, d.amount_pence, o.channel FROM dispatch_document d JOIN dispatch_outbox o ON o.document_id = d.id
  WHERE d.run_id = %(run)s AND o.batch_id = %(run)s
), source AS (
  SELECT source_id, min(amount_pence) AS amount_pence FROM mine GROUP BY source_id
)
SELECT (SELECT count(*) FROM source) AS sources, (SELECT coalesce(sum(amount_pence), 0)::bigint FROM source) AS sources_pence,
       count(*) AS documents, count(*) FILTER (WHERE channel = 'post') AS post, count(*) FILTER (WHERE channel = 'email') AS email,
       count(*) FILTER (WHERE channel = 'text') AS text, count(*) FILTER (WHERE channel = 'none') AS nobody,
       (SELECT count(*) FROM dispatch_event e WHERE e.run_id = %(run)s AND e.event = 'pull') AS pulled
FROM mine;
