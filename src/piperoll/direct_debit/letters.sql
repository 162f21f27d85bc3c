-- name: notices
-- What the letters of some notices say: whose mandate, which account, what it pays, and each collection with its parts.
SELECT n.id AS source_id, c.reference AS customer_reference, c.name AS customer_name, m.payer_name, m.reference AS mandate_reference,
       m.service_user_number, a.last_four, n.notice_days, n.why,
       (SELECT string_agg(CASE p.what WHEN 'everything' THEN 'everything owed on the account below' WHEN 'service' THEN v.name ELSE 'invoice ' || i.number END, '; ' ORDER BY p.id)
        FROM direct_debit_mandatepays p LEFT JOIN council_service v ON v.id = p.service_id LEFT JOIN billing_invoice i ON i.id = p.invoice_id
        WHERE p.mandate_id = m.id AND p.run_id = (SELECT max(x.run_id) FROM direct_debit_mandatepays x
                                                  WHERE x.mandate_id = m.id AND x.valid_from <= n.dated)) AS pays,
       (SELECT jsonb_agg(jsonb_build_object('on', k.collect_on, 'pence', k.amount_pence, 'items', (
                 SELECT jsonb_agg(jsonb_build_object('number', i.reference, 'pence', t.amount_pence) ORDER BY i.due_on, i.id)
                 FROM direct_debit_noticeditem t JOIN receivables_item i ON i.id = t.item_id WHERE t.noticed_id = k.id)) ORDER BY k.collect_on)
        FROM direct_debit_noticedcollection k WHERE k.notice_id = n.id) AS collections
FROM direct_debit_notice n JOIN direct_debit_mandate m ON m.id = n.mandate_id JOIN direct_debit_standing s ON s.mandate_id = m.id
JOIN customers_customer c ON c.id = s.customer_id
JOIN LATERAL (SELECT x.last_four FROM direct_debit_mandateaccount x WHERE x.mandate_id = m.id ORDER BY x.id DESC LIMIT 1) a ON true
WHERE n.id = ANY(%(notices)s);

-- name: newest
-- A customer's newest notice of some kinds.
SELECT max(n.id) AS source_id FROM direct_debit_notice n JOIN direct_debit_standing s ON s.mandate_id = n.mandate_id
WHERE s.customer_id = %(customer)s AND n.kind = ANY(%(kinds)s) HAVING max(n.id) IS NOT NULL;
