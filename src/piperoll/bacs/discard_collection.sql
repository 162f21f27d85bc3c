-- name: let_go
-- Every collection of the run ends before it began, and its instalments are free; how many.
DELETE FROM bacs_liveitem WHERE collection_id IN (SELECT id FROM bacs_collection WHERE collection_run_id = %(collection_run)s);
WITH ended AS (
  INSERT INTO bacs_collectionend (collection_id, what, code, reason, ended_on, run_id)
  SELECT id, 'discarded', '', %(reason)s, %(on)s, %(run)s FROM bacs_collection WHERE collection_run_id = %(collection_run)s
  ORDER BY id RETURNING 1
)
SELECT count(*) AS many FROM ended;
