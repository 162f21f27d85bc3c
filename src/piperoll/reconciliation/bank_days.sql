-- name: positions
-- Each bank account at the end of a day: the bank's balance by its statements, the ledger's, what was expected there and has not come, and
-- what of the lines up to it nobody can explain yet (now, not then).
WITH closed AS (
  SELECT DISTINCT ON (bank_account_id) bank_account_id, closed_on, sequence, closing_pence FROM receipting_statement
  WHERE closed_on <= %(on)s ORDER BY bank_account_id, sequence DESC
), opened AS (
  SELECT DISTINCT ON (bank_account_id) bank_account_id, opening_pence FROM receipting_statement
  WHERE opened_on <= %(on)s ORDER BY bank_account_id, sequence
), later AS (
  SELECT s.bank_account_id, sum(l.amount_pence) AS pence FROM receipting_statement s JOIN receipting_bankline l ON l.statement_id = s.id
  WHERE s.closed_on > %(on)s AND l.booked_on <= %(on)s GROUP BY 1
), posted AS (
  SELECT a.bank_account_id, sum(CASE WHEN p.debit_account_id = a.id THEN p.amount_pence ELSE -p.amount_pence END) AS pence
  FROM ledger_account a JOIN ledger_posting p ON a.id IN (p.debit_account_id, p.credit_account_id)
  WHERE a.bank_account_id IS NOT NULL AND p.effective_on <= %(on)s GROUP BY 1
), outstanding AS (
  SELECT bank_account_id, count(*) AS many, sum(amount_pence) AS pence, count(*) FILTER (WHERE expected_on + days_late < %(on)s) AS late
  FROM reconciliation_outstanding(%(on)s) GROUP BY 1
), unexplained AS (
  SELECT r.bank_account_id, count(*) AS many, sum(s.open_pence) AS pence
  FROM receipting_suspense s JOIN receipting_receipt r ON r.id = s.receipt_id
  WHERE s.open_pence <> 0 AND r.bank_line_id IS NOT NULL AND r.received_on <= %(on)s GROUP BY 1
)
SELECT b.code, b.name, c.closed_on, (coalesce(c.closing_pence, o.opening_pence, 0) + coalesce(l.pence, 0))::bigint AS bank_pence,
       coalesce(p.pence, 0)::bigint AS ledger_pence, coalesce(x.many, 0) AS outstanding, coalesce(x.pence, 0)::bigint AS outstanding_pence,
       coalesce(x.late, 0) AS late, coalesce(u.many, 0) AS unexplained, coalesce(u.pence, 0)::bigint AS unexplained_pence
FROM council_bankaccount b LEFT JOIN closed c ON c.bank_account_id = b.id LEFT JOIN opened o ON o.bank_account_id = b.id
LEFT JOIN later l ON l.bank_account_id = b.id LEFT JOIN posted p ON p.bank_account_id = b.id
LEFT JOIN outstanding x ON x.bank_account_id = b.id LEFT JOIN unexplained u ON u.bank_account_id = b.id
WHERE (%(code)s::text IS NULL OR b.code = %(code)s)
ORDER BY b.code;

-- name: outstanding
-- What was expected at a bank account by a day and has not come, the oldest first: how late, whose it is to follow up, and what they said last.
SELECT e.id, e.what, e.expected_on, e.amount_pence, %(on)s - (e.expected_on + e.days_late) AS days_late, u.name AS owner, f.words
FROM reconciliation_outstanding(%(on)s) e JOIN council_bankaccount b ON b.id = e.bank_account_id
LEFT JOIN LATERAL (SELECT user_id, words FROM reconciliation_followup w WHERE w.expected_id = e.id ORDER BY w.id DESC LIMIT 1) f ON true
LEFT JOIN authority_user u ON u.id = f.user_id
WHERE (%(code)s::text IS NULL OR b.code = %(code)s) AND (%(item)s::bigint IS NULL OR e.id = %(item)s)
ORDER BY e.expected_on, e.id LIMIT %(most)s;

-- name: on_its_way
-- Each ledger account that holds money until a bank shows it: its balance, how much of that a bank is expected to show by the day, and the rest,
-- which is still with us or is due later.
WITH held AS (
  SELECT a.id, a.code, a.name FROM ledger_account a
  WHERE a.control IN ('direct_debit', 'refunds') OR a.id IN (SELECT account_id FROM ledger_method)
), posted AS (
  SELECT h.id, sum(CASE WHEN p.debit_account_id = h.id THEN p.amount_pence ELSE -p.amount_pence END) AS pence
  FROM held h JOIN ledger_posting p ON h.id IN (p.debit_account_id, p.credit_account_id) WHERE p.effective_on <= %(on)s GROUP BY 1
), outstanding AS (
  SELECT account_id, sum(amount_pence) AS pence FROM reconciliation_outstanding(%(on)s) GROUP BY 1
)
SELECT h.code, h.name, coalesce(p.pence, 0)::bigint AS ledger_pence, coalesce(o.pence, 0)::bigint AS outstanding_pence
FROM held h LEFT JOIN posted p ON p.id = h.id LEFT JOIN outstanding o ON o.account_id = h.id
WHERE coalesce(p.pence, 0) <> 0 OR coalesce(o.pence, 0) <> 0
ORDER BY h.code;

-- name: story
-- Who was given an outstanding item and what they said, the newest first.
SELECT u.name AS owner, f.words, r.started_at, w.name AS by_name FROM reconciliation_followup f
JOIN runs_run r ON r.id = f.run_id LEFT JOIN authority_user u ON u.id = f.user_id LEFT JOIN authority_user w ON w.username = r.by_username
WHERE f.expected_id = %(item)s ORDER BY f.id DESC;
