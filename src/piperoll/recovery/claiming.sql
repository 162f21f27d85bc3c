-- name: read_as
-- The accounts read as one with a customer.
SELECT unnest(customers_accounts(%(customer)s, 'infinity', 'infinity')) AS id;

-- name: letter
-- The newest letter of a stage that went to a customer and did not come back: its day (the later of its date and its post), and its sum.
SELECT d.id AS document_id, greatest(d.dated, u.effective_on) AS sent_on, p.chased_pence AS pence
FROM recovery_proposal p JOIN dispatch_document d ON d.kind = 'reminder' AND d.source_id = p.id
JOIN dispatch_outbox o ON o.document_id = d.id AND o.state IN ('sent', 'delivered')
JOIN dispatch_event e ON e.document_id = d.id AND e.event = 'send' JOIN runs_run u ON u.id = e.run_id
WHERE p.stage = %(stage)s AND p.customer_id = ANY(customers_accounts(%(customer)s, 'infinity', 'infinity'))
ORDER BY greatest(d.dated, u.effective_on) DESC, d.id DESC LIMIT 1;

-- name: since
-- What came back since a letter, when documents were supplied, and when notice of a claim went.
SELECT (SELECT jsonb_agg(jsonb_build_object('on', r.received_on, 'says', r.says, 'complete', r.is_complete) ORDER BY r.received_on, r.id)
        FROM recovery_claimreply r WHERE r.customer_id = ANY(a.ids) AND r.received_on >= %(letter_on)s) AS replies,
       (SELECT max(c.supplied_on) FROM recovery_claimdocuments c WHERE c.customer_id = ANY(a.ids) AND c.supplied_on >= %(letter_on)s) AS documents_on,
       (SELECT max(u.effective_on) FROM recovery_claimnotice n JOIN dispatch_document d ON d.kind = 'claim_notice' AND d.source_id = n.id
        JOIN dispatch_outbox o ON o.document_id = d.id AND o.state IN ('sent', 'delivered')
        JOIN dispatch_event e ON e.document_id = d.id AND e.event = 'send' JOIN runs_run u ON u.id = e.run_id
        WHERE n.customer_id = ANY(a.ids) AND n.noticed_on >= %(letter_on)s) AS notice_on
FROM (SELECT customers_accounts(%(customer)s, 'infinity', 'infinity') AS ids) a;

-- name: history
-- What was recorded before a claim, the newest first.
SELECT e.what, e.says, e.is_complete, e.words, e.on_day, coalesce(u.name, run.by_username) AS by_name
FROM (
  SELECT 'reply' AS what, ARRAY(SELECT jsonb_array_elements_text(r.says)) AS says, r.is_complete, r.words, r.received_on AS on_day, r.run_id
  FROM recovery_claimreply r WHERE r.customer_id = ANY(customers_accounts(%(customer)s, 'infinity', 'infinity'))
  UNION ALL SELECT 'documents', '{}'::text[], true, c.words, c.supplied_on, c.run_id FROM recovery_claimdocuments c
  WHERE c.customer_id = ANY(customers_accounts(%(customer)s, 'infinity', 'infinity'))
  UNION ALL SELECT 'notice', '{}'::text[], true, '', n.noticed_on, n.run_id FROM recovery_claimnotice n
  WHERE n.customer_id = ANY(customers_accounts(%(customer)s, 'infinity', 'infinity'))
  UNION ALL SELECT CASE WHEN p.owns_property THEN 'property' ELSE 'no_property' END, '{}'::text[], true,
         coalesce('offered ' || to_char(p.offered_on, 'FMDD FMMonth YYYY') || '; ', '') || coalesce('refused ' || to_char(p.refused_on, 'FMDD FMMonth YYYY') || '; ', '') || p.evidence,
         x.effective_on, p.run_id FROM recovery_deferredpayment p JOIN runs_run x ON x.id = p.run_id
  WHERE p.customer_id = ANY(customers_accounts(%(customer)s, 'infinity', 'infinity'))
) e JOIN runs_run run ON run.id = e.run_id LEFT JOIN authority_user u ON u.username = run.by_username
ORDER BY run.id DESC LIMIT %(most)s;
