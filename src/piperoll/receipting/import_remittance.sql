-- name: hold_reference
-- One at a time under a payer's reference.
SELECT pg_advisory_xact_lock(20270, hashtext(upper(%(reference)s)));

-- name: newest_of
-- The remittance of a payer and reference that nothing replaces, and the receipt it explains, if its money stands where it says.
SELECT m.id, (
  SELECT r.reference FROM receipting_remittanceuse u JOIN receipting_receipt r ON r.id = u.receipt_id
  WHERE u.remittance_id = m.id AND receipting_match_stands(u.match_id) LIMIT 1
) AS receipt
FROM receipting_remittance m JOIN receipting_remittancetext t ON t.remittance_id = m.id
WHERE upper(m.reference) = upper(%(reference)s) AND upper(t.payer_name) = upper(%(payer)s)
  AND NOT EXISTS (SELECT FROM receipting_remittance later WHERE later.replaces_id = m.id);

-- name: keep
-- The remittance, and apart from it who pays and the names beside its lines.
WITH kept AS (
  INSERT INTO receipting_remittance (reference, paid_on, total_pence, line_count, text_digest, replaces_id, run_id)
  VALUES (%(reference)s, %(paid_on)s, %(pence)s, %(lines)s, %(digest)s, %(replaces)s, %(run)s)
  RETURNING id
), apart AS (
  INSERT INTO receipting_remittancetext (remittance_id, salt, payer_name, narrative)
  SELECT id, %(salt)s, %(payer)s, %(names)s FROM kept
)
SELECT id FROM kept;
