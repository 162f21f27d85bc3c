-- name: refunds
-- The refunds of a run that stand, in order, each with the sealed account it goes to.
SELECT r.id, r.amount_pence, p.sealed_details, p.sealed_name
FROM refunds_chosenrefund c JOIN refunds_refund r ON r.id = c.refund_id JOIN refunds_payeeaccount p ON p.id = r.payee_id
WHERE c.refund_run_id = %(refund_run)s AND NOT EXISTS (SELECT FROM refunds_refundend e WHERE e.refund_id = r.id)
ORDER BY r.id;
