-- name: took_back
-- Whether a run took any placement back.
SELECT id FROM receipting_placement WHERE run_id = %(run)s AND undoes_id IS NOT NULL LIMIT 1;

-- name: wrong
-- What was drawn up for whoever was touched between the wrong placement and its repair: the statement's sum, and that sum put right.
WITH wrong AS MATERIALIZED (
  SELECT p.id, p.customer_id, p.amount_pence, i.effective_on, i.known_at
  FROM receipting_placement u JOIN receipting_placement p ON p.id = u.undoes_id JOIN receivables_item i ON i.id = p.item_id WHERE u.run_id = %(run)s
), merged AS MATERIALIZED (SELECT customer_id, kept_id FROM customers_merged('infinity', 'infinity')), touched AS MATERIALIZED (
  SELECT coalesce(m.kept_id, x.customer_id) AS customer_id, x.pence, x.effective_on, x.known_at FROM (
    SELECT customer_id, amount_pence AS pence, effective_on, known_at FROM wrong
    UNION ALL
    SELECT n.customer_id, -w.amount_pence, w.effective_on, w.known_at
    FROM wrong w JOIN transfers_movedpayment v ON v.placement_id = w.id JOIN receipting_placement n ON n.id = v.becomes_id
  ) x LEFT JOIN merged m ON m.customer_id = x.customer_id
), statement AS (
  SELECT s.id, s.customer_id, s.known_at, s.closing_pence AS said_pence, s.closing_pence + sum(t.pence)::bigint AS should_pence
  FROM receivables_accountstatement s LEFT JOIN merged m ON m.customer_id = s.customer_id
  JOIN touched t ON t.customer_id = coalesce(m.kept_id, s.customer_id) AND t.effective_on <= s.until AND t.known_at <= s.known_at
  WHERE s.known_at < %(at)s GROUP BY s.id HAVING sum(t.pence) <> 0
)
SELECT c.id AS customer_id, c.reference AS customer_reference, c.name AS customer, x.kind, x.number, x.document_id, x.recipient, x.channel, x.state, x.drawn_at, x.said_pence, x.should_pence
FROM (
  SELECT s.customer_id, 'statement' AS kind, coalesce(d.number, 'S' || s.id) AS number, d.id AS document_id, d.recipient, d.channel, o.state,
         s.known_at AS drawn_at, s.said_pence, s.should_pence
  FROM statement s LEFT JOIN dispatch_document d ON d.kind = 'statement' AND d.source_id = s.id LEFT JOIN dispatch_outbox o ON o.document_id = d.id
  UNION ALL
  SELECT DISTINCT d.customer_id, d.kind, d.number, d.id, d.recipient, d.channel, o.state, d.prepared_at, NULL::bigint, NULL::bigint
  FROM touched t JOIN dispatch_document d ON d.customer_id = t.customer_id AND d.kind NOT IN ('statement', 'invoice', 'credit_note')
    AND d.prepared_at >= t.known_at AND d.prepared_at < %(at)s
  LEFT JOIN dispatch_outbox o ON o.document_id = d.id
) x JOIN customers_customer c ON c.id = x.customer_id
ORDER BY x.drawn_at, x.number;

-- name: at_stake
-- How many statements and letters were drawn up for these customers since the first of some placements.
WITH wrong AS (
  SELECT p.customer_id, i.effective_on, i.known_at FROM receipting_placement p JOIN receivables_item i ON i.id = p.item_id
  WHERE p.id = ANY(%(placements)s::bigint[])
)
SELECT (SELECT count(DISTINCT s.id) FROM wrong w JOIN receivables_accountstatement s ON s.customer_id = w.customer_id
        AND s.until >= w.effective_on AND s.known_at >= w.known_at)
     + (SELECT count(DISTINCT d.id) FROM wrong w JOIN dispatch_document d ON d.customer_id = w.customer_id
        AND d.kind NOT IN ('statement', 'invoice', 'credit_note') AND d.prepared_at >= w.known_at) AS many;
