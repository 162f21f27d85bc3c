-- name: balance
-- An account's debits and credits up to a day, by what was known at a moment.
SELECT a.code, a.name, a.kind,
       coalesce(sum(p.amount_pence) FILTER (WHERE p.debit_account_id = a.id), 0)::bigint AS debit_pence,
       coalesce(sum(p.amount_pence) FILTER (WHERE p.credit_account_id = a.id), 0)::bigint AS credit_pence
FROM ledger_account a LEFT JOIN (
  SELECT p.debit_account_id, p.credit_account_id, p.amount_pence
  FROM ledger_posting p JOIN ledger_journal j ON j.id = p.journal_id
  WHERE p.effective_on <= %(as_at)s AND j.known_at <= %(known_at)s
) p ON a.id IN (p.debit_account_id, p.credit_account_id)
WHERE a.code = %(code)s
GROUP BY a.id;
