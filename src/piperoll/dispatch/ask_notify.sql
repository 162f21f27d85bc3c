-- name: given
-- What was given to Notify since a moment and stands as sent.
SELECT o.document_id, o.channel, e.reference
FROM dispatch_event e JOIN dispatch_outbox o ON o.document_id = e.document_id
WHERE e.event IN ('send', 'find_sent') AND e.reference LIKE %(like)s AND e.happened_at >= %(since)s AND o.state = 'sent'
ORDER BY e.id;
