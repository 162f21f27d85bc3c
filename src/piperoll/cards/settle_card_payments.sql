-- name: one_at_a_time
-- Two who settle at once do it one after the other.
SELECT pg_advisory_xact_lock(20268, 0);

-- name: waits_since
-- The first day on which a payment was started that succeeded and is not settled.
SELECT min(p.started_on) AS since FROM cards_cardpayment p JOIN cards_cardend e ON e.payment_id = p.id AND e.state = 'success'
WHERE NOT EXISTS (SELECT FROM cards_settledpayment s WHERE s.payment_id = p.id);

-- name: named
-- Ours of some payments there: the sum, the receipt if it was paid, and whether it is settled.
SELECT h.govuk_id, p.id AS payment_id, p.amount_pence, e.taking_id, EXISTS (SELECT FROM cards_settledpayment s WHERE s.payment_id = p.id) AS is_settled
FROM cards_cardthere h JOIN cards_cardpayment p ON p.id = h.payment_id LEFT JOIN cards_cardend e ON e.payment_id = p.id
WHERE h.govuk_id = ANY(%(payments)s);

-- name: next_settlement
-- The number of the next settlement, which its journal names.
SELECT nextval(pg_get_serial_sequence('cards_cardsettlement', 'id')) AS number;

-- name: draft_fees
-- Fees go from what the bank has not shown to what it cost; their journal.
INSERT INTO journal_draft (journal_id, kind, source_id, effective_on)
VALUES (nextval('ledger_journal_id_seq'), 'card_fees', %(settlement)s, %(on)s);
INSERT INTO posting_draft (journal_id, debit_account_id, credit_account_id, amount_pence, effective_on)
SELECT j.journal_id, fees.id, %(account)s, %(pence)s, %(on)s
FROM journal_draft j, (SELECT id FROM ledger_account WHERE control = 'collect_fees') fees;
SELECT journal_id FROM journal_draft;
