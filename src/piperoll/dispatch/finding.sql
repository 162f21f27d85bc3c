-- name: log
-- What happened to a document, the newest first, and who did it.
SELECT e.event, e.state, e.reason, e.reference, e.happened_at, e.run_id, coalesce(w.name, r.by_username) AS by_name, r.verb
FROM dispatch_event e JOIN runs_run r ON r.id = e.run_id LEFT JOIN authority_user w ON w.id = r.by_user_id
WHERE e.document_id = %(document)s ORDER BY e.id DESC;

-- name: batches
-- The runs that prepared letters, and the letters and texts officers wrote, with what became of their documents.
SELECT r.id, r.started_at, coalesce(w.name, r.by_username) AS by_name, coalesce(r.inputs->>'kind', r.totals->>'kind', substr(r.verb, 6)) AS kind,
       coalesce((r.totals->>'sources')::bigint, 1) AS sources,
       coalesce((r.totals->>'sources_pence')::bigint, 0) AS sources_pence, count(o.document_id) AS documents,
       count(*) FILTER (WHERE o.state = 'prepared') AS waiting, count(*) FILTER (WHERE o.state = 'pulled') AS pulled,
       count(*) FILTER (WHERE o.state IN ('claimed', 'in_doubt')) AS in_doubt,
       count(*) FILTER (WHERE o.state IN ('sent', 'delivered')) AS sent
FROM (SELECT id, verb, started_at, by_username, by_user_id, inputs, totals FROM runs_run
      WHERE verb IN ('prepare_letters', 'notify_collections', 'send_letter', 'send_text') AND state = 'done'
      ORDER BY id DESC LIMIT %(most)s OFFSET %(after)s) r
JOIN dispatch_outbox o ON o.batch_id = r.id LEFT JOIN authority_user w ON w.id = r.by_user_id
GROUP BY r.id, r.started_at, w.name, r.by_username, r.verb, r.inputs, r.totals ORDER BY r.id DESC;

-- name: totals
-- A batch's documents by channel and state, and the sources they are of.
SELECT o.channel, o.state, count(*) AS documents, count(DISTINCT d.source_id) AS sources
FROM dispatch_outbox o JOIN dispatch_document d ON d.id = o.document_id
WHERE o.batch_id = %(batch)s GROUP BY o.channel, o.state ORDER BY o.channel, o.state;

-- name: listed
-- Documents of a batch, a customer or an invoice, with where each stands.
SELECT d.id, d.kind, d.number, d.recipient, d.why, d.channel, d.email, d.phone, d.postcode, d.format, d.language, d.turn, d.dated, d.prepared_at,
       d.amount_pence, o.state, o.reason, o.batch_id, c.reference AS customer_reference, c.name AS customer,
       (SELECT k.id FROM dispatch_copy k WHERE k.document_id = d.id AND k.media IN ('application/pdf', 'text/plain')
          AND NOT EXISTS (SELECT FROM dispatch_purge p WHERE p.copy_id = k.id) ORDER BY k.id DESC LIMIT 1) AS copy_id
FROM dispatch_document d JOIN dispatch_outbox o ON o.document_id = d.id JOIN customers_customer c ON c.id = d.customer_id
WHERE (%(batch)s::bigint IS NULL OR o.batch_id = %(batch)s)
  AND (%(customer)s::bigint IS NULL OR d.customer_id = ANY(customers_accounts(%(customer)s, 'infinity', 'infinity')))
  AND (%(invoice)s::bigint IS NULL OR (d.kind = 'invoice' AND d.source_id = %(invoice)s))
  AND (%(state)s::text IS NULL OR o.state = %(state)s)
ORDER BY d.id DESC LIMIT %(most)s OFFSET %(after)s;

-- name: print_files
-- Print files, the newest first.
SELECT name, documents, pages, made_at, run_id FROM dispatch_printfile
WHERE (%(run)s::bigint IS NULL OR run_id = %(run)s) ORDER BY id DESC LIMIT %(most)s;
