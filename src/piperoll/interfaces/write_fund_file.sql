-- name: one_at_a_time
-- Two files of one fund are never made at once.
SELECT pg_advisory_xact_lock(20268, hashtext(%(fund)s));

-- name: untold
-- What a fund was not told of, in order; a placement and what undid it are left out when it was told of neither.
SELECT p.id AS placement_id, p.reference AS account, p.amount_pence, r.received_on, r.reference AS receipt, coalesce(m.name, 'Bank') AS method
FROM receipting_fundplacement p JOIN receipting_receipt r ON r.id = p.receipt_id
LEFT JOIN receipting_taking t ON t.receipt_id = r.id LEFT JOIN ledger_method m ON m.id = t.method_id
WHERE p.fund_id = %(fund)s AND p.effective_on <= %(on)s
  AND NOT EXISTS (SELECT FROM interfaces_fundfileline l WHERE l.placement_id = p.id)
  AND CASE WHEN p.undoes_id IS NULL THEN NOT EXISTS (SELECT FROM receipting_fundplacement u WHERE u.undoes_id = p.id)
           ELSE EXISTS (SELECT FROM interfaces_fundfileline l WHERE l.placement_id = p.undoes_id) END
ORDER BY p.id;

-- name: layout
-- How the fund's file is laid out: by the version that holds, or the last that did.
SELECT v.layout FROM funds_fundversion v JOIN funds_fundapproval a ON a.version_id = v.id
WHERE v.fund_id = %(fund)s ORDER BY v.valid_from <= %(on)s DESC, v.id DESC LIMIT 1;

-- name: tell
-- Each placement told once, in the file's order.
INSERT INTO interfaces_fundfileline (placement_id, file_id, line, run_id)
SELECT placement, %(file)s, line, %(run)s FROM unnest(%(placements)s::bigint[]) WITH ORDINALITY told(placement, line);
