-- name: hold
-- One person at a time decides about a claim.
SELECT pg_advisory_xact_lock(20263, %(claim)s::int);

-- name: covered
-- The collections a claim speaks of, by day (the very day, or within three) and sum; or why one cannot be claimed.
SELECT t.place, CASE WHEN c.id IS NOT NULL AND e.what IS NULL AND k.claim_id IS NULL THEN c.id END AS collection_id,
       CASE WHEN c.id IS NULL THEN 'We collected no such sum under this mandate on ' || to_char(t.day, 'FMDD FMMonth YYYY') || '.'
            WHEN e.what IS NOT NULL THEN 'Collection DD-' || c.id || ' was ' || e.what || ' on ' || to_char(e.ended_on, 'FMDD FMMonth YYYY')
              || ' already: challenge the claim, nothing is paid back twice.'
            WHEN k.claim_id IS NOT NULL THEN 'Collection DD-' || c.id || ' is claimed in claim ' || k.claim_id || ' already.' END AS why
FROM unnest(%(days)s::date[], %(pence)s::bigint[]) WITH ORDINALITY AS t (day, pence, place)
LEFT JOIN LATERAL (
  SELECT c.id FROM bacs_collection c JOIN bacs_verdict v ON v.collection_run_id = c.collection_run_id AND v.what = 'released'
  WHERE c.mandate_id = %(mandate)s AND c.amount_pence = t.pence AND c.collect_on BETWEEN t.day - 3 AND t.day + 3
  ORDER BY abs(c.collect_on - t.day), c.id LIMIT 1
) c ON true
LEFT JOIN bacs_collectionend e ON e.collection_id = c.id
LEFT JOIN bacs_claimedcollection k ON k.collection_id = c.id
ORDER BY t.place;
