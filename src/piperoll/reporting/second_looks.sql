-- name: waiting
-- What waits for somebody other than whoever made it, by the verb that lets it go: runs not released, tills counted over or short, cash-up
-- returns of some services (of all, when none are told); and refunds released of which no file was made, which anybody may make.
SELECT 'release_collection' AS verb, count(*) AS many FROM bacs_collectionrun r
WHERE r.chosen_by_id <> %(me)s AND NOT EXISTS (SELECT FROM bacs_verdict v WHERE v.collection_run_id = r.id)
UNION ALL
SELECT 'release_refunds', count(*) FROM refunds_refundrun r
WHERE r.chosen_by_id <> %(me)s AND NOT EXISTS (SELECT FROM refunds_refundverdict v WHERE v.refund_run_id = r.id)
UNION ALL
SELECT 'write_refund_file', count(*) FROM refunds_refundrun r JOIN refunds_refundverdict v ON v.refund_run_id = r.id AND v.what = 'released'
WHERE r.method = 'bacs' AND NOT EXISTS (SELECT FROM refunds_filedrefunds f WHERE f.verdict_id = v.id)
  AND EXISTS (SELECT FROM refunds_liverefund l WHERE l.refund_run_id = r.id)
UNION ALL
SELECT 'authorise_cash_up', count(*) FROM takings_cashup c
WHERE c.counted_by_id <> %(me)s AND NOT EXISTS (SELECT FROM takings_cashupend e WHERE e.cash_up_id = c.id)
UNION ALL
SELECT 'authorise_cash_return', count(*) FROM takings_cashreturn c
WHERE c.filled_by_id <> %(me)s AND (%(services)s::int[] IS NULL OR c.service_id = ANY(%(services)s))
  AND NOT EXISTS (SELECT FROM takings_cashreturnend e WHERE e.cash_return_id = c.id);
