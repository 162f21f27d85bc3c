-- name: one_at_a_time
-- Two who settle at once do it one after the other.
SELECT pg_advisory_xact_lock(20268, 0);

-- name: named
-- Ours of some payments there: the sum, the receipt if it was paid, and whether it is settled.
SELECT h.govuk_id, p.id AS payment_id, p.amount_pence, e.taking_id, EXISTS (SELECT FROM cards_settledpayment s WHERE s.payment_id = p.id) AS is_settled
FROM cards_cardthere h JOIN cards_cardpayment p ON p.id = h.payment_id LEFT JOIN cards_cardend e ON e.payment_id = p.id
WHERE h.govuk_id = ANY(%(payments)s);

-- name: named_refunds
-- Ours of some refunds there: the sum, how it ended, and whether it is settled.
SELECT h.govuk_id, r.id AS refund_id, r.amount_pence, e.state, EXISTS (SELECT FROM cards_settledrefund s WHERE s.refund_id = r.id) AS is_settled
FROM cards_cardrefundthere h JOIN cards_cardrefund r ON r.id = h.refund_id LEFT JOIN cards_cardrefundend e ON e.refund_id = r.id
WHERE h.govuk_id = ANY(%(refunds)s);

-- name: named_disputes
-- Ours of some disputes there: the sum, whether we lost it and for what fee, whether it is settled, and whether the bank showed a debit of its own.
SELECT d.id, d.dispute_id, d.amount_pence, e.id IS NOT NULL AS is_lost, e.fee_pence,
       EXISTS (SELECT FROM cards_settleddispute s WHERE s.dispute_id = d.id) AS is_settled,
       EXISTS (SELECT FROM cards_disputeknownbefore k WHERE k.dispute_id = d.id AND k.instead_id IS NULL) AS is_shown
FROM cards_carddispute d LEFT JOIN cards_carddisputeevent e ON e.dispute_id = d.id AND e.state = 'lost'
WHERE d.dispute_id = ANY(%(disputes)s);

-- name: next_settlement
-- The number of the next settlement, which its journal names.
SELECT nextval(pg_get_serial_sequence('cards_cardsettlement', 'id')) AS number;

-- name: draft_kept
-- What was kept goes from what the bank has not shown: fees to what collecting cost, refunds to what was on its way to payers; their journal.
INSERT INTO journal_draft (journal_id, kind, source_id, effective_on)
VALUES (nextval('ledger_journal_id_seq'), 'card_settled', %(settlement)s, %(on)s);
INSERT INTO posting_draft (journal_id, debit_account_id, credit_account_id, amount_pence, effective_on)
SELECT j.journal_id, a.id, %(account)s, kept.pence, %(on)s
FROM journal_draft j, (VALUES ('collect_fees', %(fees)s::bigint), ('refunds', %(refunds)s::bigint)) AS kept (control, pence)
JOIN ledger_account a ON a.control = kept.control WHERE kept.pence > 0;
SELECT journal_id FROM journal_draft;
