-- name: carry_forward
-- What is owed to a provider and kept by it from a later day: where no receipt shows any of the days between by itself, and just one shows what they come to
-- together, the last of them is expected less by the others, and these come to nothing. One provider's first such days at a time; how many were put right.
WITH waiting AS MATERIALIZED (
  SELECT e.* FROM receipting_expected e
  WHERE e.amount_pence <> 0 AND e.words <> '' AND NOT EXISTS (SELECT FROM receipting_clearing c WHERE c.expected_id = e.id)
    AND NOT EXISTS (SELECT FROM receipting_expected r WHERE r.replaces_id = e.id)
), together AS (
  SELECT last.id AS last_id, last.bank_account_id, last.account_id, last.words, last.expected_on, last.days_late,
         sum(e.amount_pence) AS pence, array_agg(e.id) AS ids
  FROM waiting owed JOIN waiting last USING (bank_account_id, account_id, words)
  JOIN waiting e ON (e.bank_account_id, e.account_id, e.words) = (last.bank_account_id, last.account_id, last.words)
    AND (e.expected_on, e.id) BETWEEN (owed.expected_on, owed.id) AND (last.expected_on, last.id)
  WHERE owed.amount_pence < 0 AND last.amount_pence > 0 AND last.expected_on - owed.expected_on BETWEEN 0 AND %(days)s
  GROUP BY owed.id, last.id, last.bank_account_id, last.account_id, last.words, last.expected_on, last.days_late HAVING sum(e.amount_pence) > 0
), shown AS (
  SELECT r.id, r.bank_account_id, r.amount_pence, r.received_on, w.words
  FROM (SELECT DISTINCT bank_account_id, words FROM together) w JOIN receipting_receipt r USING (bank_account_id)
  JOIN receipting_suspense s ON s.receipt_id = r.id AND s.open_pence = r.amount_pence AND s.state IN ('new', 'suggested', 'waiting')
  JOIN receipting_banklinetext t ON t.line_id = r.bank_line_id
  WHERE strpos(upper(concat_ws(' ', t.payer_name, t.narrative, t.payment_references::text)), w.words) > 0
), fits AS (
  SELECT f.*, count(*) OVER (PARTITION BY f.last_id) AS ways, count(*) OVER (PARTITION BY s.id) AS takers
  FROM together f JOIN shown s ON (s.bank_account_id, s.words, s.amount_pence) = (f.bank_account_id, f.words, f.pence)
    AND s.received_on BETWEEN f.expected_on - %(early)s::int AND f.expected_on + f.days_late
  WHERE NOT EXISTS (SELECT FROM waiting w JOIN shown x ON (x.bank_account_id, x.words, x.amount_pence) = (w.bank_account_id, w.words, w.amount_pence)
                    WHERE w.id = ANY(f.ids) OR (w.bank_account_id, w.words, w.amount_pence) = (f.bank_account_id, f.words, f.pence))
), first AS (
  SELECT DISTINCT ON (bank_account_id, account_id, words) * FROM fits WHERE ways = 1 AND takers = 1
  ORDER BY bank_account_id, account_id, words, expected_on, last_id
), kept AS (
  INSERT INTO receipting_expected (bank_account_id, account_id, amount_pence, expected_on, days_late, words, what, replaces_id, run_id)
  SELECT w.bank_account_id, w.account_id, CASE WHEN w.id = f.last_id THEN f.pence ELSE 0 END, w.expected_on, w.days_late, w.words,
         left(w.what, 80) || CASE WHEN w.id = f.last_id THEN ', less what was owed' ELSE ', kept from a later day' END, w.id, %(run)s
  FROM first f JOIN waiting w ON w.id = ANY(f.ids) ORDER BY w.id RETURNING id
)
SELECT count(*) AS many FROM kept;

-- name: pair
-- Receipts in suspense, locked, each with what was expected: same account, same sum, the words in the bank's own, the days near; first with first.
CREATE TEMP TABLE IF NOT EXISTS cleared (
  receipt_id bigint PRIMARY KEY, expected_id bigint UNIQUE, amount_pence bigint, received_on date, account_id int, what text,
  clearing_id bigint, journal_id bigint
) ON COMMIT DROP;
TRUNCATE cleared;
WITH waiting AS MATERIALIZED (
  SELECT e.* FROM receipting_expected e
  WHERE e.amount_pence <> 0 AND NOT EXISTS (SELECT FROM receipting_clearing c WHERE c.expected_id = e.id)
    AND NOT EXISTS (SELECT FROM receipting_expected r WHERE r.replaces_id = e.id)
), held AS MATERIALIZED (
  SELECT s.receipt_id, s.open_pence FROM receipting_suspense s
  WHERE s.open_pence <> 0 AND s.state IN ('new', 'suggested', 'waiting')
    AND s.receipt_id IN (SELECT r.id FROM receipting_receipt r JOIN waiting w USING (bank_account_id, amount_pence)
                         WHERE r.bank_line_id IS NOT NULL)
  ORDER BY s.receipt_id FOR UPDATE
), fits AS (
  SELECT h.receipt_id, w.id AS expected_id, w.amount_pence, r.received_on, w.account_id, w.what,
         length(w.words) AS telling,
         dense_rank() OVER (PARTITION BY w.bank_account_id, w.amount_pence, w.words ORDER BY w.id) AS place,
         dense_rank() OVER (PARTITION BY w.bank_account_id, w.amount_pence, w.words ORDER BY h.receipt_id) AS turn
  FROM held h JOIN receipting_receipt r ON r.id = h.receipt_id AND r.amount_pence = h.open_pence
  JOIN waiting w ON w.bank_account_id = r.bank_account_id AND w.amount_pence = r.amount_pence
    AND r.received_on BETWEEN w.expected_on - %(early)s::int AND w.expected_on + w.days_late
  LEFT JOIN receipting_banklinetext t ON t.line_id = r.bank_line_id
  WHERE w.words = '' OR strpos(upper(concat_ws(' ', t.payer_name, t.narrative, t.payment_references::text)), w.words) > 0
)
INSERT INTO cleared
SELECT DISTINCT ON (receipt_id) receipt_id, expected_id, amount_pence, received_on, account_id, what,
       nextval('receipting_clearing_id_seq'), nextval('ledger_journal_id_seq')
FROM fits WHERE place = turn
ORDER BY receipt_id, telling DESC, expected_id
ON CONFLICT DO NOTHING;

-- name: draft_clearings
-- Money in leaves suspense for the account that held it; money out goes the other way.
INSERT INTO journal_draft (journal_id, kind, source_id, effective_on)
SELECT journal_id, 'clearing', clearing_id, received_on FROM cleared;
INSERT INTO posting_draft (journal_id, debit_account_id, credit_account_id, amount_pence, effective_on)
SELECT c.journal_id, CASE WHEN c.amount_pence > 0 THEN suspense.id ELSE c.account_id END,
       CASE WHEN c.amount_pence > 0 THEN c.account_id ELSE suspense.id END, abs(c.amount_pence), c.received_on
FROM cleared c, (SELECT id FROM ledger_account WHERE control = 'suspense') suspense;

-- name: add_clearings
-- The clearings, why in words on each receipt, and nothing of them in suspense; how many.
INSERT INTO receipting_clearing (id, receipt_id, expected_id, amount_pence, journal_id, run_id)
SELECT clearing_id, receipt_id, expected_id, amount_pence, journal_id, %(run)s FROM cleared ORDER BY clearing_id;
INSERT INTO receipting_match (receipt_id, outcome, reasons, candidates, by_username, run_id)
SELECT receipt_id, 'allocated', jsonb_build_array('It was expected: ' || what), '[]', %(by)s, %(run)s FROM cleared ORDER BY receipt_id;
UPDATE receipting_suspense s SET open_pence = 0, state = 'placed', reason = '' FROM cleared c WHERE c.receipt_id = s.receipt_id;
SELECT count(*) AS many FROM cleared;
