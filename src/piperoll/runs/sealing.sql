-- name: sources
-- The views whose rows are sealed.
SELECT name FROM runs_sealedsource ORDER BY place;

-- name: take_for_sealing
-- The run, if it has ended and nobody sealed it or is sealing it now.
SELECT r.id FROM runs_run r
WHERE r.id = %(run)s AND r.state IN ('done', 'nothing')
  AND pg_try_advisory_xact_lock(20262, r.id::int)
  AND NOT EXISTS (SELECT FROM runs_seal s WHERE s.run_id = r.id);

-- name: by_index
-- A run's rows are found by their index however few runs the tables' statistics know of: a plan that reads a whole table
-- for each journal is quick in a new council and takes hours in one whose statistics are a day old.
SET LOCAL enable_seqscan = off;
SET LOCAL plan_cache_mode = force_generic_plan;

-- name: by_any_way
-- Whatever else this transaction asks is planned as ever.
SET LOCAL enable_seqscan TO DEFAULT;
SET LOCAL plan_cache_mode TO DEFAULT;

-- name: holds_rows
-- One source's name, if it has rows of the run $1. They are counted: who looks for a first one may walk a table in hope.
SELECT {source} AS name FROM {view} WHERE run_id = $1 HAVING count(*) > 0

-- name: add_blocks
-- The leaves of one source's rows of this run, 1,024 to a block.
INSERT INTO runs_sealblock (run_id, source, place, row_ids, leaves, digest)
SELECT %(run)s, %(source)s, place, array_agg(row_id ORDER BY row_id), string_agg(digest, '' ORDER BY row_id),
       sha256(string_agg(digest, '' ORDER BY row_id))
FROM (
  SELECT row_id, digest, (row_number() OVER (ORDER BY row_id) - 1) / 1024 AS place
  FROM {view} WHERE run_id = %(run)s
) leaf
GROUP BY place;

-- name: wait_for_place
-- One sealer at a time takes the next place in the chain.
SELECT pg_advisory_xact_lock(20263, 0);

-- name: add_seal
-- The next link: previous chain, this root, and the seal's own facts, hashed together.
INSERT INTO runs_seal (id, run_id, sealed_at, row_count, root, chain)
SELECT before.id + 1, %(run)s, %(at)s, blocks.row_count, blocks.root,
       runs_seal_chain(before.chain, blocks.root, before.id + 1, %(run)s, blocks.row_count)
FROM (
  SELECT coalesce(max(id), 0) AS id, coalesce((SELECT chain FROM runs_seal ORDER BY id DESC LIMIT 1), '') AS chain
  FROM runs_seal
) before, (
  SELECT runs_seal_root(%(run)s) AS root, coalesce(sum(cardinality(row_ids)), 0) AS row_count
  FROM runs_sealblock WHERE run_id = %(run)s
) blocks
RETURNING chain;

-- name: pending
-- Ended runs without a seal, oldest first.
SELECT r.id FROM runs_run r
WHERE r.state IN ('done', 'nothing') AND NOT EXISTS (SELECT FROM runs_seal s WHERE s.run_id = r.id)
ORDER BY r.id;

-- name: last_seal
-- The newest link.
SELECT chain FROM runs_seal ORDER BY id DESC LIMIT 1;
