-- name: lay_out
-- Where money for other ledgers is laid before it goes there; gone with the transaction.
CREATE TEMP TABLE IF NOT EXISTS for_fund (
  receipt_id bigint PRIMARY KEY, fund_id text, reference text, asked_pence bigint, reasons jsonb, pence bigint, received_on date,
  placement_id bigint, journal_id bigint
) ON COMMIT DROP;
TRUNCATE for_fund;

-- name: hold
-- The receipts, locked in order.
SELECT receipt_id FROM receipting_suspense WHERE receipt_id IN (SELECT receipt_id FROM for_fund) ORDER BY receipt_id FOR UPDATE;

-- name: give_places
-- What there is of each; a receipt that has not so much in suspense any more is let be.
UPDATE for_fund f SET pence = coalesce(f.asked_pence, s.open_pence), received_on = r.received_on,
       placement_id = nextval('receipting_fundplacement_id_seq'), journal_id = nextval('ledger_journal_id_seq')
FROM receipting_suspense s JOIN receipting_receipt r ON r.id = s.receipt_id
WHERE s.receipt_id = f.receipt_id AND coalesce(f.asked_pence, s.open_pence) BETWEEN 1 AND s.open_pence;
DELETE FROM for_fund WHERE pence IS NULL;

-- name: draft
-- A journal each, from suspense to the fund's account, on the day the money came.
INSERT INTO journal_draft (journal_id, kind, source_id, effective_on)
SELECT journal_id, 'fund_placement', placement_id, received_on FROM for_fund;
INSERT INTO posting_draft (journal_id, debit_account_id, credit_account_id, amount_pence, effective_on)
SELECT f.journal_id, suspense.id, k.account_id, f.pence, f.received_on
FROM for_fund f JOIN funds_fund k ON k.code = f.fund_id, (SELECT id FROM ledger_account WHERE control = 'suspense') suspense;

-- name: add
-- The placements, why in words, and what is left in suspense; how many, and pence.
INSERT INTO receipting_fundplacement (id, receipt_id, fund_id, reference, amount_pence, effective_on, journal_id, run_id)
SELECT placement_id, receipt_id, fund_id, reference, pence, received_on, journal_id, %(run)s FROM for_fund ORDER BY placement_id;
INSERT INTO receipting_match (receipt_id, outcome, reasons, candidates, by_username, run_id)
SELECT f.receipt_id, 'allocated', f.reasons || jsonb_build_array('put on ' || regexp_replace(f.reference, '/\d{4}-\d\d-\d\d$', '') || ' of ' || k.name), '[]', %(by)s, %(run)s
FROM for_fund f JOIN funds_fund k ON k.code = f.fund_id ORDER BY f.placement_id;
UPDATE receipting_suspense s SET open_pence = s.open_pence - f.pence,
       state = CASE WHEN s.open_pence = f.pence THEN 'placed' ELSE s.state END,
       reason = CASE WHEN s.open_pence = f.pence THEN '' ELSE s.reason END
FROM for_fund f WHERE f.receipt_id = s.receipt_id;
SELECT count(*)::int AS many, coalesce(sum(pence), 0)::bigint AS pence FROM for_fund;

-- name: lay_out_back
-- Where fund placements that are taken back are laid out; gone with the transaction.
CREATE TEMP TABLE IF NOT EXISTS fund_back (
  placement_id bigint PRIMARY KEY, receipt_id bigint, fund_id text, reference text, amount_pence bigint, reverses_id bigint,
  counts_from date, back_id bigint, journal_id bigint
) ON COMMIT DROP;
TRUNCATE fund_back;

-- name: hold_back
-- Their receipts, locked in order.
SELECT receipt_id FROM receipting_suspense
WHERE receipt_id IN (SELECT receipt_id FROM receipting_fundplacement WHERE id = ANY(%(placements)s)) ORDER BY receipt_id FOR UPDATE;

-- name: draft_back
-- Of these those that still stand: each one's own journal reversed, never before the money came.
INSERT INTO fund_back
SELECT p.id, p.receipt_id, p.fund_id, p.reference, p.amount_pence, p.journal_id, greatest(%(on)s, p.effective_on),
       nextval('receipting_fundplacement_id_seq'), nextval('ledger_journal_id_seq')
FROM receipting_fundplacement p
WHERE p.id = ANY(%(placements)s) AND p.undoes_id IS NULL AND NOT EXISTS (SELECT FROM receipting_fundplacement u WHERE u.undoes_id = p.id)
ORDER BY p.id;
INSERT INTO journal_draft (journal_id, kind, source_id, effective_on, reverses_id)
SELECT journal_id, 'fund_undone', back_id, counts_from, reverses_id FROM fund_back;
INSERT INTO posting_draft (journal_id, debit_account_id, credit_account_id, amount_pence, effective_on)
SELECT b.journal_id, k.account_id, suspense.id, b.amount_pence, b.counts_from
FROM fund_back b JOIN funds_fund k ON k.code = b.fund_id, (SELECT id FROM ledger_account WHERE control = 'suspense') suspense;

-- name: take_back
-- The rows that meet them, why, and the money in suspense again, held.
INSERT INTO receipting_fundplacement (id, receipt_id, fund_id, reference, amount_pence, effective_on, journal_id, undoes_id, run_id)
SELECT back_id, receipt_id, fund_id, reference, -amount_pence, counts_from, journal_id, placement_id, %(run)s FROM fund_back ORDER BY back_id;
INSERT INTO receipting_match (receipt_id, outcome, reasons, candidates, by_username, run_id)
SELECT DISTINCT receipt_id, 'undone', %(reasons)s::jsonb, '[]'::jsonb, %(by)s, %(run)s::int FROM fund_back
WHERE NOT EXISTS (SELECT FROM receipting_match m WHERE m.receipt_id = fund_back.receipt_id AND m.run_id = %(run)s AND m.outcome = 'undone')
ORDER BY receipt_id;
UPDATE receipting_suspense s SET open_pence = s.open_pence + b.pence, state = 'held', reason = %(why)s
FROM (SELECT receipt_id, sum(amount_pence) AS pence FROM fund_back GROUP BY 1) b WHERE b.receipt_id = s.receipt_id;
SELECT count(*)::int AS placements, count(DISTINCT receipt_id)::int AS receipts, coalesce(sum(amount_pence), 0)::bigint AS pence,
       min(receipt_id) AS receipt_id FROM fund_back;
