-- name: route_now
-- Where a document would go today, and whether that is where it was to go.
SELECT r.name, r.why, r.channel,
       ((r.name, r.lines, r.postcode, r.email, r.channel) = (d.recipient, d.lines, d.postcode, d.email, d.channel)
          AND (d.channel <> 'text' OR r.phone = d.phone))
         OR (d.turn > 1 AND d.channel = 'post' AND (r.name, r.lines, r.postcode) = (d.recipient, d.lines, d.postcode)) AS is_same
FROM dispatch_document d
LEFT JOIN customers_merged('infinity', 'infinity') m ON m.customer_id = d.customer_id
JOIN unnest(%(acts)s::text[], %(named)s::text[]) AS asks (kind, act) ON asks.kind = d.kind
CROSS JOIN LATERAL safeguards_route(ARRAY[coalesce(m.kept_id, d.customer_id)], asks.act, %(on)s) r
WHERE d.id = %(document)s AND d.audience NOT IN ('payer', 'agent') AND r.person_id = d.person_id AND coalesce(r.representative_id, 0) = d.representative_id;

-- name: readdress
-- The next turn of a document by today's route; by post when told so, unless they have gone away from there.
WITH old AS (
  SELECT d.*, o.batch_id, coalesce(m.kept_id, d.customer_id) AS routed_as FROM dispatch_document d
  JOIN dispatch_outbox o ON o.document_id = d.id
  LEFT JOIN customers_merged('infinity', 'infinity') m ON m.customer_id = d.customer_id
  WHERE d.id = %(document)s AND d.audience NOT IN ('payer', 'agent')
), now AS (
  SELECT old.*, r.name AS new_name, r.why AS new_why, r.lines AS new_lines, r.postcode AS new_postcode, r.email AS new_email,
         r.phone AS new_phone,
         r.language AS new_language, r.format AS new_format,
         CASE WHEN NOT %(by_post)s THEN r.channel
              WHEN r.postcode <> '' AND NOT EXISTS (
                SELECT FROM safeguards_state g WHERE g.customer_id = old.person_id AND g.state = 'gone_away'
                  AND %(on)s >= g.valid_from AND %(on)s <= coalesce(g.valid_to, 'infinity')) THEN 'post'
              ELSE 'none' END AS new_channel
  FROM old JOIN unnest(%(acts)s::text[], %(named)s::text[]) AS asks (kind, act) ON asks.kind = old.kind
  CROSS JOIN LATERAL safeguards_route(ARRAY[old.routed_as], asks.act, %(on)s) r
  WHERE r.person_id = old.person_id AND coalesce(r.representative_id, 0) = old.representative_id
), added AS (
  INSERT INTO dispatch_document (kind, source_id, number, customer_id, person_id, representative_id, turn, audience, stage, track, recipient, why, lines,
                                 postcode, email, phone, channel, language, format, amount_pence, dated, prepared_at, run_id)
  SELECT kind, source_id, number, customer_id, person_id, representative_id, turn + 1, audience, stage, track, new_name,
         new_why || CASE WHEN %(by_post)s THEN '; by post, since the ' || channel || ' came back' ELSE '' END, new_lines, new_postcode, new_email, new_phone,
         new_channel, new_language, new_format, amount_pence, dated, %(at)s, %(run)s
  FROM now
  ON CONFLICT (kind, source_id, person_id, representative_id, turn) DO NOTHING
  RETURNING id, channel
), placed AS (
  INSERT INTO dispatch_outbox (document_id, batch_id, channel, state, reason)
  SELECT a.id, old.batch_id, a.channel, CASE a.channel WHEN 'none' THEN 'pulled' ELSE 'prepared' END,
         CASE a.channel WHEN 'none' THEN 'Nobody can be reached for them by post.' ELSE '' END
  FROM added a, old
), told AS (
  INSERT INTO dispatch_event (document_id, event, state, reason, reference, happened_at, run_id)
  SELECT id, 'pull', 'pulled', 'Nobody can be reached for them by post.', '', %(at)s, %(run)s FROM added WHERE channel = 'none'
)
SELECT id AS document_id FROM added;
