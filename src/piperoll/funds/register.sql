-- name: standing
-- The version of each fund that holds on a day: the last begun by then that was approved, unless it has ended.
SELECT f.code, f.name, f.account_id, v.patterns, v.words, v.layout
FROM funds_fund f JOIN LATERAL (
  SELECT v.* FROM funds_fundversion v JOIN funds_fundapproval a ON a.version_id = v.id
  WHERE v.fund_id = f.code AND v.valid_from <= %(on)s ORDER BY v.id DESC LIMIT 1
) v ON true
WHERE v.valid_to IS NULL OR v.valid_to >= %(on)s
ORDER BY f.code;
