-- name: one_snapshot
-- The whole walk sees one moment.
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;

-- name: totals
-- How much there is to walk.
SELECT count(*) AS seals, coalesce(sum(row_count), 0)::bigint AS rows, (SELECT chain FROM runs_seal ORDER BY id DESC LIMIT 1) AS newest
FROM runs_seal;

-- name: changed_blocks
-- Blocks of one source whose rows no longer hash to what was sealed, or whose own leaves were altered.
WITH now AS (
  SELECT run_id, place, sha256(string_agg(digest, '' ORDER BY row_id)) AS digest
  FROM (SELECT run_id, row_id, digest, (row_number() OVER (PARTITION BY run_id ORDER BY row_id) - 1) / 1024 AS place FROM {view}) leaf
  GROUP BY run_id, place
), sealed AS (
  SELECT b.run_id, b.place, b.digest, b.leaves FROM runs_sealblock b WHERE b.source = %(source)s
)
SELECT coalesce(now.run_id, sealed.run_id) AS run_id, coalesce(now.place, sealed.place)::int AS place, s.id AS seal_id
FROM now FULL JOIN sealed ON sealed.run_id = now.run_id AND sealed.place = now.place
JOIN runs_seal s ON s.run_id = coalesce(now.run_id, sealed.run_id)
WHERE now.digest IS DISTINCT FROM sealed.digest OR sealed.digest <> sha256(sealed.leaves);

-- name: changed_rows
-- The rows of one run, each against its sealed leaf.
WITH now AS (SELECT row_id, digest FROM {view} WHERE run_id = %(run)s),
sealed AS (
  SELECT row_id, substr(b.leaves, ((n - 1) * 32 + 1)::int, 32) AS digest
  FROM runs_sealblock b, unnest(b.row_ids) WITH ORDINALITY AS leaf(row_id, n)
  WHERE b.run_id = %(run)s AND b.source = %(source)s
)
SELECT coalesce(now.row_id, sealed.row_id) AS row_id, CASE
         WHEN now.row_id IS NULL THEN 'is missing' WHEN sealed.row_id IS NULL THEN 'was added' ELSE 'was altered' END AS what
FROM now FULL JOIN sealed USING (row_id)
WHERE now.digest IS DISTINCT FROM sealed.digest
ORDER BY 1 LIMIT 1;

-- name: rows_of_no_run
-- Rows whose run does not exist, or that name no batch or act of ours still going on.
SELECT v.run_id, v.row_id, %(source)s AS source FROM {view} v
WHERE NOT EXISTS (SELECT FROM runs_run r WHERE r.id = v.run_id)
ORDER BY v.row_id LIMIT 1;

-- name: broken_links
-- Seals whose root, or whose link, does not follow.
SELECT s.id, s.run_id FROM (
  SELECT id, run_id, row_count, root, chain, lag(chain, 1, ''::bytea) OVER (ORDER BY id) AS before,
         row_number() OVER (ORDER BY id) AS place FROM runs_seal
) s
WHERE s.id <> s.place OR s.root <> runs_seal_root(s.run_id) OR s.chain <> runs_seal_chain(s.before, s.root, s.id, s.run_id, s.row_count)
   OR s.row_count <> (SELECT coalesce(sum(cardinality(row_ids)), 0) FROM runs_sealblock b WHERE b.run_id = s.run_id)
ORDER BY s.id;

-- name: unsealed_runs
-- Runs that ended without a seal.
SELECT r.id FROM runs_run r
WHERE r.state IN ('done', 'nothing') AND NOT EXISTS (SELECT FROM runs_seal s WHERE s.run_id = r.id) ORDER BY r.id;

-- name: is_link
-- Whether the chain passes through a link.
SELECT id FROM runs_seal WHERE encode(chain, 'hex') = %(held)s;
