-- name: chosen
-- Placements that still stand and are meant, oldest first: whose, why they were placed and what they paid.
SELECT p.id, p.receipt_id, p.customer_id, p.amount_pence, p.run_id, r.received_on, r.reference, c.reference AS customer_reference, c.name AS customer,
       (SELECT string_agg(said, '; ' ORDER BY n) FROM jsonb_array_elements_text(m.reasons) WITH ORDINALITY x(said, n)) AS why,
       (SELECT string_agg(DISTINCT d.reference, ', ') FROM receivables_allocation a JOIN receivables_item d ON d.id = a.debit_item_id
        WHERE a.credit_item_id = p.item_id AND a.undoes_id IS NULL AND NOT EXISTS (SELECT FROM receivables_allocation u WHERE u.undoes_id = a.id)) AS paid
FROM receipting_placement p JOIN receipting_receipt r ON r.id = p.receipt_id JOIN customers_customer c ON c.id = p.customer_id
LEFT JOIN receipting_match m ON m.id = p.match_id
WHERE p.undoes_id IS NULL AND NOT EXISTS (SELECT FROM receipting_placement u WHERE u.undoes_id = p.id)
  AND (%(of_run)s::bigint IS NULL OR p.run_id = %(of_run)s)
  AND (%(customer)s::bigint IS NULL OR p.customer_id = ANY(customers_accounts(%(customer)s, 'infinity', 'infinity')))
  AND (%(since)s::date IS NULL OR r.received_on >= %(since)s) AND (%(until)s::date IS NULL OR r.received_on <= %(until)s)
  AND (%(words)s::text IS NULL OR strpos(lower(m.reasons::text), %(words)s) > 0)
ORDER BY p.id LIMIT %(most)s;
