-- name: mandates_standing
-- Where every mandate stands, and whose debts it pays, against the last of its events.
WITH last AS (
  SELECT DISTINCT ON (mandate_id) mandate_id, state, customer_id, effective_on FROM direct_debit_mandateevent ORDER BY mandate_id, id DESC
), judged AS (
  SELECT m.id, m.reference, s.mandate_id IS NULL OR l.mandate_id IS NULL
         OR (s.state, s.customer_id, s.since) IS DISTINCT FROM (l.state, l.customer_id, l.effective_on)
         OR NOT EXISTS (SELECT FROM direct_debit_mandateaccount a WHERE a.mandate_id = m.id) AS is_astray
  FROM direct_debit_mandate m LEFT JOIN direct_debit_standing s ON s.mandate_id = m.id LEFT JOIN last l ON l.mandate_id = m.id
)
SELECT 'Mandates' AS name, 'mandates' AS left_what, count(*) AS left_figure, 'standing where their last event left them' AS right_what,
       count(*) FILTER (WHERE NOT is_astray) AS right_figure, count(*) FILTER (WHERE is_astray) AS astray,
       min(reference) FILTER (WHERE is_astray) AS example, false AS is_money
FROM judged;

-- name: noticed
-- Every collection noticed against the instalments it is for, or its plan's fixed sum; notice, plan and mandate one.
WITH parts AS (
  SELECT noticed_id, sum(amount_pence) AS pence FROM direct_debit_noticeditem GROUP BY noticed_id
), judged AS (
  SELECT k.id, k.amount_pence, coalesce(parts.pence, p.amount_pence, 0) AS worked_out,
         k.amount_pence IS DISTINCT FROM coalesce(parts.pence, p.amount_pence) OR n.mandate_id <> k.mandate_id OR p.mandate_id <> k.mandate_id
         OR n.kind <> 'advance' OR (p.kind = 'fixed') = (parts.pence IS NOT NULL) AS is_astray
  FROM direct_debit_noticedcollection k JOIN direct_debit_notice n ON n.id = k.notice_id JOIN direct_debit_collectionplan p ON p.id = k.plan_id
  LEFT JOIN parts ON parts.noticed_id = k.id
)
SELECT 'Collections noticed' AS name, 'told to payers' AS left_what, coalesce(sum(amount_pence), 0) AS left_figure,
       'instalments and fixed sums they are for' AS right_what, coalesce(sum(worked_out), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'noticed ' || min(id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: instructions
-- Every instruction is about an account of its own mandate; one mandate never waits with two new ones.
WITH waiting AS (
  SELECT l.mandate_id, count(*) AS many FROM direct_debit_lodgement l
  WHERE l.code IN ('0N', '0S') AND NOT EXISTS (SELECT FROM direct_debit_lodgementend e WHERE e.lodgement_id = l.id)
  GROUP BY l.mandate_id
), judged AS (
  SELECT l.id, l.mandate_id <> a.mandate_id OR coalesce(w.many, 0) > 1 AS is_astray
  FROM direct_debit_lodgement l JOIN direct_debit_mandateaccount a ON a.id = l.account_id LEFT JOIN waiting w ON w.mandate_id = l.mandate_id
)
SELECT 'Instructions for Bacs' AS name, 'asked for' AS left_what, count(*) AS left_figure, 'about an account of their mandate, one new one waiting' AS right_what,
       count(*) FILTER (WHERE NOT is_astray) AS right_figure, count(*) FILTER (WHERE is_astray) AS astray,
       'lodgement ' || min(id) FILTER (WHERE is_astray) AS example, false AS is_money
FROM judged;
