-- name: who_gave
-- Who gave the bank details of a mandate that a payee's account was taken from, or the same details before.
SELECT r.by_user_id AS by_id FROM refunds_payeeaccount p JOIN direct_debit_mandateaccount a ON a.key = p.key
JOIN runs_run r ON r.id = a.run_id WHERE p.id = %(payee)s
UNION SELECT x.entered_by_id FROM refunds_payeeaccount p JOIN refunds_payeeaccount x ON x.key = p.key AND x.customer_id = p.customer_id AND x.origin = 'told'
WHERE p.id = %(payee)s;

-- name: hold
-- Some credits, locked in order, with what is open of each.
SELECT item_id, -open_pence AS open_pence FROM receivables_itembalance WHERE item_id = ANY(%(items)s::bigint[]) ORDER BY item_id FOR UPDATE;

-- name: draft
-- What the customer is owed becomes what is on its way to them.
WITH keys AS (
  SELECT nextval('refunds_refund_id_seq') AS refund_id, nextval('ledger_journal_id_seq') AS journal_id, nextval('receivables_item_id_seq') AS item_id
), journal AS (
  INSERT INTO journal_draft (journal_id, kind, source_id, effective_on) SELECT journal_id, 'refund', refund_id, %(on)s FROM keys
), moved AS (
  INSERT INTO posting_draft (journal_id, debit_account_id, credit_account_id, amount_pence, effective_on, customer_id, item_id)
  SELECT keys.journal_id, debtors.id, refunds.id, %(pence)s, %(on)s, %(customer)s, keys.item_id
  FROM keys, (SELECT id FROM ledger_account WHERE control = 'debtors') debtors, (SELECT id FROM ledger_account WHERE control = 'refunds') refunds
)
SELECT refund_id, journal_id, item_id FROM keys;

-- name: add
-- The refund as an item that meets its credits, what it pays back of each, and money received marked as refunded.
INSERT INTO receivables_item (id, customer_id, kind, amount_pence, effective_on, known_at, reference, journal_id, run_id)
VALUES (%(item)s, %(customer)s, 'refund', %(pence)s, %(on)s, %(at)s, 'REFUND-' || %(refund)s, %(journal)s, %(run)s);
INSERT INTO receivables_itembalance (item_id, customer_id, open_pence) VALUES (%(item)s, %(customer)s, 0);
INSERT INTO refunds_refund (id, customer_id, request_id, method, payee_id, payable_to, amount_pence, refunded_on, item_id, journal_id, run_id)
VALUES (%(refund)s, %(customer)s, %(request)s, %(method)s, %(payee)s, %(payable_to)s, %(pence)s, %(on)s, %(item)s, %(journal)s, %(run)s);
CREATE TEMP TABLE IF NOT EXISTS paid_back (item_id bigint PRIMARY KEY, amount_pence bigint) ON COMMIT DROP;
TRUNCATE paid_back;
INSERT INTO paid_back SELECT (part->>0)::bigint, (part->>1)::bigint FROM jsonb_array_elements(%(credits)s::jsonb) AS part;
INSERT INTO refunds_livecredit (item_id, refund_id)
SELECT p.item_id, %(refund)s FROM paid_back p JOIN receivables_item i ON i.id = p.item_id AND i.kind IN ('receipt', 'collection') ORDER BY p.item_id;
INSERT INTO refunds_refundedcredit (refund_id, item_id, amount_pence, run_id)
SELECT %(refund)s, item_id, amount_pence, %(run)s FROM paid_back ORDER BY item_id;
INSERT INTO receivables_allocation (credit_item_id, debit_item_id, amount_pence, effective_on, known_at, run_id)
SELECT p.item_id, %(item)s, p.amount_pence, greatest(i.effective_on, %(on)s), %(at)s, %(run)s
FROM paid_back p JOIN receivables_item i ON i.id = p.item_id ORDER BY p.item_id;
UPDATE receivables_itembalance b SET open_pence = b.open_pence + p.amount_pence FROM paid_back p WHERE b.item_id = p.item_id;
