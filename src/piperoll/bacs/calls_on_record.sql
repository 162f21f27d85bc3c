-- name: checked
-- Calls from whoever may be told about the payer's account that bear on a claim: those of the day the mandate was given, and those about Direct Debit,
-- until the claim came.
SELECT u.effective_on, c.caller, c.passed, c.about FROM safeguards_call c JOIN runs_run u ON u.id = c.run_id
JOIN direct_debit_mandate m ON m.id = %(mandate)s JOIN direct_debit_standing s ON s.mandate_id = m.id
WHERE c.customer_id = ANY(customers_accounts(s.customer_id, 'infinity', 'infinity')) AND c.may_be_told AND u.effective_on <= %(until)s
  AND (u.effective_on = m.agreed_on OR c.about ILIKE %(bears_on)s)
ORDER BY c.id;
