-- name: judged
-- Copies past their time, counted by what still holds them, if anything does; the bytes of each copy, and the oldest day.
WITH past AS (
  SELECT k.id, k.size, k.keep_until, d.customer_id, d.number FROM dispatch_copy k JOIN dispatch_document d ON d.id = k.document_id
  WHERE k.keep_until < %(on)s AND NOT EXISTS (SELECT FROM dispatch_purge p WHERE p.copy_id = k.id)
), whose AS MATERIALIZED (
  SELECT w.customer_id, safeguards_same(w.customer_id, %(on)s) AS accounts FROM (SELECT DISTINCT customer_id FROM past) w
), held AS MATERIALIZED (
  SELECT w.customer_id, CASE
    WHEN EXISTS (SELECT FROM safeguards_state s WHERE s.source = 'hold' AND s.customer_id = ANY(w.accounts)
                   AND %(on)s >= s.valid_from AND %(on)s <= s.valid_to) THEN 'on_hold'
    WHEN EXISTS (SELECT FROM receivables_itembalance b WHERE b.customer_id = ANY(w.accounts) AND b.open_pence <> 0) THEN 'still_open'
    WHEN EXISTS (SELECT FROM authority_request q WHERE q.customer_id = ANY(w.accounts) AND 'waiting' = (
                   SELECT CASE WHEN e.state IN ('waiting', 'returned') THEN 'waiting' ELSE e.state END
                   FROM authority_requestevent e WHERE e.request_id = q.id ORDER BY e.id DESC LIMIT 1)) THEN 'asked_about'
    END AS why
  FROM whose w
)
SELECT coalesce(h.why, '') AS why, count(*) AS copies, coalesce(sum(p.size), 0)::bigint AS bytes, min(p.keep_until) AS oldest
FROM past p JOIN held h USING (customer_id) GROUP BY 1 ORDER BY 1;

-- name: purge_some
-- The next copies past their time that nothing holds, purged; the bytes of each.
WITH past AS MATERIALIZED (
  SELECT k.id, d.customer_id FROM dispatch_copy k JOIN dispatch_document d ON d.id = k.document_id
  WHERE k.keep_until < %(on)s AND k.id > %(after)s AND NOT EXISTS (SELECT FROM dispatch_purge p WHERE p.copy_id = k.id)
  ORDER BY k.id LIMIT %(most)s
), whose AS MATERIALIZED (
  SELECT w.customer_id, safeguards_same(w.customer_id, %(on)s) AS accounts FROM (SELECT DISTINCT customer_id FROM past) w
), free AS (
  SELECT w.customer_id FROM whose w
  WHERE NOT EXISTS (SELECT FROM safeguards_state s WHERE s.source = 'hold' AND s.customer_id = ANY(w.accounts)
                      AND %(on)s >= s.valid_from AND %(on)s <= s.valid_to)
    AND NOT EXISTS (SELECT FROM receivables_itembalance b WHERE b.customer_id = ANY(w.accounts) AND b.open_pence <> 0)
    AND NOT EXISTS (SELECT FROM authority_request q WHERE q.customer_id = ANY(w.accounts) AND EXISTS (
      SELECT FROM (SELECT e.state FROM authority_requestevent e WHERE e.request_id = q.id ORDER BY e.id DESC LIMIT 1) last
      WHERE last.state IN ('waiting', 'returned')))
), purged AS (
  INSERT INTO dispatch_purge (copy_id, purged_on, run_id)
  SELECT p.id, %(on)s, %(run)s FROM past p JOIN free USING (customer_id) ORDER BY p.id
  ON CONFLICT (copy_id) DO NOTHING
  RETURNING copy_id
)
SELECT coalesce(max(p.id), 0) AS last, (SELECT count(*) FROM purged) AS purged FROM past p;

-- name: bytes_nobody_keeps
-- The digests of what a run purged, of copies and of the words of letters and texts, that no copy still kept has.
WITH purged AS (
  SELECT k.sha256, k.document_id FROM dispatch_purge p JOIN dispatch_copy k ON k.id = p.copy_id WHERE p.run_id = %(run)s AND p.copy_id > %(after)s
)
SELECT DISTINCT sha256 FROM purged g WHERE NOT EXISTS (
  SELECT FROM dispatch_copy k WHERE k.sha256 = g.sha256 AND NOT EXISTS (SELECT FROM dispatch_purge p WHERE p.copy_id = k.id))
UNION
SELECT m.words FROM purged g JOIN dispatch_document d ON d.id = g.document_id AND d.kind IN ('letter', 'text')
JOIN dispatch_message m ON m.id = d.source_id
WHERE NOT EXISTS (
  SELECT FROM dispatch_message other JOIN dispatch_document o ON o.kind = other.kind AND o.source_id = other.id
  LEFT JOIN dispatch_copy k ON k.document_id = o.id
  WHERE other.words = m.words AND (k.id IS NULL OR NOT EXISTS (SELECT FROM dispatch_purge p WHERE p.copy_id = k.id)));
