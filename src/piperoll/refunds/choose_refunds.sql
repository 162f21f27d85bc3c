-- name: concerned
-- Which of these requests somebody is concerned about, and nobody settled.
SELECT DISTINCT c.request_id FROM refunds_concern c
WHERE c.request_id = ANY(%(requests)s::bigint[]) AND NOT EXISTS (SELECT FROM refunds_concernsettled s WHERE s.concern_id = c.id);
