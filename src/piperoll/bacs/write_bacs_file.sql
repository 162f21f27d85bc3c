-- name: one_at_a_time
-- Two who write at once write one after the other.
SELECT pg_advisory_xact_lock(20262, 2);

-- name: collections
-- The collections of some released runs that were not dropped, by day, as a file holds them.
SELECT a.sealed_details, a.sealed_name, c.code, c.amount_pence, m.reference, r.processing_on
FROM bacs_collection c JOIN bacs_collectionrun r ON r.id = c.collection_run_id
JOIN direct_debit_mandateaccount a ON a.id = c.account_id JOIN direct_debit_mandate m ON m.id = c.mandate_id
WHERE c.collection_run_id = ANY(%(collection_runs)s)
  AND NOT EXISTS (SELECT FROM bacs_collectionend e WHERE e.collection_id = c.id AND e.what = 'dropped')
ORDER BY r.processing_on, c.id;
