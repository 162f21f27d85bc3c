-- name: flags
-- A customer's flags, newest first, each with its last day and why it ended.
SELECT f.id, f.kind, f.happened_on, f.insolvency, f.reference, f.needs, f.evidence, f.owner, f.review_on, f.valid_from,
       s.valid_to, e.reason AS why_ended, coalesce(w.name, f.owner) AS owner_name
FROM safeguards_flag f JOIN safeguards_state s ON s.source = 'flag' AND s.id = f.id
LEFT JOIN safeguards_flagend e ON e.flag_id = f.id
LEFT JOIN authority_user w ON w.username = f.owner
WHERE f.customer_id = ANY(safeguards_same(%(customer)s, 'infinity')) ORDER BY f.valid_from DESC, f.id DESC;

-- name: holds
-- A customer's holds, newest first, each with its last day and why it was released.
SELECT h.id, h.kind, h.invoice_id, h.invoice_number, h.item_id, h.amount_pence, h.note, h.valid_from, least(h.valid_to, r.valid_to) AS valid_to,
       r.reason AS why_ended, coalesce(w.name, n.by_username) AS by_name
FROM safeguards_hold h LEFT JOIN safeguards_holdrelease r ON r.hold_id = h.id
JOIN runs_run n ON n.id = h.run_id LEFT JOIN authority_user w ON w.id = n.by_user_id
WHERE h.customer_id = ANY(safeguards_same(%(customer)s, 'infinity')) ORDER BY h.valid_from DESC, h.id DESC;

-- name: representatives
-- Everybody who acts or acted for a customer, newest first, and how they hear by a day (in the end, without one).
SELECT a.id, a.kind, a.name, a.lines, a.postcode, a.email, a.phone, coalesce(c.by_email, a.by_email) AS by_email,
       coalesce(c.language, a.language) AS language, coalesce(c.format, a.format) AS format, c.since AS hears_so_since, a.may_be_told,
       a.is_billed, a.proof, a.proof_seen_on, a.valid_from, a.valid_to, a.why_ended, coalesce(w.name, a.proof_seen_by) AS proof_seen_by
FROM safeguards_acting a LEFT JOIN authority_user w ON w.username = a.proof_seen_by
LEFT JOIN safeguards_chosen(coalesce(%(on)s, 'infinity'::date)) c ON c.representative_id = a.id
WHERE a.customer_id = ANY(safeguards_same(%(customer)s, 'infinity')) ORDER BY a.valid_from DESC, a.id DESC;

-- name: calls
-- Who got in touch about a customer, newest first, and who took the call.
SELECT c.id, c.caller, c.name, ARRAY(SELECT jsonb_array_elements_text(c.passed)) AS passed,
       ARRAY(SELECT jsonb_array_elements_text(c.failed)) AS failed, c.may_be_told, c.why, c.about, n.started_at AS at, coalesce(w.name, n.by_username) AS by_name
FROM safeguards_call c JOIN runs_run n ON n.id = c.run_id LEFT JOIN authority_user w ON w.id = n.by_user_id
WHERE c.customer_id = ANY(safeguards_same(%(customer)s, 'infinity')) ORDER BY c.id DESC LIMIT %(most)s;

-- name: parties
-- A customer and everybody liable together with them on a day (`member` is their name), each with what stands of them that day.
WITH party AS (
  SELECT %(customer)s::bigint AS id, NULL::text AS member UNION
  SELECT j.member_id, c.name FROM customers_jointmember j JOIN customers_customer c ON c.id = j.member_id
  WHERE j.account_id = ANY(safeguards_same(%(customer)s, %(on)s)) AND %(on)s >= j.valid_from AND %(on)s <= coalesce(j.valid_to, 'infinity')
)
SELECT party.id, party.member, s.source, s.state, s.valid_to
FROM party LEFT JOIN safeguards_state s ON s.customer_id = ANY(safeguards_same(party.id, %(on)s)) AND s.invoice_id IS NULL
  AND %(on)s >= s.valid_from AND %(on)s <= coalesce(s.valid_to, 'infinity')
ORDER BY party.member IS NOT NULL, party.id, s.state;
