-- name: sources
-- The refunds of a run, each routed as its customer or as the account theirs is read as.
WITH merged AS MATERIALIZED (SELECT customer_id, kept_id FROM customers_merged('infinity', 'infinity'))
INSERT INTO to_send
SELECT r.id, 'REFUND-' || r.id, r.customer_id, coalesce(k.kept_id, r.customer_id), r.amount_pence, %(on)s
FROM refunds_chosenrefund c JOIN refunds_refund r ON r.id = c.refund_id LEFT JOIN merged k ON k.customer_id = r.customer_id
WHERE c.refund_run_id = %(refund_run)s;

-- name: refunds
-- What the letters of some refunds say: how much, where to, when, and for what money.
SELECT r.id AS source_id, k.reference AS customer_reference, k.name AS customer_name, r.amount_pence, r.method, r.payable_to, p.last_four,
       coalesce((SELECT n.pay_on FROM refunds_chosenrefund c JOIN refunds_refundrun n ON n.id = c.refund_run_id
                 WHERE c.refund_id = r.id ORDER BY c.id DESC LIMIT 1), r.refunded_on) AS pay_on,
       (SELECT jsonb_agg(jsonb_build_object('reference', i.reference, 'pence', c.amount_pence) ORDER BY i.effective_on, i.id)
        FROM refunds_refundedcredit c JOIN receivables_item i ON i.id = c.item_id WHERE c.refund_id = r.id) AS credits
FROM refunds_refund r JOIN customers_customer k ON k.id = r.customer_id LEFT JOIN refunds_payeeaccount p ON p.id = r.payee_id
WHERE r.id = ANY(%(refunds)s::bigint[]);

-- name: newest
-- A customer's newest refund.
SELECT max(id) AS source_id FROM refunds_refund WHERE customer_id = %(customer)s HAVING max(id) IS NOT NULL;
