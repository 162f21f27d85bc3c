-- name: funds
-- Every fund, its newest version, and whether that one still waits to be approved.
SELECT f.code, f.name, a.code AS ledger_code, a.nominal, last.id AS newest, last.patterns, last.words, last.samples, last.layout,
       last.valid_from, last.valid_to, last.written_by_id, u.name AS written_by, used.id AS approved,
       last.id IS DISTINCT FROM used.id AS waits
FROM funds_fund f JOIN ledger_account a ON a.id = f.account_id
JOIN LATERAL (SELECT v.* FROM funds_fundversion v WHERE v.fund_id = f.code ORDER BY v.id DESC LIMIT 1) last ON true
LEFT JOIN LATERAL (SELECT v.id FROM funds_fundversion v JOIN funds_fundapproval o ON o.version_id = v.id
                   WHERE v.fund_id = f.code ORDER BY v.id DESC LIMIT 1) used ON true
JOIN authority_user u ON u.id = last.written_by_id
ORDER BY f.name;
