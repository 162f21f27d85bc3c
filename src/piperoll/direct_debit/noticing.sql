-- name: write
-- A notice of one kind to the payer of each mandate.
INSERT INTO direct_debit_notice (mandate_id, kind, number, notice_days, dated, why, run_id)
SELECT m.id, %(kind)s, m.reference || '-' || (SELECT count(*) + 1 FROM direct_debit_notice x WHERE x.mandate_id = m.id), %(notice_days)s,
       %(on)s, t.why, %(run)s
FROM unnest(%(mandates)s::bigint[], %(whys)s::text[]) AS t (mandate_id, why) JOIN direct_debit_mandate m ON m.id = t.mandate_id
ORDER BY m.id;

-- name: sources
-- The notices of a kind that a run wrote, each routed as its customer, or as its mandate (below nought) when the payer is somebody else.
WITH merged AS MATERIALIZED (SELECT customer_id, kept_id FROM customers_merged('infinity', 'infinity'))
INSERT INTO to_send
SELECT n.id, n.number, s.customer_id,
       CASE WHEN m.payer_lines <> '' OR m.payer_email <> '' THEN -m.id ELSE coalesce(k.kept_id, s.customer_id) END,
       coalesce((SELECT sum(c.amount_pence) FROM direct_debit_noticedcollection c WHERE c.notice_id = n.id), 0), n.dated
FROM direct_debit_notice n JOIN direct_debit_mandate m ON m.id = n.mandate_id JOIN direct_debit_standing s ON s.mandate_id = m.id
LEFT JOIN merged k ON k.customer_id = s.customer_id
WHERE n.run_id = %(run)s AND n.kind = %(kind)s;

-- name: payers
-- A payer who is not the customer hears themself, by email if they gave one and none bounced, unless the customer's own safeguards bar it.
INSERT INTO to_whom (customer_id, person_id, representative_id, recipient, why, lines, postcode, email, channel, language, format, audience, bar)
SELECT DISTINCT t.routed_as, t.customer_id, 0, m.payer_name, 'Pays by Direct Debit for ' || c.name, m.payer_lines, m.payer_postcode,
       m.payer_email, way.channel, 'en', 'standard', 'payer',
       coalesce(b.reason, CASE way.channel WHEN 'none' THEN 'Their email came back, and they gave no address.' END)
FROM to_send t JOIN direct_debit_mandate m ON m.id = -t.routed_as JOIN customers_customer c ON c.id = t.customer_id
CROSS JOIN LATERAL (
  SELECT CASE WHEN m.payer_email <> '' AND NOT EXISTS (
    SELECT FROM dispatch_document d JOIN dispatch_outbox o ON o.document_id = d.id
    WHERE d.customer_id = t.customer_id AND d.audience = 'payer' AND d.email = m.payer_email AND d.channel = 'email' AND o.state = 'bounced')
    THEN 'email' WHEN m.payer_lines <> '' THEN 'post' ELSE 'none' END AS channel
) way
LEFT JOIN safeguards_bar(%(act)s, %(on)s) b ON b.customer_id = t.customer_id
WHERE t.routed_as < 0;
