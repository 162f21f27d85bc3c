-- name: one_at_a_time
-- Two who write at once write one after the other.
SELECT pg_advisory_xact_lock(20262, 2);

-- name: collections
-- The collections of some released runs that still stand and are ours to file, by day, as a file holds them.
SELECT a.sealed_details, a.sealed_name, c.code, c.amount_pence, m.reference, r.processing_on
FROM bacs_collection c JOIN bacs_collectionrun r ON r.id = c.collection_run_id
JOIN direct_debit_mandateaccount a ON a.id = c.account_id JOIN direct_debit_mandate m ON m.id = c.mandate_id AND m.provider = 'bacs'
WHERE c.collection_run_id = ANY(%(collection_runs)s)
  AND NOT EXISTS (SELECT FROM bacs_collectionend e WHERE e.collection_id = c.id)
ORDER BY r.processing_on, c.id;

-- name: ours_to_file
-- Which of these collection runs hold something that goes into a Bacs file: neither dropped or withdrawn, nor what another provider collects.
SELECT r.id FROM unnest(%(collection_runs)s::bigint[]) AS r (id)
WHERE EXISTS (SELECT FROM bacs_collection c JOIN direct_debit_mandate m ON m.id = c.mandate_id AND m.provider = 'bacs'
              WHERE c.collection_run_id = r.id AND NOT EXISTS (SELECT FROM bacs_collectionend e WHERE e.collection_id = c.id));
