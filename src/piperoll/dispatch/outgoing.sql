-- name: claimed
-- What a run had in its hands.
SELECT document_id FROM dispatch_outbox WHERE state = 'claimed' ORDER BY document_id;

-- name: next
-- The next documents of a channel that wait in some formats, of one batch or of all.
SELECT document_id FROM dispatch_outbox o
WHERE state = 'prepared' AND state IN ('prepared', 'claimed', 'pulled', 'in_doubt') AND channel = %(channel)s AND document_id > %(after)s
  AND (%(batch)s::bigint IS NULL OR batch_id = %(batch)s)
  AND EXISTS (SELECT FROM dispatch_document d WHERE d.id = o.document_id AND d.format = ANY(%(formats)s))
ORDER BY document_id LIMIT %(most)s;

-- name: count_waiting
-- How many wait.
SELECT count(*) AS waiting FROM dispatch_outbox
WHERE state = 'prepared' AND state IN ('prepared', 'claimed', 'pulled', 'in_doubt') AND (%(batch)s::bigint IS NULL OR batch_id = %(batch)s);

-- name: in_doubt
-- Letters or texts handed to GOV.UK Notify of which we do not know whether it took them.
SELECT document_id FROM dispatch_outbox WHERE state = 'in_doubt' AND channel = %(channel)s ORDER BY document_id;
