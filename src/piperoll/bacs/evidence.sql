-- name: letters
-- What the payer of a mandate was told that bears on a claim: its confirmation, and the notices of what is claimed; each document with its proof.
SELECT n.id AS notice_id, n.kind, n.number, n.dated, d.id AS document_id, d.kind AS document_kind, d.channel, d.recipient, went.happened_at AS sent_at,
       encode(k.sha256, 'hex') AS digest, o.state, o.reason
FROM direct_debit_notice n
JOIN dispatch_document d ON d.source_id = n.id AND d.kind = CASE n.kind WHEN 'confirmation' THEN 'dd_confirmed' ELSE 'dd_notice' END
JOIN dispatch_outbox o ON o.document_id = d.id
LEFT JOIN LATERAL (SELECT happened_at FROM dispatch_event e WHERE e.document_id = d.id AND e.state = 'sent' ORDER BY e.id LIMIT 1) went ON true
LEFT JOIN LATERAL (SELECT sha256 FROM dispatch_copy c WHERE c.document_id = d.id AND c.media = 'application/pdf' ORDER BY c.id LIMIT 1) k ON true
WHERE n.mandate_id = %(mandate)s AND (n.kind = 'confirmation' OR n.id IN (
  SELECT t.notice_id FROM bacs_claimedcollection x JOIN bacs_collection c ON c.id = x.collection_id
  JOIN direct_debit_noticedcollection t ON t.id = c.noticed_id WHERE x.claim_id = %(claim)s))
ORDER BY n.id, d.id;

-- name: taken
-- Each collection a claim is about: what was asked for and when, what the notice said, the file that asked.
SELECT c.id, c.code, c.amount_pence, c.collect_on, t.collect_on AS noticed_on, t.amount_pence AS noticed_pence, n.number AS notice,
       f.serial, a.last_four
FROM bacs_claimedcollection x JOIN bacs_collection c ON c.id = x.collection_id JOIN direct_debit_mandateaccount a ON a.id = c.account_id
JOIN direct_debit_noticedcollection t ON t.id = c.noticed_id JOIN direct_debit_notice n ON n.id = t.notice_id
LEFT JOIN bacs_verdict v ON v.collection_run_id = c.collection_run_id AND v.what = 'released'
LEFT JOIN bacs_filedrun r ON r.verdict_id = v.id LEFT JOIN bacs_bacsfile f ON f.id = r.file_id
WHERE x.claim_id = %(claim)s ORDER BY c.collect_on, c.id;

-- name: lodged
-- When the payer's bank was sent the instruction, and in which file.
SELECT l.code, e.effective_on, e.reference FROM direct_debit_lodgement l JOIN direct_debit_lodgementend e ON e.lodgement_id = l.id
WHERE l.mandate_id = %(mandate)s AND e.what = 'filed' ORDER BY l.id;
