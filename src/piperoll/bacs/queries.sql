-- name: runs
-- Collection runs, newest first: what they hold, who chose, who decided, which file, and what came back of them.
SELECT r.id, r.collect_on, r.input_by, r.processing_on, r.chosen_by_id, r.chosen_at, w.name AS chosen_by, v.what, v.at AS decided_at,
       d.name AS decided_by, v.reason, f.serial, f.format, sums.*, left_out.excluded,
       EXISTS (SELECT FROM bacs_collection c JOIN direct_debit_mandate m ON m.id = c.mandate_id AND m.provider = 'bacs'
               WHERE c.collection_run_id = r.id AND NOT EXISTS (SELECT FROM bacs_collectionend e WHERE e.collection_id = c.id)) AS for_bacs
FROM bacs_collectionrun r LEFT JOIN authority_user w ON w.id = r.chosen_by_id
LEFT JOIN bacs_verdict v ON v.collection_run_id = r.id LEFT JOIN authority_user d ON d.id = v.by_id
LEFT JOIN bacs_filedrun k ON k.verdict_id = v.id LEFT JOIN bacs_bacsfile f ON f.id = k.file_id
CROSS JOIN LATERAL (
  SELECT count(*) AS chosen, coalesce(sum(c.amount_pence), 0)::bigint AS pence,
         count(*) FILTER (WHERE e.what = 'dropped') AS dropped, coalesce(sum(c.amount_pence) FILTER (WHERE e.what = 'dropped'), 0)::bigint AS dropped_pence,
         count(*) FILTER (WHERE e.what NOT IN ('dropped', 'discarded')) AS back,
         coalesce(sum(c.amount_pence) FILTER (WHERE e.what NOT IN ('dropped', 'discarded')), 0)::bigint AS back_pence
  FROM bacs_collection c LEFT JOIN bacs_collectionend e ON e.collection_id = c.id WHERE c.collection_run_id = r.id
) sums
CROSS JOIN LATERAL (SELECT count(*) AS excluded FROM bacs_exclusion x WHERE x.collection_run_id = r.id) left_out
WHERE %(collection_run)s::bigint IS NULL OR r.id = %(collection_run)s
ORDER BY r.id DESC LIMIT %(most)s OFFSET %(after)s;

-- name: collections
-- Some collections of a run by customer, with the last sum collected under each mandate before, and how each ended.
SELECT c.id, c.code, c.amount_pence, k.id AS customer_id, k.reference AS customer, k.name, m.reference, a.last_four, before.amount_pence AS before_pence,
       before.collect_on AS before_on, e.what, e.reason, e.ended_on, c.mandate_id
FROM bacs_collection c JOIN customers_customer k ON k.id = c.customer_id JOIN direct_debit_mandate m ON m.id = c.mandate_id
JOIN direct_debit_mandateaccount a ON a.id = c.account_id LEFT JOIN bacs_collectionend e ON e.collection_id = c.id
LEFT JOIN LATERAL (
  SELECT x.amount_pence, x.collect_on FROM bacs_collection x JOIN bacs_verdict v ON v.collection_run_id = x.collection_run_id AND v.what = 'released'
  LEFT JOIN bacs_collectionend y ON y.collection_id = x.id
  WHERE x.mandate_id = c.mandate_id AND x.id < c.id AND coalesce(y.what, '') NOT IN ('dropped', 'withdrawn') ORDER BY x.id DESC LIMIT 1
) before ON true
WHERE c.collection_run_id = %(collection_run)s
ORDER BY k.name, c.id LIMIT %(most)s OFFSET %(after)s;

-- name: of_mandate
-- What was collected under a mandate or is chosen to be, newest first, without what never went.
SELECT c.id, c.code, c.amount_pence, c.collect_on, c.collection_run_id, v.what IS NOT NULL AS is_released, e.what, e.reason, e.ended_on
FROM bacs_collection c LEFT JOIN bacs_verdict v ON v.collection_run_id = c.collection_run_id LEFT JOIN bacs_collectionend e ON e.collection_id = c.id
WHERE c.mandate_id = %(mandate)s AND coalesce(e.what, '') NOT IN ('dropped', 'discarded')
ORDER BY c.id DESC LIMIT %(most)s;

-- name: changes
-- A run beside all that was collected in the thirty-five days before its day: new payers, changed sums, and payers who are gone.
WITH day AS (SELECT collect_on FROM bacs_collectionrun WHERE id = %(collection_run)s), now AS (
  SELECT mandate_id, sum(amount_pence)::bigint AS pence FROM bacs_collection WHERE collection_run_id = %(collection_run)s GROUP BY 1
), before AS (
  SELECT DISTINCT ON (c.mandate_id) c.mandate_id, c.amount_pence AS pence
  FROM day, bacs_collection c JOIN bacs_verdict v ON v.collection_run_id = c.collection_run_id AND v.what = 'released'
  WHERE c.collect_on < day.collect_on AND c.collect_on >= day.collect_on - 35
    AND NOT EXISTS (SELECT FROM bacs_collectionend e WHERE e.collection_id = c.id AND e.what IN ('dropped', 'withdrawn')) ORDER BY c.mandate_id, c.id DESC
)
SELECT count(*) FILTER (WHERE b.mandate_id IS NULL) AS new, coalesce(sum(n.pence) FILTER (WHERE b.mandate_id IS NULL), 0)::bigint AS new_pence,
       count(*) FILTER (WHERE n.pence <> b.pence) AS changed, coalesce(sum(n.pence - b.pence) FILTER (WHERE n.pence <> b.pence), 0)::bigint AS changed_pence,
       count(*) FILTER (WHERE n.mandate_id IS NULL) AS gone, coalesce(sum(b.pence) FILTER (WHERE n.mandate_id IS NULL), 0)::bigint AS gone_pence
FROM now n FULL JOIN before b USING (mandate_id);

-- name: exclusions
-- What a run left out.
SELECT x.id, m.reference, x.mandate_id, k.id AS customer_id, k.reference AS customer, k.name, x.amount_pence, x.why, x.reason
FROM bacs_exclusion x JOIN direct_debit_mandate m ON m.id = x.mandate_id JOIN customers_customer k ON k.id = x.customer_id
WHERE x.collection_run_id = %(collection_run)s ORDER BY x.why, k.name, x.id LIMIT %(most)s OFFSET %(after)s;

-- name: reports
-- Reports, newest first.
SELECT p.id, p.kind, p.number, p.produced_on, p.name, p.run_id, r.started_at, coalesce(w.name, r.by_username) AS by_name, sums.*
FROM bacs_bacsreport p JOIN runs_run r ON r.id = p.run_id LEFT JOIN authority_user w ON w.id = r.by_user_id
CROSS JOIN LATERAL (
  SELECT count(*) AS advices, count(*) FILTER (WHERE a.exception <> '') AS exceptions,
         count(*) FILTER (WHERE a.exception <> '' AND s.id IS NULL) AS waiting, coalesce(sum(a.amount_pence), 0)::bigint AS pence
  FROM bacs_advice a LEFT JOIN bacs_advicesettled s ON s.advice_id = a.id WHERE a.report_id = p.id
) sums
WHERE %(report)s::bigint IS NULL OR p.id = %(report)s
ORDER BY p.id DESC LIMIT %(most)s OFFSET %(after)s;

-- name: advices
-- Advices of a report, or those that wait for an officer.
SELECT a.id, a.report_id, p.kind, a.line, a.reference, a.code, a.meaning, a.amount_pence, a.effective_on, a.done, a.next_step, a.exception,
       a.mandate_id, a.collection_id, s.what AS settled, k.id AS customer_id, k.reference AS customer, k.name
FROM bacs_advice a JOIN bacs_bacsreport p ON p.id = a.report_id LEFT JOIN bacs_advicesettled s ON s.advice_id = a.id
LEFT JOIN direct_debit_standing t ON t.mandate_id = a.mandate_id LEFT JOIN customers_customer k ON k.id = t.customer_id
WHERE (%(report)s::bigint IS NULL OR a.report_id = %(report)s) AND (NOT %(waiting)s OR (a.exception <> '' AND s.id IS NULL))
ORDER BY a.id LIMIT %(most)s OFFSET %(after)s;

-- name: missing_reports
-- Files of which Bacs should have told us by now and has not: what became of each, and whether its instructions were taken in.
SELECT id, serial, made_on, processing_on, records, debit_pence, missing FROM bacs_missing_reports(%(on)s);

-- name: implied_reports
-- Reports that are sent only when there is something to say, and that something else shows should be there; and released runs never filed.
SELECT report, since, about FROM bacs_implied_reports(%(on)s);

-- name: claims
-- Indemnity claims, the open ones first.
SELECT c.id, c.bank_reference, c.code, c.meaning, c.amount_pence, c.logged_on, c.challenge_by, c.settles_on, last.state, m.id AS mandate_id,
       m.reference, m.channel, m.agreed_on, m.asked, m.payer_name, k.id AS customer_id, k.reference AS customer, k.name
FROM bacs_claim c JOIN direct_debit_mandate m ON m.id = c.mandate_id JOIN direct_debit_standing s ON s.mandate_id = m.id
JOIN customers_customer k ON k.id = s.customer_id
JOIN LATERAL (SELECT state FROM bacs_claimevent e WHERE e.claim_id = c.id ORDER BY e.id DESC LIMIT 1) last ON true
WHERE %(claim)s::bigint IS NULL OR c.id = %(claim)s
ORDER BY last.state NOT IN ('logged', 'challenged'), c.settles_on, c.id LIMIT %(most)s OFFSET %(after)s;

-- name: evidence
-- Each collection a claim is about: what was taken, what the notice said, and the letter that told of it.
SELECT c.id, c.amount_pence, c.collect_on, n.collect_on AS noticed_on, n.amount_pence AS noticed_pence, o.number AS notice, d.id AS document_id,
       d.channel, d.recipient, went.happened_at AS sent_at, c.collection_run_id
FROM bacs_claimedcollection x JOIN bacs_collection c ON c.id = x.collection_id JOIN direct_debit_noticedcollection n ON n.id = c.noticed_id
JOIN direct_debit_notice o ON o.id = n.notice_id
LEFT JOIN dispatch_document d ON d.kind = 'dd_notice' AND d.source_id = o.id
LEFT JOIN LATERAL (SELECT happened_at FROM dispatch_event e WHERE e.document_id = d.id AND e.state = 'sent' ORDER BY e.id LIMIT 1) went ON true
WHERE x.claim_id = %(claim)s ORDER BY c.collect_on, c.id, d.id;

-- name: claimable
-- Collections of a mandate that were released, did not end and are in no claim, newest first.
SELECT c.id, c.amount_pence, c.collect_on FROM bacs_collection c
JOIN bacs_verdict v ON v.collection_run_id = c.collection_run_id AND v.what = 'released'
WHERE c.mandate_id = %(mandate)s AND NOT EXISTS (SELECT FROM bacs_collectionend e WHERE e.collection_id = c.id)
  AND NOT EXISTS (SELECT FROM bacs_claimedcollection x WHERE x.collection_id = c.id)
ORDER BY c.id DESC;

-- name: steps
-- What happened to a claim, newest first.
SELECT e.event, e.state, e.reason, e.effective_on, r.started_at, coalesce(w.name, r.by_username) AS by_name
FROM bacs_claimevent e JOIN runs_run r ON r.id = e.run_id LEFT JOIN authority_user w ON w.id = r.by_user_id
WHERE e.claim_id = %(claim)s ORDER BY e.id DESC;

-- name: month
-- What happens on each day of a month: collections told to payers and not chosen yet, files due in and processed, money moving, claims.
WITH run AS (
  SELECT r.*, v.what, (SELECT count(*) FROM bacs_collection c LEFT JOIN bacs_collectionend e ON e.collection_id = c.id
                       WHERE c.collection_run_id = r.id AND coalesce(e.what, '') NOT IN ('dropped', 'withdrawn')) AS many,
         (SELECT coalesce(sum(c.amount_pence), 0)::bigint FROM bacs_collection c LEFT JOIN bacs_collectionend e ON e.collection_id = c.id
          WHERE c.collection_run_id = r.id AND coalesce(e.what, '') NOT IN ('dropped', 'withdrawn')) AS pence
  FROM bacs_collectionrun r LEFT JOIN bacs_verdict v ON v.collection_run_id = r.id
  WHERE coalesce(v.what, '') <> 'discarded' AND r.input_by <= %(last)s AND r.collect_on >= %(first)s
), happening AS (
  SELECT input_by AS day, 'File due in' AS what, many, pence, id AS collection_run, NULL::bigint AS claim, 1 AS place FROM run WHERE many > 0
  UNION ALL SELECT processing_on, 'Processed by Bacs', many, pence, id, NULL, 2 FROM run WHERE many > 0
  UNION ALL SELECT collect_on, CASE what WHEN 'released' THEN 'Collected' ELSE 'Chosen, not released' END, many, pence, id, NULL, 3 FROM run WHERE many > 0
  UNION ALL
  SELECT n.collect_on, 'Payers told, not chosen yet', count(*), sum(n.amount_pence)::bigint, NULL, NULL, 4
  FROM direct_debit_newest_noticed(%(last)s, %(first)s) n
  WHERE n.collect_on BETWEEN %(first)s AND %(last)s AND NOT EXISTS (
    SELECT FROM bacs_collection c LEFT JOIN bacs_collectionend e ON e.collection_id = c.id
    WHERE c.noticed_id = n.noticed_id AND coalesce(e.what, '') NOT IN ('dropped', 'discarded'))
  GROUP BY n.collect_on
  UNION ALL SELECT f.processing_on, 'Instructions lodged', f.instructions, 0, NULL, NULL, 5 FROM bacs_bacsfile f WHERE f.instructions > 0
  UNION ALL SELECT c.challenge_by, 'Last day to challenge a claim', 1, c.amount_pence, NULL, c.id, 6 FROM bacs_claim c
  UNION ALL SELECT c.settles_on, 'Claim settles', 1, c.amount_pence, NULL, c.id, 7 FROM bacs_claim c
)
SELECT day, what, many::int AS many, pence::bigint AS pence, collection_run, claim FROM happening
WHERE day BETWEEN %(first)s AND %(last)s ORDER BY day, place, collection_run, claim;
