-- name: hold
-- Some credits, locked in order, with what is open of each.
SELECT item_id, -open_pence AS open_pence FROM receivables_itembalance WHERE item_id = ANY(%(items)s::bigint[]) ORDER BY item_id FOR UPDATE;

-- name: draft
-- What the one customer is owed is owed to the other instead; nothing stays on the account between.
WITH keys AS (
  SELECT nextval('transfers_transfer_id_seq') AS transfer, nextval('ledger_journal_id_seq') AS journal,
         nextval('receivables_item_id_seq') AS out_item, nextval('receivables_item_id_seq') AS in_item
), journal AS (
  INSERT INTO journal_draft (journal_id, kind, source_id, effective_on) SELECT journal, 'transfer', transfer, %(on)s FROM keys
), moved AS (
  INSERT INTO posting_draft (journal_id, debit_account_id, credit_account_id, amount_pence, effective_on, customer_id, item_id)
  SELECT k.journal, debtors.id, between.id, %(pence)s, %(on)s::date, %(giver)s::bigint, k.out_item
  FROM keys k, (SELECT id FROM ledger_account WHERE control = 'debtors') debtors, (SELECT id FROM ledger_account WHERE control = 'transfers') between
  UNION ALL
  SELECT k.journal, between.id, debtors.id, %(pence)s, %(on)s::date, %(taker)s::bigint, k.in_item
  FROM keys k, (SELECT id FROM ledger_account WHERE control = 'debtors') debtors, (SELECT id FROM ledger_account WHERE control = 'transfers') between
)
SELECT transfer, journal, out_item, in_item FROM keys;

-- name: add
-- An item on each account, the credits used up by the one, what the other pays where it arrives, and the transfer itself.
INSERT INTO receivables_item (id, customer_id, kind, amount_pence, effective_on, known_at, reference, journal_id, run_id)
VALUES (%(out_item)s, %(giver)s, 'transfer_out', %(pence)s, %(on)s, %(at)s, 'TRANSFER-' || %(transfer)s, %(journal)s, %(run)s),
       (%(in_item)s, %(taker)s, 'transfer_in', -%(pence)s::bigint, %(on)s, %(at)s, 'TRANSFER-' || %(transfer)s, %(journal)s, %(run)s);
INSERT INTO transfers_transfer (id, request_id, from_customer_id, to_customer_id, amount_pence, moved_on, out_item_id, in_item_id, journal_id, run_id)
VALUES (%(transfer)s, %(request)s, %(giver)s, %(taker)s, %(pence)s, %(on)s, %(out_item)s, %(in_item)s, %(journal)s, %(run)s);
CREATE TEMP TABLE IF NOT EXISTS transfer_use (credit_id bigint, debit_id bigint, amount_pence bigint) ON COMMIT DROP;
TRUNCATE transfer_use;
INSERT INTO transfer_use
SELECT (part->>0)::bigint, %(out_item)s::bigint, (part->>1)::bigint FROM jsonb_array_elements(%(credits)s::jsonb) AS part
UNION ALL SELECT %(in_item)s::bigint, (part->>0)::bigint, (part->>1)::bigint FROM jsonb_array_elements(%(used)s::jsonb) AS part;
INSERT INTO transfers_transferredcredit (transfer_id, item_id, amount_pence, run_id)
SELECT %(transfer)s, credit_id, amount_pence, %(run)s FROM transfer_use WHERE debit_id = %(out_item)s ORDER BY credit_id;
INSERT INTO receivables_itembalance (item_id, customer_id, open_pence) VALUES (%(out_item)s, %(giver)s, %(pence)s), (%(in_item)s, %(taker)s, -%(pence)s::bigint);
INSERT INTO receivables_allocation (credit_item_id, debit_item_id, amount_pence, effective_on, known_at, run_id)
SELECT u.credit_id, u.debit_id, u.amount_pence, greatest(c.effective_on, d.effective_on, %(on)s), %(at)s, %(run)s
FROM transfer_use u JOIN receivables_item c ON c.id = u.credit_id JOIN receivables_item d ON d.id = u.debit_id ORDER BY u.credit_id, u.debit_id;
UPDATE receivables_itembalance b SET open_pence = b.open_pence + u.pence
FROM (SELECT credit_id AS id, sum(amount_pence) AS pence FROM transfer_use GROUP BY 1 UNION ALL SELECT debit_id, -sum(amount_pence) FROM transfer_use GROUP BY 1) u
WHERE b.item_id = u.id;
