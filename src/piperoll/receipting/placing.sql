-- name: lay_out
-- Where decisions are laid before they are carried out; gone with the transaction.
CREATE TEMP TABLE IF NOT EXISTS decided (
  receipt_id bigint PRIMARY KEY, outcome text, reasons jsonb, score smallint, customer_id bigint, unapplied_pence bigint,
  candidates jsonb, match_id bigint
) ON COMMIT DROP;
CREATE TEMP TABLE IF NOT EXISTS decided_allocation (receipt_id bigint, item_id bigint, amount_pence bigint) ON COMMIT DROP;
CREATE TEMP TABLE IF NOT EXISTS draft_placement (
  placement_id bigint, receipt_id bigint, customer_id bigint, amount_pence bigint, unapplied_pence bigint, item_id bigint,
  journal_id bigint, received_on date
) ON COMMIT DROP;
TRUNCATE decided, decided_allocation, draft_placement;

-- name: hold_what_is_touched
-- Lock the receipts and the items, always in the same order, so that two never wait for each other in a ring.
SELECT receipt_id FROM receipting_suspense WHERE receipt_id IN (SELECT receipt_id FROM decided) ORDER BY receipt_id FOR UPDATE;
SELECT item_id FROM receivables_itembalance WHERE item_id IN (SELECT item_id FROM decided_allocation) ORDER BY item_id FOR UPDATE;

-- name: set_aside_overtaken
-- A decision the books no longer allow (the receipt was placed, the item was paid meanwhile) waits for another look.
ANALYZE decided; ANALYZE decided_allocation;
WITH wanted AS (
  SELECT item_id, sum(amount_pence) AS amount_pence FROM decided_allocation GROUP BY item_id
), overdrawn AS (
  SELECT DISTINCT a.receipt_id FROM decided_allocation a JOIN wanted w USING (item_id)
  JOIN receivables_itembalance b USING (item_id)
  WHERE w.amount_pence > b.open_pence
    AND w.amount_pence > b.open_pence + coalesce((SELECT o.pence FROM receivables_writtenoff o WHERE o.item_id = w.item_id), 0)
), overplaced AS (
  SELECT d.receipt_id FROM decided d JOIN receipting_suspense s USING (receipt_id)
  LEFT JOIN (SELECT receipt_id, sum(amount_pence) AS amount_pence FROM decided_allocation GROUP BY receipt_id) a USING (receipt_id)
  WHERE d.outcome = 'allocated' AND coalesce(a.amount_pence, 0) + d.unapplied_pence > s.open_pence
)
UPDATE decided SET outcome = 'overtaken' WHERE outcome = 'allocated' AND receipt_id IN (
  SELECT receipt_id FROM overdrawn UNION SELECT receipt_id FROM overplaced);
DELETE FROM decided_allocation a USING decided d WHERE d.receipt_id = a.receipt_id AND d.outcome <> 'allocated';

-- name: want_written_off
-- What money came for beyond what is open was written off: it is wanted back, from the day the money came.
INSERT INTO write_back_wanted (item_id, pence, on_day)
SELECT a.item_id, sum(a.amount_pence) - b.open_pence, max(r.received_on)
FROM decided_allocation a JOIN receivables_itembalance b USING (item_id) JOIN receipting_receipt r ON r.id = a.receipt_id
GROUP BY a.item_id, b.open_pence HAVING sum(a.amount_pence) > b.open_pence;
SELECT count(*)::int AS many FROM write_back_wanted;

-- name: draft_placements
-- Each receipt's money for each customer: one placement, one credit item, one journal from suspense to debtors.
INSERT INTO draft_placement
SELECT nextval('receipting_placement_id_seq'), x.receipt_id, x.customer_id, sum(x.amount_pence), sum(x.unapplied_pence),
       nextval('receivables_item_id_seq'), nextval('ledger_journal_id_seq'), r.received_on
FROM (
  SELECT a.receipt_id, i.customer_id, a.amount_pence, 0 AS unapplied_pence
  FROM decided_allocation a JOIN receivables_item i ON i.id = a.item_id
  UNION ALL
  SELECT receipt_id, customer_id, unapplied_pence, unapplied_pence FROM decided
  WHERE outcome = 'allocated' AND unapplied_pence > 0
) x JOIN receipting_receipt r ON r.id = x.receipt_id
GROUP BY x.receipt_id, x.customer_id, r.received_on ORDER BY x.receipt_id, x.customer_id;
ANALYZE draft_placement;
INSERT INTO journal_draft (journal_id, kind, source_id, effective_on)
SELECT journal_id, 'placement', placement_id, received_on FROM draft_placement;
INSERT INTO posting_draft (journal_id, debit_account_id, credit_account_id, amount_pence, effective_on, customer_id, item_id)
SELECT p.journal_id, suspense.id, debtors.id, p.amount_pence, p.received_on, p.customer_id, p.item_id
FROM draft_placement p, (SELECT id FROM ledger_account WHERE control = 'suspense') suspense,
     (SELECT id FROM ledger_account WHERE control = 'debtors') debtors;

-- name: add_matches
-- What was made of each receipt, unless it is just what was made of it last time.
UPDATE decided d SET match_id = nextval('receipting_match_id_seq')
WHERE d.outcome <> 'overtaken' AND NOT EXISTS (
  SELECT FROM (SELECT outcome, reasons, candidates FROM receipting_match m
               WHERE m.receipt_id = d.receipt_id ORDER BY m.id DESC LIMIT 1) last
  WHERE last.outcome = d.outcome AND last.reasons = d.reasons AND last.candidates = d.candidates AND d.outcome <> 'allocated');
INSERT INTO receipting_match (id, receipt_id, outcome, score, reasons, candidates, by_username, run_id)
SELECT match_id, receipt_id, outcome, score, reasons, candidates, %(by)s, %(run)s
FROM decided WHERE match_id IS NOT NULL ORDER BY match_id;

-- name: add_placements
-- The credit items with what stays open of them, the placements, the allocations, and everything's new balance.
INSERT INTO receivables_item (id, customer_id, kind, amount_pence, effective_on, known_at, reference, journal_id, run_id)
SELECT p.item_id, p.customer_id, 'receipt', -p.amount_pence, p.received_on, %(at)s, r.reference, p.journal_id, %(run)s
FROM draft_placement p JOIN receipting_receipt r ON r.id = p.receipt_id ORDER BY p.item_id;
INSERT INTO receivables_itembalance (item_id, customer_id, open_pence)
SELECT item_id, customer_id, -unapplied_pence FROM draft_placement ORDER BY item_id;
INSERT INTO receipting_placement (id, receipt_id, customer_id, item_id, amount_pence, match_id, run_id)
SELECT p.placement_id, p.receipt_id, p.customer_id, p.item_id, p.amount_pence, d.match_id, %(run)s
FROM draft_placement p JOIN decided d USING (receipt_id) ORDER BY p.placement_id;
INSERT INTO receivables_allocation (credit_item_id, debit_item_id, amount_pence, effective_on, known_at, run_id)
SELECT p.item_id, a.item_id, a.amount_pence, greatest(p.received_on, i.effective_on), %(at)s, %(run)s
FROM decided_allocation a JOIN receivables_item i ON i.id = a.item_id
JOIN draft_placement p ON p.receipt_id = a.receipt_id AND p.customer_id = i.customer_id
ORDER BY p.item_id, a.item_id;
UPDATE receivables_itembalance b SET open_pence = b.open_pence - a.amount_pence
FROM (SELECT item_id, sum(amount_pence) AS amount_pence FROM decided_allocation GROUP BY item_id) a WHERE b.item_id = a.item_id;
UPDATE receipting_suspense s
SET open_pence = s.open_pence - coalesce(p.amount_pence, 0),
    state = CASE WHEN s.open_pence = coalesce(p.amount_pence, 0) THEN 'placed'
                 WHEN d.outcome = 'suggested' THEN 'suggested' ELSE 'waiting' END,
    reason = CASE WHEN s.open_pence = coalesce(p.amount_pence, 0) THEN ''
                  ELSE (SELECT string_agg(said, '; ' ORDER BY n) FROM jsonb_array_elements_text(d.reasons) WITH ORDINALITY r(said, n)) END
FROM decided d
LEFT JOIN (SELECT receipt_id, sum(amount_pence) AS amount_pence FROM draft_placement GROUP BY receipt_id) p USING (receipt_id)
WHERE s.receipt_id = d.receipt_id AND d.match_id IS NOT NULL;

-- name: remember_payers
-- The bank account a payment came from has now paid for that customer (once more); one that paid for several at once, or by a remittance, has
-- no habit of it.
INSERT INTO customers_payeraccount AS known (customer_id, key, sealed_details, first_seen_on, last_seen_on, times_paid)
SELECT p.customer_id, t.payer_key, min(t.sealed_payer), min(p.received_on), max(p.received_on), count(*)
FROM draft_placement p JOIN receipting_receipt r ON r.id = p.receipt_id JOIN receipting_banklinetext t ON t.line_id = r.bank_line_id
WHERE t.payer_key IS NOT NULL AND NOT EXISTS (SELECT FROM draft_placement o WHERE o.receipt_id = p.receipt_id AND o.customer_id <> p.customer_id)
  AND NOT EXISTS (SELECT FROM receipting_remittanceuse u JOIN decided d ON d.match_id = u.match_id WHERE u.receipt_id = p.receipt_id AND d.receipt_id = p.receipt_id)
GROUP BY p.customer_id, t.payer_key
ORDER BY p.customer_id, t.payer_key
ON CONFLICT (customer_id, key) DO UPDATE SET times_paid = known.times_paid + excluded.times_paid,
  last_seen_on = greatest(known.last_seen_on, excluded.last_seen_on);

-- name: counts
-- What came of it all.
SELECT count(*) FILTER (WHERE outcome = 'allocated') AS allocated,
       count(*) FILTER (WHERE outcome = 'suggested') AS suggested,
       count(*) FILTER (WHERE outcome = 'suspense') AS suspense,
       count(*) FILTER (WHERE outcome = 'overtaken') AS overtaken,
       (SELECT coalesce(sum(amount_pence), 0)::bigint FROM draft_placement) AS placed_pence,
       (SELECT coalesce(sum(amount_pence), 0)::bigint FROM decided_allocation) AS allocated_pence
FROM decided;
