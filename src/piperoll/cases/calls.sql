-- name: bearing_on
-- Calls with the payer of a mandate until a day that bear on a claim: those of the day it was given, and those whose words are about Direct Debit; of one
-- that was put right, what put it right; never what somebody else said.
SELECT e.happened_on, e.kind, e.outcome, e.words, coalesce(w.name, u.by_username) AS by_name, e.words ILIKE %(bears_on)s AS is_about_it
FROM cases_exchange e JOIN runs_run u ON u.id = e.run_id LEFT JOIN authority_user w ON w.id = u.by_user_id
JOIN direct_debit_mandate m ON m.id = %(mandate)s JOIN direct_debit_standing s ON s.mandate_id = m.id
WHERE e.customer_id = ANY(customers_accounts(s.customer_id, 'infinity', 'infinity')) AND e.kind IN ('call_in', 'call_out')
  AND e.outcome NOT IN ('somebody_else', 'wrong_number') AND e.happened_on <= %(until)s
  AND u.effective_on <= %(until)s AND (e.happened_on = m.agreed_on OR e.words ILIKE %(bears_on)s)
  AND NOT EXISTS (SELECT FROM cases_exchange x WHERE x.corrects_id = e.id)
ORDER BY e.id;
