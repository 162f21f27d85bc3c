-- name: facts
-- What the books know of some refunds, in order: what bars them, who must act, open claims, money refunded before, arrears, what is not cleared, what came from another account or by card, and refunds of the last year.
WITH subject AS MATERIALIZED (
  SELECT s.place, s.account, s.request, s.payee, ARRAY(SELECT jsonb_array_elements_text(s.credits)::bigint) AS credits,
         customers_accounts(s.account, %(on)s, 'infinity') AS accounts,
         ARRAY(SELECT i.customer_id FROM transfers_behind(ARRAY(SELECT jsonb_array_elements_text(s.credits)::bigint)) b JOIN receivables_item i ON i.id = b.item_id) AS givers
  FROM jsonb_to_recordset(%(subjects)s::jsonb) AS s (place int, account bigint, credits jsonb, request bigint, payee bigint)
), barred AS MATERIALIZED (
  SELECT customer_id, string_agg(reason, ' ') AS reason FROM safeguards_bar_some('refund', %(on)s, (SELECT array_agg(account) FROM subject)) GROUP BY 1
), not_set_off AS MATERIALIZED (
  SELECT customer_id, string_agg(reason, ' ') AS reason FROM safeguards_bar_some('set_off', %(on)s, (SELECT array_agg(account) FROM subject)) GROUP BY 1
), routed AS MATERIALIZED (
  SELECT customer_id, string_agg(DISTINCT reason, ' ') AS reason
  FROM safeguards_woken_some('refund', %(on)s, (SELECT array_agg(account) FROM subject)) WHERE answer = 'route' GROUP BY 1
)
SELECT s.place, barred.reason AS bar, routed.reason AS must_act, not_set_off.reason AS set_off_bar, claim.id AS claim, once.reference AS refunded_before,
       coalesce(overdue.pence, 0)::bigint AS overdue_pence, collected.on_day AS collected_on, cheque.on_day AS cheque_on,
       moved.said AS moved, coalesce(moved.source_known, false) AS moved_source_known, coalesce(moved.to_source, false) AS moved_to_source,
       EXISTS (SELECT FROM transfers_behind(s.credits) b JOIN receipting_placement p ON p.item_id = b.item_id JOIN cards_cardend e ON e.taking_id = p.receipt_id) AS by_card,
       (SELECT min(d.dispute_id) FROM transfers_behind(s.credits) b JOIN receipting_placement p ON p.item_id = b.item_id JOIN cards_cardend e ON e.taking_id = p.receipt_id
        JOIN cards_carddispute d ON d.payment_id = e.payment_id WHERE NOT EXISTS (SELECT FROM cards_carddisputeevent v WHERE v.dispute_id = d.id AND v.state IN ('won', 'lost'))) AS dispute,
       coalesce(others.many, 0) AS others, coalesce(earlier.many, 0) AS earlier_many, coalesce(earlier.pence, 0)::bigint AS earlier_pence
FROM subject s
LEFT JOIN barred ON barred.customer_id = s.account LEFT JOIN not_set_off ON not_set_off.customer_id = s.account
LEFT JOIN routed ON routed.customer_id = s.account
LEFT JOIN LATERAL (
  SELECT c.id FROM bacs_claim c JOIN direct_debit_standing d ON d.mandate_id = c.mandate_id
  JOIN LATERAL (SELECT state FROM bacs_claimevent e WHERE e.claim_id = c.id ORDER BY e.id DESC LIMIT 1) last ON true
  WHERE d.customer_id = ANY(s.accounts) AND last.state IN ('logged', 'challenged') ORDER BY c.id LIMIT 1
) claim ON true
LEFT JOIN LATERAL (
  SELECT i.reference FROM refunds_livecredit l JOIN refunds_refund r ON r.id = l.refund_id JOIN receivables_item i ON i.id = l.item_id
  WHERE l.item_id IN (SELECT item_id FROM transfers_behind(s.credits)) AND r.request_id <> s.request ORDER BY i.id LIMIT 1
) once ON true
LEFT JOIN LATERAL (
  SELECT sum(b.open_pence) AS pence FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id
  WHERE b.customer_id = ANY(s.accounts) AND b.open_pence > 0 AND i.due_on < %(on)s
) overdue ON true
LEFT JOIN LATERAL (
  SELECT max(c.collect_on) AS on_day FROM bacs_collectioncredit k JOIN bacs_collection c ON c.id = k.collection_id
  JOIN receivables_item i ON i.id = k.item_id
  WHERE i.customer_id = ANY(s.accounts || s.givers) AND i.kind = 'collection' AND i.effective_on >= %(on)s - %(back)s::int
    AND NOT EXISTS (SELECT FROM bacs_collectionend e WHERE e.collection_id = c.id)
) collected ON true
LEFT JOIN LATERAL (
  SELECT max(r.received_on) AS on_day FROM receivables_item i JOIN receipting_placement p ON p.item_id = i.id
  JOIN receipting_receipt r ON r.id = p.receipt_id LEFT JOIN receipting_bankline l ON l.id = r.bank_line_id
  LEFT JOIN receipting_taking t ON t.receipt_id = r.id LEFT JOIN ledger_method m ON m.id = t.method_id
  WHERE i.customer_id = ANY(s.accounts || s.givers) AND i.kind = 'receipt' AND 'cheque' IN (l.kind, m.kind) AND r.received_on >= %(on)s - %(back)s::int
    AND NOT EXISTS (SELECT FROM receipting_placement u WHERE u.undoes_id = p.id)
) cheque ON true
LEFT JOIN LATERAL (
  SELECT string_agg(DISTINCT t.said, ' ') AS said, bool_or(payer.key IS NOT NULL) AS source_known, bool_and(payer.key = mine.key) AS to_source
  FROM transfers_behind(ARRAY(SELECT i.id FROM receivables_item i WHERE i.id = ANY(s.credits) AND i.kind = 'transfer_in')) b
  LEFT JOIN LATERAL (
    SELECT 'TRANSFER-' || t.id || ' moved it from ' || f.reference || ' on ' || to_char(t.moved_on, 'FMDD FMMonth YYYY') || '.' AS said
    FROM transfers_transfer t JOIN customers_customer f ON f.id = t.from_customer_id WHERE t.in_item_id = b.item_id
  ) t ON true
  LEFT JOIN LATERAL (
    SELECT x.payer_key AS key FROM receipting_placement p JOIN receipting_receipt r ON r.id = p.receipt_id
    JOIN receipting_banklinetext x ON x.line_id = r.bank_line_id WHERE p.item_id = b.item_id AND x.payer_key IS NOT NULL
    UNION ALL SELECT a.key FROM bacs_collectioncredit c JOIN bacs_collection k ON k.id = c.collection_id
    JOIN direct_debit_mandateaccount a ON a.id = k.account_id WHERE c.item_id = b.item_id
  ) payer ON true
  LEFT JOIN refunds_payeeaccount mine ON mine.id = s.payee
) moved ON true
LEFT JOIN LATERAL (
  SELECT count(DISTINCT r.customer_id) AS many FROM refunds_payeeaccount mine JOIN refunds_payeeaccount p ON p.key = mine.key
  JOIN refunds_refund r ON r.payee_id = p.id AND r.refunded_on > %(on)s - 365 AND NOT r.customer_id = ANY(s.accounts)
  WHERE mine.id = s.payee
) others ON true
LEFT JOIN LATERAL (
  SELECT count(*) AS many, sum(q.amount_pence) AS pence FROM authority_request q JOIN authority_requeststate t ON t.request_id = q.id
  WHERE q.act = 'refund' AND q.customer_id = ANY(s.accounts) AND q.id <> s.request AND q.asked_on > %(on)s - 365
    AND t.state IN ('approved', 'waiting', 'returned')
    AND NOT EXISTS (SELECT FROM refunds_refund r JOIN refunds_refundend e ON e.refund_id = r.id WHERE r.request_id = q.id)
) earlier ON true
ORDER BY s.place;

-- name: acts
-- Whether somebody acts that day for a customer, or for an account read as one with theirs.
SELECT a.id FROM safeguards_acting a
WHERE a.id = %(representative)s AND a.customer_id = ANY(customers_accounts(%(account)s, %(on)s, 'infinity'))
  AND %(on)s >= a.valid_from AND %(on)s <= coalesce(a.valid_to, 'infinity');
