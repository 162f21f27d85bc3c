-- name: bankings
-- Bankings, the newest first (or one), each with the receipt that cleared it.
SELECT b.id, b.slip, b.banked_on, b.amount_pence, b.takings, m.name AS method, m.kind, a.code, a.name AS account_name, b.run_id,
       c.receipt_id AS shown_by, r.received_on AS shown_on, coalesce(u.name, run.by_username) AS by_name,
       (SELECT count(*) FROM takings_bankedtaking k JOIN takings_unpaid p ON p.taking_id = k.taking_id WHERE k.banking_id = b.id) AS returned
FROM takings_banking b JOIN ledger_method m ON m.id = b.method_id JOIN council_bankaccount a ON a.id = b.bank_account_id
JOIN runs_run run ON run.id = b.run_id LEFT JOIN authority_user u ON u.username = run.by_username
LEFT JOIN receipting_expected x ON x.replaces_id = b.expected_id
LEFT JOIN receipting_clearing c ON c.expected_id = coalesce(x.id, b.expected_id) LEFT JOIN receipting_receipt r ON r.id = c.receipt_id
WHERE %(banking)s::bigint IS NULL OR b.id = %(banking)s
ORDER BY b.id DESC LIMIT %(many)s OFFSET %(skip)s;

-- name: contents
-- What is in a banking, in the order it was entered, and whose accounts it is on.
SELECT t.receipt_id, r.reference, t.number, t.amount_pence, t.taken_on, w.payer_name, w.narrative, w.payment_references::text AS said,
       s.state, s.open_pence, s.reason, owner.customer_id, owner.customer, owner.customer_reference, owner.many, u.returned_on
FROM takings_bankedtaking k JOIN receipting_taking t ON t.receipt_id = k.taking_id JOIN receipting_receipt r ON r.id = t.receipt_id
JOIN receipting_suspense s ON s.receipt_id = t.receipt_id LEFT JOIN receipting_takingtext w ON w.taking_id = t.receipt_id
LEFT JOIN takings_unpaid u ON u.taking_id = t.receipt_id
LEFT JOIN LATERAL (
  SELECT min(c.id) AS customer_id, min(c.name) AS customer, min(c.reference) AS customer_reference, count(*) AS many
  FROM receipting_placement p JOIN customers_customer c ON c.id = p.customer_id
  WHERE p.receipt_id = t.receipt_id AND p.undoes_id IS NULL AND NOT EXISTS (SELECT FROM receipting_placement x WHERE x.undoes_id = p.id)
) owner ON true
WHERE k.banking_id = %(banking)s ORDER BY t.receipt_id;

-- name: holding
-- What each method's account holds now.
SELECT m.code, m.name, m.kind,
       coalesce(sum(p.amount_pence) FILTER (WHERE p.debit_account_id = m.account_id), 0)::bigint
       - coalesce(sum(p.amount_pence) FILTER (WHERE p.credit_account_id = m.account_id), 0)::bigint AS pence
FROM ledger_method m LEFT JOIN ledger_posting p ON m.account_id IN (p.debit_account_id, p.credit_account_id)
GROUP BY m.id ORDER BY m.name;

-- name: cash_ups
-- Counts whose difference waits for somebody else, the oldest first.
SELECT u.id, u.till, u.slip, u.counted_on, u.counted::text AS counted, u.counted_pence, u.taken_pence, u.counted_pence - u.taken_pence AS difference_pence,
       u.reason, u.counted_by_id, c.name AS counted_by, a.code
FROM takings_cashup u JOIN authority_user c ON c.id = u.counted_by_id JOIN council_bankaccount a ON a.id = u.bank_account_id
WHERE NOT EXISTS (SELECT FROM takings_cashupend e WHERE e.cash_up_id = u.id) ORDER BY u.id;

-- name: tills
-- Tills with cash not counted yet: how much, since when, and where it is paid in.
SELECT t.number AS till, a.code, count(*) AS takings, sum(t.amount_pence)::bigint AS pence, min(t.taken_on) AS since
FROM receipting_taking t JOIN ledger_method m ON m.id = t.method_id AND m.kind = 'cash' JOIN receipting_receipt r ON r.id = t.receipt_id
JOIN council_bankaccount a ON a.id = r.bank_account_id
WHERE NOT EXISTS (SELECT FROM takings_bankedtaking k WHERE k.taking_id = t.receipt_id)
  AND NOT EXISTS (SELECT FROM takings_cashuptaking c WHERE c.taking_id = t.receipt_id
                  AND NOT EXISTS (SELECT FROM takings_cashupend e WHERE e.cash_up_id = c.cash_up_id))
GROUP BY 1, 2 ORDER BY 1, 2;

-- name: file_profiles
-- Every profile, the version that reads its files, and whether a newer one waits.
SELECT p.code, p.name, m.name AS method, m.code AS method_code, a.code AS account, p.bank_words, used.id AS approved, last.id AS newest,
       last.id IS DISTINCT FROM used.id AS waits, last.written_by_id, u.name AS written_by, last.layout::text AS layout,
       (SELECT max(b.banked_on) FROM takings_paymentfiletaken f JOIN takings_banking b ON b.id = f.banking_id
        JOIN takings_fileprofileversion v ON v.id = f.version_id WHERE v.profile_id = p.code) AS last_taken_on
FROM takings_fileprofile p JOIN ledger_method m ON m.id = p.method_id JOIN council_bankaccount a ON a.id = p.bank_account_id
LEFT JOIN LATERAL (SELECT v.* FROM takings_fileprofileversion v WHERE v.profile_id = p.code ORDER BY v.id DESC LIMIT 1) last ON true
LEFT JOIN LATERAL (SELECT v.id FROM takings_fileprofileversion v JOIN takings_fileprofileapproval o ON o.version_id = v.id
                   WHERE v.profile_id = p.code ORDER BY v.id DESC LIMIT 1) used ON true
JOIN authority_user u ON u.id = last.written_by_id
ORDER BY p.name;

-- name: cash_returns
-- Cash-up returns of services: those nobody ended first, the oldest on top, then the newest.
SELECT r.id, r.office, r.taken_on, r.slip, r.cheque_slip, r.counted::text AS counted, r.counted_pence, r.cash_pence, r.cheque_pence,
       r.counted_pence - r.cash_pence AS difference_pence, r.reason, r.filled_by_id, f.name AS filled_by, s.name AS service, a.code AS account,
       e.is_authorised, w.name AS ended_by, e.reason AS end_reason, u.effective_on AS ended_on, c.banking_id AS cash_banking, e.cheque_banking_id
FROM takings_cashreturn r JOIN authority_user f ON f.id = r.filled_by_id JOIN council_service s ON s.id = r.service_id
JOIN council_bankaccount a ON a.id = r.bank_account_id LEFT JOIN takings_cashreturnend e ON e.cash_return_id = r.id
LEFT JOIN authority_user w ON w.id = e.ended_by_id LEFT JOIN runs_run u ON u.id = e.run_id LEFT JOIN takings_cashupend c ON c.cash_up_id = e.cash_up_id
WHERE (%(services)s::int[] IS NULL OR r.service_id = ANY(%(services)s)) AND (%(cash_return)s::bigint IS NULL OR r.id = %(cash_return)s)
ORDER BY e.cash_return_id IS NOT NULL, CASE WHEN e.cash_return_id IS NULL THEN r.id ELSE -r.id END LIMIT %(most)s OFFSET %(after)s;

-- name: return_lines
-- What a return says was taken.
SELECT l.income_code, l.kind, l.amount_pence, f.name AS fund FROM takings_cashreturnline l JOIN funds_fund f ON f.code = l.fund_id
WHERE l.cash_return_id = %(cash_return)s ORDER BY l.id;
