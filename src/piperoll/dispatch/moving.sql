-- name: hold
-- Where some documents stand, locked in order.
SELECT document_id, state FROM dispatch_outbox WHERE document_id = ANY(%(documents)s) ORDER BY document_id FOR UPDATE;

-- name: move
-- Documents that still stand where they were seen, moved, each with its event.
WITH told AS (
  SELECT document_id, reason, reference
  FROM unnest(%(documents)s::bigint[], %(reasons)s::text[], %(references)s::text[]) AS t (document_id, reason, reference)
), moved AS (
  UPDATE dispatch_outbox o SET state = %(becomes)s, reason = told.reason
  FROM told WHERE o.document_id = told.document_id AND o.state = %(was)s
  RETURNING o.document_id, told.reason, told.reference
)
INSERT INTO dispatch_event (document_id, event, state, reason, reference, happened_at, run_id)
SELECT document_id, %(event)s, %(becomes)s, reason, reference, %(at)s, %(run)s FROM moved ORDER BY document_id
RETURNING document_id;
