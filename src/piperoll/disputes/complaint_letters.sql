-- name: complaint_sources
-- A letter about one stage, routed as its customer is read now.
INSERT INTO to_send
SELECT s.id, 'COMPLAINT-' || c.id, c.customer_id, coalesce(m.kept_id, c.customer_id), 0, %(on)s
FROM disputes_complaintstage s JOIN disputes_complaint c ON c.id = s.complaint_id
LEFT JOIN customers_merged('infinity', 'infinity') m ON m.customer_id = c.customer_id
WHERE s.id = %(stage)s;

-- name: stages
-- What the letters about some stages say.
SELECT s.id AS source_id, c.id AS complaint_id, k.reference AS customer_reference, k.name AS customer_name, s.stage, s.began_on, s.decide_by,
       f.finding, f.words, f.remedy
FROM disputes_complaintstage s JOIN disputes_complaint c ON c.id = s.complaint_id JOIN customers_customer k ON k.id = c.customer_id
LEFT JOIN disputes_finding f ON f.stage_id = s.id
WHERE s.id = ANY(%(stages)s::bigint[]);

-- name: newest_stage
-- The newest stage of a customer's complaints.
SELECT max(s.id) AS source_id FROM disputes_complaintstage s JOIN disputes_complaint c ON c.id = s.complaint_id
WHERE c.customer_id = %(customer)s HAVING max(s.id) IS NOT NULL;
