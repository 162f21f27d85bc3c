-- name: sources
-- The notices of a run, each routed as its customer, or as its mandate (below nought) when the payer is somebody else.
WITH merged AS MATERIALIZED (SELECT customer_id, kept_id FROM customers_merged('infinity', 'infinity'))
INSERT INTO to_send
SELECT n.id, n.number, s.customer_id,
       CASE WHEN m.payer_lines <> '' OR m.payer_email <> '' THEN -m.id ELSE coalesce(k.kept_id, s.customer_id) END,
       coalesce((SELECT sum(c.amount_pence) FROM direct_debit_noticedcollection c WHERE c.notice_id = n.id), 0), n.dated
FROM direct_debit_notice n JOIN direct_debit_mandate m ON m.id = n.mandate_id JOIN direct_debit_standing s ON s.mandate_id = m.id
LEFT JOIN merged k ON k.customer_id = s.customer_id
WHERE n.run_id = %(run)s;

-- name: payers
-- A payer who is not the customer hears themself, by email if they gave one, unless the customer's own safeguards bar it.
INSERT INTO to_whom (customer_id, person_id, representative_id, recipient, why, lines, postcode, email, channel, language, format, audience, bar)
SELECT DISTINCT t.routed_as, t.customer_id, 0, m.payer_name, 'Pays by Direct Debit for ' || c.name, m.payer_lines, m.payer_postcode,
       m.payer_email, CASE WHEN m.payer_email <> '' THEN 'email' ELSE 'post' END, 'en', 'standard', 'payer', b.reason
FROM to_send t JOIN direct_debit_mandate m ON m.id = -t.routed_as JOIN customers_customer c ON c.id = t.customer_id
LEFT JOIN safeguards_bar(%(act)s, %(on)s) b ON b.customer_id = t.customer_id
WHERE t.routed_as < 0;
