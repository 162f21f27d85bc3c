-- name: remittance_profiles
-- Every profile, the version that reads its lists, and whether a newer one waits.
SELECT p.code, p.payer, used.id AS approved, last.id AS newest, last.id IS DISTINCT FROM used.id AS waits, last.written_by_id,
       u.name AS written_by, last.layout::text AS layout
FROM receipting_remittanceprofile p
JOIN LATERAL (SELECT v.* FROM receipting_remittanceprofileversion v WHERE v.profile_id = p.code ORDER BY v.id DESC LIMIT 1) last ON true
LEFT JOIN LATERAL (SELECT v.id FROM receipting_remittanceprofileversion v JOIN receipting_remittanceprofileapproval o ON o.version_id = v.id
                   WHERE v.profile_id = p.code ORDER BY v.id DESC LIMIT 1) used ON true
JOIN authority_user u ON u.id = last.written_by_id
ORDER BY p.payer, p.code;
