-- name: files
-- Files to funds with the last answer to each; or, with a day, those made by it that nobody answered, and those that differ.
SELECT f.fund_id, k.name, f.sequence, f.made_on, f.line_count, f.amount_pence, f.run_id, a.told_lines, a.told_pence, a.difference_pence, a.note,
       CASE WHEN a.id IS NOT NULL THEN (a.told_lines, a.told_pence) = (f.line_count, f.amount_pence) END AS agrees
FROM interfaces_fundfile f JOIN funds_fund k ON k.code = f.fund_id
LEFT JOIN LATERAL (SELECT * FROM interfaces_fundfileanswer x WHERE x.file_id = f.id ORDER BY x.id DESC LIMIT 1) a ON true
WHERE (%(fund)s::text IS NULL OR f.fund_id = %(fund)s)
  AND (%(chased)s::date IS NULL OR (a.id IS NULL AND f.made_on <= %(chased)s)
       OR (a.told_lines, a.told_pence) <> (f.line_count, f.amount_pence))
ORDER BY f.id DESC LIMIT %(most)s;

-- name: untold_of_each
-- What each fund was not told of yet.
SELECT p.fund_id, count(*)::int AS placements, sum(p.amount_pence)::bigint AS pence FROM receipting_fundplacement p
WHERE NOT EXISTS (SELECT FROM interfaces_fundfileline l WHERE l.placement_id = p.id)
  AND CASE WHEN p.undoes_id IS NULL THEN NOT EXISTS (SELECT FROM receipting_fundplacement u WHERE u.undoes_id = p.id)
           ELSE EXISTS (SELECT FROM interfaces_fundfileline l WHERE l.placement_id = p.undoes_id) END
GROUP BY 1;
