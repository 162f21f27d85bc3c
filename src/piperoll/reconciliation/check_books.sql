-- name: one_snapshot
-- Every control sees the same moment.
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;

-- name: trial_balance
-- All debits and all credits, account by account.
WITH moved AS (
  SELECT debit_account_id AS account_id, amount_pence AS debit, 0::bigint AS credit FROM ledger_posting
  UNION ALL SELECT credit_account_id, 0, amount_pence FROM ledger_posting
), totals AS (
  SELECT account_id, sum(debit) AS debit, sum(credit) AS credit FROM moved GROUP BY account_id
)
SELECT 'Trial balance' AS name, 'debits' AS left_what, coalesce(sum(t.debit), 0) AS left_figure,
       'credits' AS right_what, coalesce(sum(t.credit), 0) AS right_figure,
       count(*) FILTER (WHERE a.id IS NULL) AS astray, min(t.account_id::text) FILTER (WHERE a.id IS NULL) AS example, true AS is_money
FROM totals t LEFT JOIN ledger_account a ON a.id = t.account_id;

-- name: journals_and_postings
-- Every posting belongs to a journal and counts from a day; every journal has postings.
SELECT 'Journals' AS name, 'journals' AS left_what, (SELECT count(*) FROM ledger_journal) AS left_figure,
       'journals with postings, or for a statement without lines' AS right_what,
       (SELECT count(*) FROM ledger_journal j WHERE EXISTS (SELECT FROM ledger_posting p WHERE p.journal_id = j.id)
          OR (j.kind = 'statement' AND NOT EXISTS (
                SELECT FROM receipting_bankline l WHERE l.statement_id = j.source_id AND l.amount_pence <> 0))) AS right_figure,
       (SELECT count(*) FROM ledger_posting p WHERE NOT EXISTS (SELECT FROM ledger_journal j WHERE j.id = p.journal_id)) AS astray,
       NULL AS example, false AS is_money;

-- name: debtors
-- The debtors control against every customer's items, and customer by customer.
WITH control AS (SELECT id FROM ledger_account WHERE control = 'debtors'),
posted AS (
  SELECT customer_id, sum(pence) AS pence FROM (
    SELECT customer_id, amount_pence AS pence FROM ledger_posting WHERE debit_account_id = (SELECT id FROM control)
    UNION ALL SELECT customer_id, -amount_pence FROM ledger_posting WHERE credit_account_id = (SELECT id FROM control)
  ) p GROUP BY customer_id
), owed AS (SELECT customer_id, sum(amount_pence) AS pence FROM receivables_item GROUP BY customer_id)
SELECT 'Debtors control' AS name, 'ledger' AS left_what, coalesce(sum(posted.pence), 0) AS left_figure,
       'customers'' items' AS right_what, coalesce(sum(owed.pence), 0) AS right_figure,
       count(*) FILTER (WHERE coalesce(posted.pence, 0) <> coalesce(owed.pence, 0)) AS astray,
       min('customer ' || coalesce(posted.customer_id, owed.customer_id))
         FILTER (WHERE coalesce(posted.pence, 0) <> coalesce(owed.pence, 0)) AS example, true AS is_money
FROM posted FULL JOIN owed USING (customer_id);

-- name: items
-- What is open of every item against the item less its allocations.
WITH used AS (
  SELECT item_id, sum(pence) AS pence FROM (
    SELECT debit_item_id AS item_id, amount_pence AS pence FROM receivables_allocation
    UNION ALL SELECT credit_item_id, -amount_pence FROM receivables_allocation
  ) a GROUP BY item_id
), found AS (
  SELECT coalesce(i.id, b.item_id) AS id, b.open_pence, i.amount_pence - coalesce(used.pence, 0) AS worked_out, i.amount_pence,
         b.customer_id IS DISTINCT FROM i.customer_id AS not_theirs
  FROM receivables_item i FULL JOIN receivables_itembalance b ON b.item_id = i.id LEFT JOIN used ON used.item_id = i.id
), judged AS (
  SELECT *, open_pence IS DISTINCT FROM worked_out OR not_theirs
            OR sign(worked_out) NOT IN (0, sign(amount_pence)) AS is_astray
  FROM found
)
SELECT 'Open items' AS name, 'open balances' AS left_what, coalesce(sum(open_pence), 0) AS left_figure,
       'items less allocations' AS right_what, coalesce(sum(worked_out), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'item ' || min(id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: allocations
-- Credits are used against debits of the same customer only, and an undoing is the mirror of what it undoes.
WITH judged AS (
  SELECT a.id, a.amount_pence,
         c.amount_pence > 0 OR d.amount_pence < 0 OR c.customer_id <> d.customer_id
         OR (u.id IS NOT NULL AND (u.amount_pence <> -a.amount_pence OR u.credit_item_id <> a.credit_item_id
                                   OR u.debit_item_id <> a.debit_item_id)) AS is_astray
  FROM receivables_allocation a
  JOIN receivables_item c ON c.id = a.credit_item_id JOIN receivables_item d ON d.id = a.debit_item_id
  LEFT JOIN receivables_allocation u ON u.id = a.undoes_id
)
SELECT 'Allocations' AS name, 'all allocations' AS left_what, (SELECT coalesce(sum(amount_pence), 0) FROM receivables_allocation) AS left_figure,
       'between a customer''s own items' AS right_what, coalesce(sum(amount_pence) FILTER (WHERE NOT is_astray), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'allocation ' || min(id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: invoices
-- Every invoice against its own lines.
WITH lines AS (
  SELECT invoice_id, sum(net_pence) AS net, sum(vat_pence) AS vat,
         bool_or(net_pence <> round(quantity * unit_price_pounds * 100) OR vat_pence <> round(net_pence * vat_rate)) AS is_wrong
  FROM billing_invoiceline GROUP BY invoice_id
), judged AS (
  SELECT i.number, i.gross_pence, lines.net + lines.vat AS worked_out,
         i.net_pence IS DISTINCT FROM lines.net OR i.vat_pence IS DISTINCT FROM lines.vat OR coalesce(lines.is_wrong, true) AS is_astray
  FROM billing_invoice i FULL JOIN lines ON lines.invoice_id = i.id
)
SELECT 'Invoices' AS name, 'invoice totals' AS left_what, coalesce(sum(gross_pence), 0) AS left_figure,
       'quantity × price + VAT of their lines' AS right_what, coalesce(sum(worked_out), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, min(number) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: instalments
-- Every invoice against the items the customer owes for it.
WITH owed AS (
  SELECT invoice_id, sum(amount_pence) AS pence, min(customer_id) AS customer_id, max(customer_id) AS last_customer_id, min(reference) AS reference
  FROM receivables_item WHERE invoice_id IS NOT NULL GROUP BY invoice_id
), judged AS (
  SELECT i.number, i.gross_pence, owed.pence,
         i.gross_pence IS DISTINCT FROM owed.pence OR i.customer_id IS DISTINCT FROM owed.customer_id
         OR owed.customer_id <> owed.last_customer_id OR owed.reference <> i.number AS is_astray
  FROM billing_invoice i FULL JOIN owed ON owed.invoice_id = i.id
)
SELECT 'Instalments' AS name, 'invoice totals' AS left_what, coalesce(sum(gross_pence), 0) AS left_figure,
       'instalments owed' AS right_what, coalesce(sum(pence), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, min(number) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: debtors_from_documents
-- The debtors control rebuilt without items: invoice lines less credit note lines less placements of receipts.
WITH control AS (SELECT id FROM ledger_account WHERE control = 'debtors')
SELECT 'Debtors from documents' AS name, 'ledger' AS left_what,
       (SELECT coalesce(sum(amount_pence) FILTER (WHERE debit_account_id = (SELECT id FROM control)), 0)
               - coalesce(sum(amount_pence) FILTER (WHERE credit_account_id = (SELECT id FROM control)), 0) FROM ledger_posting) AS left_figure,
       'invoice lines less credits, receipts placed, Direct Debits and write-offs, and refunds' AS right_what,
       (SELECT coalesce(sum(net_pence + vat_pence), 0) FROM billing_invoiceline)
       - (SELECT coalesce(sum(net_pence + vat_pence), 0) FROM billing_creditnoteline)
       - (SELECT coalesce(sum(amount_pence), 0) FROM receipting_placement)
       - (SELECT coalesce(sum(amount_pence), 0) FROM bacs_collectioncredit)
       - (SELECT coalesce(sum(amount_pence), 0) FROM receivables_writeoff) + (SELECT coalesce(sum(amount_pence), 0) FROM receivables_writeback)
       + (SELECT coalesce(sum(amount_pence), 0) FROM refunds_refund)
       - (SELECT coalesce(sum(r.amount_pence), 0) FROM refunds_refundend e JOIN refunds_refund r ON r.id = e.refund_id) AS right_figure,
       0 AS astray, NULL AS example, true AS is_money;

-- name: income
-- Income and VAT in the ledger, account by account, against the lines of invoices and of credit notes.
WITH posted AS (
  SELECT account_id, sum(pence) AS pence FROM (
    SELECT credit_account_id AS account_id, amount_pence AS pence FROM ledger_posting
    UNION ALL SELECT debit_account_id, -amount_pence FROM ledger_posting
  ) p JOIN ledger_account a ON a.id = p.account_id WHERE a.kind = 'income' OR a.control = 'vat_output' GROUP BY account_id
), billed AS (
  SELECT account_id, sum(pence) AS pence FROM (
    SELECT account_id, net_pence AS pence FROM billing_invoiceline
    UNION ALL SELECT (SELECT id FROM ledger_account WHERE control = 'vat_output'), vat_pence FROM billing_invoiceline
    UNION ALL SELECT account_id, -net_pence FROM billing_creditnoteline
    UNION ALL SELECT (SELECT id FROM ledger_account WHERE control = 'vat_output'), -vat_pence FROM billing_creditnoteline
  ) l GROUP BY account_id
)
SELECT 'Income and VAT' AS name, 'ledger' AS left_what, coalesce(sum(posted.pence), 0) AS left_figure,
       'invoice lines less credits' AS right_what, coalesce(sum(billed.pence), 0) AS right_figure,
       count(*) FILTER (WHERE coalesce(posted.pence, 0) <> coalesce(billed.pence, 0)) AS astray,
       (SELECT a.code FROM ledger_account a
        WHERE a.id = min(account_id) FILTER (WHERE coalesce(posted.pence, 0) <> coalesce(billed.pence, 0))) AS example, true AS is_money
FROM posted FULL JOIN billed USING (account_id);

-- name: invoice_numbers
-- Every number given out is an invoice, is void with its reason, or is set aside for a run that has not ended.
WITH council AS (SELECT * FROM council_council), given AS (
  SELECT coalesce((SELECT next_number - 1 FROM runs_numberseries WHERE name = 'invoice'), 0) AS many
), waiting AS (
  SELECT coalesce(sum(b.last - b.first + 1), 0) AS many FROM runs_numberblock b WHERE b.series_id = 'invoice' AND b.used_to IS NULL
), wrong AS (
  SELECT i.number FROM billing_invoice i, council c
  WHERE i.number <> council_reference(c.invoice_prefix, c.invoice_digits, c.references_checked,
                                      substr(i.number, length(c.invoice_prefix) + 1, c.invoice_digits)::bigint)
     OR substr(i.number, length(c.invoice_prefix) + 1, c.invoice_digits)::bigint > (SELECT many FROM given)
  UNION ALL
  SELECT i.number FROM billing_invoice i, council c JOIN runs_voidnumber v ON v.series_id = 'invoice'
  WHERE i.number = council_reference(c.invoice_prefix, c.invoice_digits, c.references_checked, v.number)
)
SELECT 'Invoice numbers' AS name, 'given out' AS left_what, given.many AS left_figure, 'invoices, voids and set aside' AS right_what,
       (SELECT count(*) FROM billing_invoice) + (SELECT count(*) FROM runs_voidnumber WHERE series_id = 'invoice') + waiting.many AS right_figure,
       (SELECT count(*) FROM wrong) AS astray, (SELECT min(number) FROM wrong) AS example, false AS is_money
FROM given, waiting;

-- name: credit_notes
-- Every credit note against its lines, each of them coded as the line of the invoice it credits, and never more than it.
WITH lines AS (
  SELECT c.credit_note_id, sum(c.net_pence) AS net, sum(c.vat_pence) AS vat,
         bool_or(l.id IS NULL OR l.invoice_id <> n.invoice_id OR (c.vat_code, c.vat_rate, c.account_id) <> (l.vat_code, l.vat_rate, l.account_id)) AS is_wrong
  FROM billing_creditnoteline c LEFT JOIN billing_invoiceline l ON l.id = c.invoice_line_id
  LEFT JOIN billing_creditnote n ON n.id = c.credit_note_id GROUP BY 1
), too_much AS (
  SELECT c.invoice_line_id FROM billing_creditnoteline c JOIN billing_invoiceline l ON l.id = c.invoice_line_id
  GROUP BY c.invoice_line_id, l.id HAVING sum(c.net_pence) > l.net_pence OR sum(c.vat_pence) > l.vat_pence
), judged AS (
  SELECT n.number, n.gross_pence, lines.net + lines.vat AS worked_out,
         n.net_pence IS DISTINCT FROM lines.net OR n.vat_pence IS DISTINCT FROM lines.vat OR coalesce(lines.is_wrong, true)
         OR EXISTS (SELECT FROM billing_creditnoteline c JOIN too_much t USING (invoice_line_id) WHERE c.credit_note_id = n.id) AS is_astray
  FROM billing_creditnote n FULL JOIN lines ON lines.credit_note_id = n.id
)
SELECT 'Credit notes' AS name, 'credit note totals' AS left_what, coalesce(sum(gross_pence), 0) AS left_figure,
       'their lines, within the invoice''s' AS right_what, coalesce(sum(worked_out), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, min(number) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: credits_on_accounts
-- Every credit note against the credit it made on the customer's account.
WITH judged AS (
  SELECT coalesce(n.number, i.reference) AS number, n.gross_pence, -i.amount_pence AS credited,
         n.gross_pence IS DISTINCT FROM -i.amount_pence OR n.customer_id IS DISTINCT FROM i.customer_id
         OR n.journal_id IS DISTINCT FROM i.journal_id AS is_astray
  FROM billing_creditnote n FULL JOIN (SELECT * FROM receivables_item WHERE kind = 'credit_note') i ON i.reference = n.number
)
SELECT 'Credits on accounts' AS name, 'credit note totals' AS left_what, coalesce(sum(gross_pence), 0) AS left_figure,
       'credits on customer accounts' AS right_what, coalesce(sum(credited), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, min(number) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: credit_note_numbers
-- Every credit note number given out is a credit note, is void with its reason, or is set aside for a run that has not ended.
WITH council AS (SELECT *, invoice_prefix || 'C' AS prefix FROM council_council), given AS (
  SELECT coalesce((SELECT next_number - 1 FROM runs_numberseries WHERE name = 'credit_note'), 0) AS many
), waiting AS (
  SELECT coalesce(sum(b.last - b.first + 1), 0) AS many FROM runs_numberblock b WHERE b.series_id = 'credit_note' AND b.used_to IS NULL
), wrong AS (
  SELECT n.number FROM billing_creditnote n, council c
  WHERE n.number <> council_reference(c.prefix, c.invoice_digits, c.references_checked, substr(n.number, length(c.prefix) + 1, c.invoice_digits)::bigint)
     OR substr(n.number, length(c.prefix) + 1, c.invoice_digits)::bigint > (SELECT many FROM given)
)
SELECT 'Credit note numbers' AS name, 'given out' AS left_what, given.many AS left_figure, 'credit notes, voids and set aside' AS right_what,
       (SELECT count(*) FROM billing_creditnote) + (SELECT count(*) FROM runs_voidnumber WHERE series_id = 'credit_note') + waiting.many AS right_figure,
       (SELECT count(*) FROM wrong) AS astray, (SELECT min(number) FROM wrong) AS example, false AS is_money
FROM given, waiting;

-- name: credit_authority
-- Every credit note has an approved request of its own, for that invoice and that sum.
WITH judged AS (
  SELECT n.number, n.gross_pence, r.amount_pence,
         n.gross_pence IS DISTINCT FROM r.amount_pence OR r.subject IS DISTINCT FROM i.number
         OR NOT EXISTS (SELECT FROM authority_requestevent e WHERE e.request_id = r.id AND e.state = 'approved') AS is_astray
  FROM billing_creditnote n LEFT JOIN billing_invoice i ON i.id = n.invoice_id LEFT JOIN authority_request r ON r.id = n.request_id
)
SELECT 'Credits authorised' AS name, 'credit note totals' AS left_what, coalesce(sum(gross_pence), 0) AS left_figure,
       'approved requests for them' AS right_what, coalesce(sum(amount_pence), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, min(number) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: linked_invoices
-- Every invoice that adjusts or replaces another has an approved request about that one, and with its credit nothing of what it replaces stands.
WITH judged AS (
  SELECT i.number, i.gross_pence, r.subject IS DISTINCT FROM o.number OR (k.kind, r.act) NOT IN (('adjusts', 'debit_adjustment'), ('replaces', 'rebill'))
         OR NOT EXISTS (SELECT FROM authority_requestevent e WHERE e.request_id = r.id AND e.state = 'approved')
         OR (k.kind = 'replaces' AND (n.invoice_id IS DISTINCT FROM o.id OR o.gross_pence IS DISTINCT FROM (
           SELECT sum(x.gross_pence) FROM billing_creditnote x WHERE x.invoice_id = o.id AND x.id <= n.id))) AS is_astray
  FROM billing_invoicelink k LEFT JOIN billing_invoice i ON i.id = k.invoice_id LEFT JOIN billing_invoice o ON o.id = k.original_id
  LEFT JOIN authority_request r ON r.id = k.request_id LEFT JOIN billing_creditnote n ON n.id = k.credit_note_id
)
SELECT 'Linked invoices' AS name, 'invoices of others' AS left_what, count(*) AS left_figure, 'authorised, and the first credited if replaced' AS right_what,
       count(*) FILTER (WHERE NOT is_astray) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, min(number) FILTER (WHERE is_astray) AS example, false AS is_money
FROM judged;

-- name: asked_invoices
-- Every invoice a service asked for has an approved request of its own, for that service and that sum.
WITH judged AS (
  SELECT i.number, i.gross_pence, r.amount_pence,
         (r.act, r.service_id, r.amount_pence) IS DISTINCT FROM ('one_off_invoice'::varchar, i.service_id, i.gross_pence)
         OR coalesce(r.customer_id <> i.customer_id, true)
         OR NOT EXISTS (SELECT FROM authority_requestevent e WHERE e.request_id = r.id AND e.state = 'approved') AS is_astray
  FROM billing_invoiceasked k LEFT JOIN billing_invoice i ON i.id = k.invoice_id LEFT JOIN authority_request r ON r.id = k.request_id
)
SELECT 'Invoices asked for' AS name, 'invoices' AS left_what, coalesce(sum(gross_pence), 0) AS left_figure,
       'approved requests for them' AS right_what, coalesce(sum(amount_pence), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, min(number) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: late_charges
-- Every invoice that asks for paying late against what was charged, line by line, under an approved request for that customer and that sum, in the
-- income account of its kind; never of a debt that is a late charge itself, nor of somebody else's.
WITH line AS (
  SELECT c.request_id, c.invoice_id, c.pence,
         l.id IS NULL OR c.pence <> l.net_pence OR l.vat_pence <> 0 OR i.customer_id IS DISTINCT FROM r.customer_id
         OR coalesce(a.control, '') <> CASE c.kind WHEN 'interest' THEN 'interest' WHEN 'fixed_sum' THEN 'late_fixed' ELSE 'late_costs' END
         OR (c.kind <> 'costs' AND coalesce(d.invoice_id <> c.late_invoice_id, true))
         OR EXISTS (SELECT FROM interest_latecharge x WHERE x.invoice_id = c.late_invoice_id)
         OR NOT EXISTS (SELECT FROM authority_requestevent e WHERE e.request_id = c.request_id AND e.state = 'approved') AS is_astray
  FROM interest_latecharge c LEFT JOIN billing_invoiceline l ON l.invoice_id = c.invoice_id AND l.line_number = c.line_number
  LEFT JOIN ledger_account a ON a.id = l.account_id LEFT JOIN billing_invoice i ON i.id = c.invoice_id
  LEFT JOIN authority_request r ON r.id = c.request_id LEFT JOIN receivables_item d ON d.id = c.item_id
), judged AS (
  SELECT i.number, sum(line.pence) AS pence, i.gross_pence,
         bool_or(line.is_astray) OR sum(line.pence) <> i.gross_pence OR min(r.amount_pence) <> i.gross_pence AS is_astray
  FROM line JOIN billing_invoice i ON i.id = line.invoice_id JOIN authority_request r ON r.id = line.request_id GROUP BY i.number, i.gross_pence
)
SELECT 'Charges for paying late' AS name, 'charged' AS left_what, coalesce(sum(pence), 0) AS left_figure,
       'invoiced, as approved' AS right_what, coalesce(sum(gross_pence), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, min(number) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: decisions
-- Every request stands where its last event left it; nobody decided what they asked for or stood in for whoever did; where it takes two, two did.
WITH last AS (
  SELECT DISTINCT ON (request_id) request_id, state, CASE event WHEN 'agree' THEN coalesce(standing_in_for_id, by_id) END AS agreed_by_id
  FROM authority_requestevent ORDER BY request_id, id DESC
), step AS (
  SELECT e.*, lag(e.event) OVER same AS event_before, lag(e.by_id) OVER same AS by_before, lag(e.standing_in_for_id) OVER same AS for_before
  FROM authority_requestevent e WINDOW same AS (PARTITION BY e.request_id ORDER BY e.id)
), alone AS (
  SELECT s.request_id FROM step s JOIN authority_limit l ON l.id = s.limit_id
  WHERE s.event = 'approve' AND ((cardinality(l.then_approvers) > 0 AND s.event_before <> 'agree')
     OR (s.event_before = 'agree' AND (s.by_id IN (s.by_before, s.for_before) OR s.standing_in_for_id IN (s.by_before, s.for_before))))
), judged AS (
  SELECT r.id, (t.state, t.agreed_by_id) IS DISTINCT FROM (last.state, last.agreed_by_id) OR r.id IN (SELECT request_id FROM alone) OR EXISTS (
           SELECT FROM authority_requestevent e WHERE e.request_id = r.id AND e.event IN ('agree', 'approve', 'refuse', 'return')
             AND r.asked_by_id IN (e.by_id, e.standing_in_for_id)) AS is_astray
  FROM authority_request r LEFT JOIN authority_requeststate t ON t.request_id = r.id LEFT JOIN last ON last.request_id = r.id
)
SELECT 'Decisions' AS name, 'requests' AS left_what, count(*) AS left_figure, 'decided by somebody else, or within a limit' AS right_what,
       count(*) FILTER (WHERE NOT is_astray) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'request ' || min(id) FILTER (WHERE is_astray) AS example, false AS is_money
FROM judged;

-- name: bank_accounts
-- The ledger's bank balance against the closing balance of the account's last statement.
WITH last AS (
  SELECT bank_account_id, closing_pence FROM receipting_statement s
  WHERE NOT EXISTS (SELECT FROM receipting_statement later WHERE later.previous_id = s.id)
), posted AS (
  SELECT account_id, sum(pence) AS pence FROM (
    SELECT debit_account_id AS account_id, amount_pence AS pence FROM ledger_posting
    UNION ALL SELECT credit_account_id, -amount_pence FROM ledger_posting
  ) p GROUP BY account_id
)
SELECT 'Bank ' || b.code AS name, 'ledger' AS left_what, coalesce(posted.pence, 0) AS left_figure,
       'statement closing balance' AS right_what, coalesce(last.closing_pence, 0) AS right_figure,
       0 AS astray, NULL AS example, true AS is_money
FROM council_bankaccount b JOIN ledger_account a ON a.bank_account_id = b.id
LEFT JOIN posted ON posted.account_id = a.id LEFT JOIN last ON last.bank_account_id = b.id
ORDER BY b.code;

-- name: statements
-- Every statement opens where the one before closed, and its lines carry it to its close.
WITH moved AS (SELECT statement_id, sum(amount_pence) AS pence, count(*) AS many FROM receipting_bankline GROUP BY statement_id),
judged AS (
  SELECT s.id, s.closing_pence - s.opening_pence AS moves, coalesce(moved.pence, 0) AS pence,
         s.closing_pence - s.opening_pence <> coalesce(moved.pence, 0) OR s.line_count <> coalesce(moved.many, 0)
         OR p.closing_pence <> s.opening_pence OR p.bank_account_id <> s.bank_account_id AS is_astray
  FROM receipting_statement s LEFT JOIN moved ON moved.statement_id = s.id LEFT JOIN receipting_statement p ON p.id = s.previous_id
)
SELECT 'Statements' AS name, 'closing less opening' AS left_what, coalesce(sum(moves), 0) AS left_figure,
       'bank lines' AS right_what, (SELECT coalesce(sum(amount_pence), 0) FROM receipting_bankline) AS right_figure,
       count(*) FILTER (WHERE coalesce(is_astray, false)) AS astray,
       'statement ' || min(id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: bank_words
-- The words of each bank line are those it was banked with (unless they were erased).
WITH judged AS (
  SELECT l.id, t.line_id IS NOT NULL AND t.narrative || t.payer_name <> '' AND l.text_digest <> sha256(t.salt || convert_to(
           t.payer_name || E'\x1f' || t.narrative
           || CASE WHEN t.payment_references = '[]' THEN '' ELSE (
                SELECT string_agg(E'\x1f' || r, '' ORDER BY n)
                FROM jsonb_array_elements_text(t.payment_references) WITH ORDINALITY x(r, n)) END, 'UTF8')) AS is_astray
  FROM receipting_bankline l LEFT JOIN receipting_banklinetext t ON t.line_id = l.id
)
SELECT 'Words of bank lines' AS name, 'bank lines' AS left_what, count(*) AS left_figure, 'with their own words' AS right_what,
       count(*) FILTER (WHERE NOT is_astray) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'bank line ' || min(id) FILTER (WHERE is_astray) AS example, false AS is_money
FROM judged;

-- name: receipts
-- Every bank line that moved money has its receipt, of the same sum and day.
WITH judged AS (
  SELECT coalesce(l.id, r.bank_line_id) AS id, l.amount_pence, r.amount_pence AS received,
         l.amount_pence IS DISTINCT FROM r.amount_pence OR l.booked_on IS DISTINCT FROM r.received_on AS is_astray
  FROM (SELECT * FROM receipting_bankline WHERE amount_pence <> 0) l FULL JOIN (SELECT * FROM receipting_receipt WHERE bank_line_id IS NOT NULL) r ON r.bank_line_id = l.id
)
SELECT 'Receipts' AS name, 'bank lines' AS left_what, coalesce(sum(amount_pence), 0) AS left_figure,
       'receipts' AS right_what, coalesce(sum(received), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'bank line ' || min(id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: suspense
-- The suspense control against the list of what is in it.
SELECT 'Suspense control' AS name, 'ledger' AS left_what,
       (SELECT coalesce(sum(p.amount_pence) FILTER (WHERE p.credit_account_id = a.id), 0)
               - coalesce(sum(p.amount_pence) FILTER (WHERE p.debit_account_id = a.id), 0)
        FROM ledger_posting p, (SELECT id FROM ledger_account WHERE control = 'suspense') a) AS left_figure,
       'suspense list' AS right_what, (SELECT coalesce(sum(open_pence), 0) FROM receipting_suspense) AS right_figure,
       0 AS astray, NULL AS example, true AS is_money;

-- name: suspense_from_documents
-- The suspense list rebuilt: every receipt less its placements, what was expected of it and what the bank took back.
WITH placed AS (
  SELECT receipt_id, sum(amount_pence) AS pence FROM (
    SELECT receipt_id, amount_pence FROM receipting_placement UNION ALL SELECT receipt_id, amount_pence FROM receipting_clearing
    UNION ALL SELECT receipt_id, amount_pence FROM receipting_fundplacement
    UNION ALL SELECT taking_id, amount_pence FROM takings_took_back
  ) p GROUP BY receipt_id
),
judged AS (
  SELECT r.id, s.open_pence, r.amount_pence - coalesce(placed.pence, 0) AS worked_out
  FROM receipting_receipt r FULL JOIN receipting_suspense s ON s.receipt_id = r.id LEFT JOIN placed ON placed.receipt_id = r.id
)
SELECT 'Suspense from documents' AS name, 'suspense list' AS left_what, coalesce(sum(open_pence), 0) AS left_figure,
       'receipts less placements and money taken back' AS right_what, coalesce(sum(worked_out), 0) AS right_figure,
       count(*) FILTER (WHERE open_pence IS DISTINCT FROM worked_out) AS astray,
       'receipt ' || min(id) FILTER (WHERE open_pence IS DISTINCT FROM worked_out) AS example, true AS is_money
FROM judged;

-- name: funds
-- What the ledger holds for every fund against the receipts placed there, each posted from suspense; an undoing is the mirror of what it undoes.
WITH posted AS (
  SELECT account_id, sum(pence) AS pence FROM (
    SELECT credit_account_id AS account_id, amount_pence AS pence FROM ledger_posting
    UNION ALL SELECT debit_account_id, -amount_pence FROM ledger_posting
  ) p JOIN ledger_account a ON a.id = p.account_id AND a.control = 'fund' GROUP BY 1
), placed AS (
  SELECT f.account_id, sum(p.amount_pence) AS pence,
         count(*) FILTER (WHERE (u.id IS NOT NULL AND (u.amount_pence, u.receipt_id, u.fund_id, u.reference) IS DISTINCT FROM (-p.amount_pence, p.receipt_id, p.fund_id, p.reference))
           OR NOT EXISTS (SELECT FROM ledger_posting g JOIN ledger_journal j ON j.id = g.journal_id JOIN ledger_account s ON s.control = 'suspense'
                          WHERE g.journal_id = p.journal_id AND g.amount_pence = abs(p.amount_pence) AND j.source_id = p.id
                            AND j.effective_on = p.effective_on AND j.reverses_id IS NOT DISTINCT FROM u.journal_id
                            AND (g.debit_account_id, g.credit_account_id) = CASE
                              WHEN p.amount_pence > 0 THEN ROW(s.id, f.account_id) ELSE ROW(f.account_id, s.id) END)) AS wrong
  FROM receipting_fundplacement p JOIN funds_fund f ON f.code = p.fund_id LEFT JOIN receipting_fundplacement u ON u.id = p.undoes_id
  GROUP BY 1
), judged AS (
  SELECT coalesce(posted.account_id, placed.account_id) AS id, posted.pence, placed.pence AS worked_out,
         coalesce(posted.pence, 0) <> coalesce(placed.pence, 0) OR coalesce(placed.wrong, 0) > 0 AS is_astray
  FROM posted FULL JOIN placed USING (account_id)
)
SELECT 'Funds' AS name, 'ledger' AS left_what, coalesce(sum(pence), 0) AS left_figure,
       'receipts placed for other ledgers' AS right_what, coalesce(sum(worked_out), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray,
       (SELECT a.code FROM ledger_account a WHERE a.id = min(judged.id) FILTER (WHERE is_astray)) AS example, true AS is_money
FROM judged;

-- name: fund_files
-- Every file to a fund against the placements it told of: their number and sum, of that fund, numbered without a gap; an undoing after what it undoes.
WITH held AS (
  SELECT l.file_id, count(*) AS many, sum(p.amount_pence) AS pence, max(l.line) AS last, bool_or(p.fund_id <> f.fund_id
         OR (p.undoes_id IS NOT NULL AND NOT EXISTS (SELECT FROM interfaces_fundfileline u WHERE u.placement_id = p.undoes_id AND u.file_id < l.file_id))) AS is_wrong
  FROM interfaces_fundfileline l JOIN interfaces_fundfile f ON f.id = l.file_id JOIN receipting_fundplacement p ON p.id = l.placement_id GROUP BY 1
), judged AS (
  SELECT f.fund_id || '-' || f.sequence AS name, f.amount_pence, held.pence,
         f.amount_pence IS DISTINCT FROM held.pence OR f.line_count IS DISTINCT FROM held.many OR held.last <> held.many OR held.is_wrong
         OR f.sequence <> row_number() OVER (PARTITION BY f.fund_id ORDER BY f.id) AS is_astray
  FROM interfaces_fundfile f LEFT JOIN held ON held.file_id = f.id
)
SELECT 'Files to funds' AS name, 'said by the files' AS left_what, coalesce(sum(amount_pence), 0) AS left_figure,
       'placements they told of' AS right_what, coalesce(sum(pence), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'file ' || min(name) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: clearings
-- Every receipt cleared against what was expected: the same sum, into the same bank account, and posted from suspense to the account that held it.
WITH judged AS (
  SELECT c.id, c.amount_pence, e.amount_pence AS expected,
         c.amount_pence IS DISTINCT FROM e.amount_pence OR c.amount_pence IS DISTINCT FROM r.amount_pence
         OR r.bank_account_id IS DISTINCT FROM e.bank_account_id
         OR NOT EXISTS (SELECT FROM ledger_posting p JOIN ledger_account s ON s.control = 'suspense' WHERE p.journal_id = c.journal_id
                          AND p.amount_pence = abs(c.amount_pence) AND (p.debit_account_id, p.credit_account_id) = CASE
                            WHEN c.amount_pence > 0 THEN ROW(s.id, e.account_id) ELSE ROW(e.account_id, s.id) END) AS is_astray
  FROM receipting_clearing c LEFT JOIN receipting_expected e ON e.id = c.expected_id LEFT JOIN receipting_receipt r ON r.id = c.receipt_id
)
SELECT 'Expected money' AS name, 'receipts cleared' AS left_what, coalesce(sum(amount_pence), 0) AS left_figure,
       'what was expected of them' AS right_what, coalesce(sum(expected), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'clearing ' || min(id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: takings
-- Every receipt that is no bank line was taken: of the same sum and day, and posted from its method's account to suspense.
WITH judged AS (
  SELECT coalesce(r.reference, 'taking ' || t.receipt_id) AS reference, t.amount_pence, r.amount_pence AS received,
         t.amount_pence IS DISTINCT FROM r.amount_pence OR t.taken_on IS DISTINCT FROM r.received_on
         OR NOT EXISTS (SELECT FROM ledger_posting p JOIN ledger_account s ON s.control = 'suspense' JOIN ledger_method m ON m.id = t.method_id
                        WHERE p.journal_id = t.journal_id AND p.amount_pence = abs(t.amount_pence)
                          AND (p.debit_account_id, p.credit_account_id) = CASE
                            WHEN t.amount_pence > 0 THEN ROW(m.account_id, s.id) ELSE ROW(s.id, m.account_id) END) AS is_astray
  FROM receipting_taking t FULL JOIN (SELECT * FROM receipting_receipt WHERE bank_line_id IS NULL) r ON r.id = t.receipt_id
)
SELECT 'Takings' AS name, 'taken' AS left_what, coalesce(sum(amount_pence), 0) AS left_figure,
       'receipts of no bank line' AS right_what, coalesce(sum(received), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, min(reference) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: words_of_takings
-- The words of each taking are those it was taken with (unless they were erased).
WITH judged AS (
  SELECT k.receipt_id, t.taking_id IS NOT NULL AND t.narrative || t.payer_name <> '' AND k.text_digest <> sha256(t.salt || convert_to(
           t.payer_name || E'\x1f' || t.narrative
           || CASE WHEN t.payment_references = '[]' THEN '' ELSE (
                SELECT string_agg(E'\x1f' || r, '' ORDER BY n)
                FROM jsonb_array_elements_text(t.payment_references) WITH ORDINALITY x(r, n)) END, 'UTF8')) AS is_astray
  FROM receipting_taking k LEFT JOIN receipting_takingtext t ON t.taking_id = k.receipt_id
)
SELECT 'Words of takings' AS name, 'takings' AS left_what, count(*) AS left_figure, 'with their own words' AS right_what,
       count(*) FILTER (WHERE NOT is_astray) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'receipt ' || min(receipt_id) FILTER (WHERE is_astray) AS example, false AS is_money
FROM judged;

-- name: remittances
-- Every remittance against its lines: what it is for, how many they are, and that who pays and the names are those it came with (unless erased).
WITH judged AS (
  SELECT m.id, m.total_pence, l.pence,
         m.total_pence <> coalesce(l.pence, 0) OR m.line_count <> coalesce(l.lines, 0)
         OR t.narrative || t.payer_name <> '' AND m.text_digest <> sha256(t.salt || convert_to(t.payer_name || E'\x1f' || t.narrative, 'UTF8')) AS is_astray
  FROM receipting_remittance m LEFT JOIN receipting_remittancetext t ON t.remittance_id = m.id
  LEFT JOIN (SELECT remittance_id, sum(amount_pence) AS pence, count(*) AS lines FROM receipting_remittanceline GROUP BY 1) l ON l.remittance_id = m.id
)
SELECT 'Remittances' AS name, 'remittances' AS left_what, coalesce(sum(total_pence), 0)::bigint AS left_figure, 'their lines' AS right_what,
       coalesce(sum(pence), 0)::bigint AS right_figure, count(*) FILTER (WHERE is_astray) AS astray,
       'remittance ' || min(id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: bankings
-- Every banking against the takings in it, of its own method and bank account, and what is expected of the bank.
WITH inside AS (
  SELECT k.banking_id, sum(t.amount_pence) AS pence, count(*) AS many, bool_or(t.method_id <> b.method_id OR r.bank_account_id <> b.bank_account_id) AS is_wrong
  FROM takings_bankedtaking k JOIN takings_banking b ON b.id = k.banking_id JOIN receipting_taking t ON t.receipt_id = k.taking_id
  JOIN receipting_receipt r ON r.id = t.receipt_id GROUP BY 1
), judged AS (
  SELECT b.slip, b.amount_pence, coalesce(i.pence, 0) + coalesce(c.difference_pence, 0) - coalesce(f.refunds_pence + f.disputes_pence + f.fees_pence, 0) AS pence,
         b.amount_pence IS DISTINCT FROM coalesce(i.pence, 0) + coalesce(c.difference_pence, 0) - coalesce(f.refunds_pence + f.disputes_pence + f.fees_pence, 0)
         OR b.takings IS DISTINCT FROM coalesce(i.many, 0) OR i.is_wrong OR (f.id IS NULL AND (b.amount_pence <= 0 OR i.many IS NULL))
         OR (e.id IS NULL) <> (b.amount_pence = 0) OR (e.amount_pence, e.bank_account_id, e.account_id) <> (b.amount_pence, b.bank_account_id, m.account_id) AS is_astray
  FROM takings_banking b JOIN ledger_method m ON m.id = b.method_id LEFT JOIN inside i ON i.banking_id = b.id
  LEFT JOIN receipting_expected e ON e.id = b.expected_id LEFT JOIN takings_cashupend c ON c.banking_id = b.id LEFT JOIN cards_cardsettlement f ON f.banking_id = b.id
)
SELECT 'Bankings' AS name, 'paid in' AS left_what, coalesce(sum(amount_pence), 0) AS left_figure,
       'takings in them, over and short, less what was kept of cards' AS right_what, coalesce(sum(pence), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'slip ' || min(slip) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: unpaid_takings
-- Every payment the bank took back: all of it, or the part lost in a dispute; banked before, posted from suspense to its method's account, and expected to leave, or
-- lost in a dispute; what never left us of one taken back by hand is posted back, once a dispute was found to be it.
WITH judged AS (
  SELECT u.taking_id, u.amount_pence, coalesce(lost.amount_pence, t.amount_pence) AS taken,
         u.amount_pence IS DISTINCT FROM coalesce(lost.amount_pence, t.amount_pence) OR u.amount_pence > t.amount_pence OR (lost.id IS NULL) <> (e.id IS NOT NULL)
         OR (e.id IS NOT NULL AND (u.amount_pence <> -e.amount_pence OR e.account_id <> m.account_id)) OR b.banked_on IS NULL OR u.returned_on < b.banked_on
         OR NOT EXISTS (SELECT FROM ledger_posting p JOIN ledger_account s ON s.control = 'suspense' WHERE p.journal_id = u.journal_id
                          AND (p.debit_account_id, p.credit_account_id, p.amount_pence) = (s.id, m.account_id, u.amount_pence))
         OR (n.unpaid_id IS NOT NULL AND (n.amount_pence >= u.amount_pence OR e.id IS NULL
             OR NOT EXISTS (SELECT FROM cards_disputeknownbefore k WHERE k.unpaid_id = n.unpaid_id AND k.run_id = n.run_id)
             OR NOT EXISTS (SELECT FROM ledger_posting p JOIN ledger_account s ON s.control = 'suspense' WHERE p.journal_id = n.journal_id
                              AND (p.debit_account_id, p.credit_account_id, p.amount_pence) = (m.account_id, s.id, n.amount_pence)))) AS is_astray
  FROM takings_unpaid u LEFT JOIN takings_stillpaid n ON n.unpaid_id = u.taking_id LEFT JOIN receipting_taking t ON t.receipt_id = u.taking_id LEFT JOIN ledger_method m ON m.id = t.method_id
  LEFT JOIN receipting_expected e ON e.id = u.expected_id LEFT JOIN takings_bankedtaking k ON k.taking_id = u.taking_id
  LEFT JOIN takings_banking b ON b.id = k.banking_id
  LEFT JOIN LATERAL (
    SELECT v.id, d.amount_pence FROM cards_cardend c JOIN cards_carddispute d ON d.payment_id = c.payment_id JOIN cards_carddisputeevent v ON v.dispute_id = d.id AND v.state = 'lost'
    WHERE c.taking_id = u.taking_id AND v.run_id = u.run_id AND u.expected_id IS NULL LIMIT 1
  ) lost ON true
)
SELECT 'Returned unpaid' AS name, 'taken back' AS left_what, coalesce(sum(amount_pence), 0) AS left_figure,
       'taken before' AS right_what, coalesce(sum(taken), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'receipt ' || min(taking_id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: payment_files
-- Every file of payments against its banking, its own total and count, and a version of its profile that somebody else approved.
WITH judged AS (
  SELECT f.banking_id, b.amount_pence, coalesce(f.told_pence, b.amount_pence) AS told,
         f.told_pence <> b.amount_pence OR f.told_count < b.takings OR o.version_id IS NULL OR o.approved_by_id = v.written_by_id
         OR b.method_id <> p.method_id OR b.bank_account_id <> p.bank_account_id OR b.run_id <> f.run_id AS is_astray
  FROM takings_paymentfiletaken f JOIN takings_banking b ON b.id = f.banking_id LEFT JOIN takings_fileprofileversion v ON v.id = f.version_id
  LEFT JOIN takings_fileprofile p ON p.code = v.profile_id LEFT JOIN takings_fileprofileapproval o ON o.version_id = v.id
)
SELECT 'Payment files' AS name, 'banked of them' AS left_what, coalesce(sum(amount_pence), 0) AS left_figure,
       'their own totals' AS right_what, coalesce(sum(told), 0) AS right_figure,
       count(*) FILTER (WHERE coalesce(is_astray, false)) AS astray, 'banking ' || min(banking_id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: cash_ups
-- Every count: its notes and coins, the takings counted and banked, its difference posted and let go by somebody else; and all differences on their account.
WITH counted AS (
  SELECT u.id, coalesce(sum(c.denomination::bigint * c.many::bigint), 0) AS pence FROM takings_cashup u, jsonb_each_text(u.counted) c (denomination, many) GROUP BY u.id
), inside AS (
  SELECT k.cash_up_id, sum(t.amount_pence) AS pence, bool_or(e.banking_id IS NOT NULL AND b.banking_id IS DISTINCT FROM e.banking_id) AS is_wrong
  FROM takings_cashuptaking k JOIN receipting_taking t ON t.receipt_id = k.taking_id LEFT JOIN takings_cashupend e ON e.cash_up_id = k.cash_up_id
  LEFT JOIN takings_bankedtaking b ON b.taking_id = k.taking_id GROUP BY 1
), judged AS (
  SELECT u.id, CASE WHEN e.banking_id IS NOT NULL THEN u.counted_pence - u.taken_pence ELSE 0 END AS due,
         u.counted_pence IS DISTINCT FROM counted.pence OR u.taken_pence IS DISTINCT FROM inside.pence OR coalesce(inside.is_wrong, true)
         OR (e.cash_up_id IS NOT NULL AND (e.counted_by_id <> u.counted_by_id OR e.difference_pence <> CASE WHEN e.banking_id IS NOT NULL THEN u.counted_pence - u.taken_pence ELSE 0 END
             OR (e.difference_pence <> 0) <> (e.journal_id IS NOT NULL) OR (e.difference_pence <> 0 AND e.ended_by_id = u.counted_by_id)))
         OR (e.journal_id IS NOT NULL AND NOT EXISTS (
              SELECT FROM ledger_posting p JOIN ledger_account a ON a.control = 'over_short' AND a.id = CASE WHEN e.difference_pence > 0 THEN p.credit_account_id ELSE p.debit_account_id END
              WHERE p.journal_id = e.journal_id AND p.amount_pence = abs(e.difference_pence))) AS is_astray
  FROM takings_cashup u LEFT JOIN counted ON counted.id = u.id LEFT JOIN inside ON inside.cash_up_id = u.id LEFT JOIN takings_cashupend e ON e.cash_up_id = u.id
)
SELECT 'Cash over and short' AS name, 'ledger' AS left_what,
       (SELECT coalesce(sum(p.amount_pence) FILTER (WHERE p.credit_account_id = a.id), 0)
               - coalesce(sum(p.amount_pence) FILTER (WHERE p.debit_account_id = a.id), 0)
        FROM ledger_posting p, (SELECT id FROM ledger_account WHERE control = 'over_short') a) AS left_figure,
       'counted less taken' AS right_what, coalesce(sum(due), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'cash-up ' || min(id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: cash_returns
-- Every cash-up return of a service: its lines and its notes and coins, and when it was authorised, by somebody else, its receipts counted and banked, each on its income code.
WITH lines AS (
  SELECT cash_return_id, sum(amount_pence) FILTER (WHERE kind = 'cash') AS cash, sum(amount_pence) FILTER (WHERE kind = 'cheque') AS cheques,
         string_agg(income_code || ' ' || amount_pence, ',' ORDER BY income_code, amount_pence) AS said
  FROM takings_cashreturnline GROUP BY 1
), counted AS (
  SELECT r.id, coalesce(sum(c.denomination::bigint * c.many::bigint), 0) AS pence FROM takings_cashreturn r LEFT JOIN LATERAL jsonb_each_text(r.counted) c (denomination, many) ON true GROUP BY r.id
), taken AS (
  SELECT e.cash_return_id, sum(t.amount_pence) AS pence,
         string_agg(p.reference || ' ' || t.amount_pence, ',' ORDER BY p.reference, t.amount_pence) AS said
  FROM takings_cashreturnend e JOIN LATERAL (
    SELECT k.taking_id FROM takings_cashuptaking k WHERE k.cash_up_id = e.cash_up_id
    UNION ALL SELECT b.taking_id FROM takings_bankedtaking b WHERE b.banking_id = e.cheque_banking_id
  ) m ON true JOIN receipting_taking t ON t.receipt_id = m.taking_id
  LEFT JOIN receipting_fundplacement p ON p.receipt_id = t.receipt_id AND p.run_id = e.run_id AND p.undoes_id IS NULL GROUP BY 1
), judged AS (
  SELECT r.id, CASE WHEN e.is_authorised THEN r.cash_pence + r.cheque_pence ELSE 0 END AS due, coalesce(taken.pence, 0) AS pence,
         r.cash_pence IS DISTINCT FROM coalesce(lines.cash, 0) OR r.cheque_pence IS DISTINCT FROM coalesce(lines.cheques, 0) OR r.counted_pence IS DISTINCT FROM counted.pence
         OR e.filled_by_id <> r.filled_by_id OR (e.is_authorised AND e.ended_by_id = r.filled_by_id)
         OR (e.is_authorised AND (taken.said IS DISTINCT FROM lines.said OR u.counted_pence <> r.counted_pence OR u.taken_pence <> r.cash_pence
             OR u.counted_by_id <> r.filled_by_id OR b.amount_pence <> r.cheque_pence)) AS is_astray
  FROM takings_cashreturn r LEFT JOIN lines ON lines.cash_return_id = r.id LEFT JOIN counted ON counted.id = r.id
  LEFT JOIN takings_cashreturnend e ON e.cash_return_id = r.id LEFT JOIN taken ON taken.cash_return_id = r.id
  LEFT JOIN takings_cashup u ON u.id = e.cash_up_id LEFT JOIN takings_banking b ON b.id = e.cheque_banking_id
)
SELECT 'Cash-up returns' AS name, 'authorised' AS left_what, coalesce(sum(due), 0) AS left_figure,
       'receipts of them' AS right_what, coalesce(sum(pence), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'return ' || min(id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: methods
-- What each method's account holds in the ledger against what was taken that way, less what came back and what the bank has shown.
WITH posted AS (
  SELECT account_id, sum(pence) AS pence FROM (
    SELECT debit_account_id AS account_id, amount_pence AS pence FROM ledger_posting
    UNION ALL SELECT credit_account_id, -amount_pence FROM ledger_posting
  ) p WHERE account_id IN (SELECT account_id FROM ledger_method) GROUP BY 1
), taken AS (
  SELECT method_id, sum(pence) AS pence FROM (
    SELECT method_id, amount_pence AS pence FROM receipting_taking
    UNION ALL SELECT t.method_id, -u.amount_pence FROM takings_took_back u JOIN receipting_taking t ON t.receipt_id = u.taking_id
    UNION ALL SELECT b.method_id, c.difference_pence FROM takings_cashupend c JOIN takings_banking b ON b.id = c.banking_id
    UNION ALL SELECT b.method_id, -s.refunds_pence - s.fees_pence FROM cards_cardsettlement s JOIN takings_banking b ON b.id = s.banking_id
    UNION ALL SELECT m.id, -c.amount_pence FROM receipting_clearing c JOIN receipting_expected e ON e.id = c.expected_id
              JOIN ledger_method m ON m.account_id = e.account_id
  ) x GROUP BY 1
)
SELECT 'Not yet shown: ' || m.name AS name, 'ledger' AS left_what, coalesce(posted.pence, 0) AS left_figure,
       'taken, over or short, less returned, refunded to cards, fees and what the bank has shown' AS right_what, coalesce(taken.pence, 0) AS right_figure,
       0 AS astray, NULL AS example, true AS is_money
FROM ledger_method m LEFT JOIN posted ON posted.account_id = m.account_id LEFT JOIN taken ON taken.method_id = m.id
ORDER BY m.code;

-- name: direct_debit_on_its_way
-- What is on its way in the ledger against what was collected, less what came back and what the bank has shown.
SELECT 'Direct Debit on its way' AS name, 'ledger' AS left_what,
       (SELECT coalesce(sum(p.amount_pence) FILTER (WHERE p.debit_account_id = a.id), 0)
               - coalesce(sum(p.amount_pence) FILTER (WHERE p.credit_account_id = a.id), 0)
        FROM ledger_posting p, (SELECT id FROM ledger_account WHERE control = 'direct_debit') a) AS left_figure,
       'collected less returned less banked less fees kept' AS right_what,
       (SELECT coalesce(sum(amount_pence), 0) FROM bacs_collectioncredit)
       - (SELECT coalesce(sum(fees_pence), 0) FROM gocardless_payout)
       - (SELECT coalesce(sum(c.amount_pence), 0) FROM receipting_clearing c JOIN receipting_expected e ON e.id = c.expected_id
          JOIN ledger_account a ON a.id = e.account_id AND a.control = 'direct_debit') AS right_figure,
       0 AS astray, NULL AS example, true AS is_money;

-- name: collections
-- Every collection against its verdict and its end: released, it is credited in full (less what GoCardless paid back of it) to whom its instalments are; ended after that, nothing of it stays.
WITH items AS (SELECT collection_id, sum(amount_pence) AS pence FROM bacs_collectionitem GROUP BY 1),
credits AS (SELECT collection_id, sum(amount_pence) AS pence FROM bacs_collectioncredit GROUP BY 1),
part AS (
  SELECT p.collection_id, sum(i.amount_pence) AS pence FROM gocardless_payoutitem i JOIN gocardless_gocardlesspayment p ON p.id = i.payment_id
  WHERE i.kind = 'payment_refunded' GROUP BY 1
),
judged AS (
  SELECT coalesce(c.id, credits.collection_id) AS id, credits.pence AS credited,
         CASE WHEN v.what = 'released' AND e.what IS NULL THEN c.amount_pence + coalesce(part.pence, 0) ELSE 0 END AS due,
         c.amount_pence IS DISTINCT FROM items.pence
         OR coalesce(credits.pence, 0) <> CASE WHEN v.what = 'released' AND e.what IS NULL THEN c.amount_pence + coalesce(part.pence, 0) ELSE 0 END
         OR (coalesce(e.what, '') = 'discarded') <> (coalesce(v.what, '') = 'discarded')
         OR c.amount_pence IS DISTINCT FROM coalesce(n.amount_pence, f.amount_pence) OR c.mandate_id IS DISTINCT FROM coalesce(n.mandate_id, f.mandate_id)
         OR c.collect_on IS DISTINCT FROM r.collect_on AS is_astray
  FROM bacs_collection c FULL JOIN credits ON credits.collection_id = c.id LEFT JOIN items ON items.collection_id = c.id
  LEFT JOIN part ON part.collection_id = c.id
  LEFT JOIN bacs_collectionrun r ON r.id = c.collection_run_id LEFT JOIN bacs_verdict v ON v.collection_run_id = c.collection_run_id
  LEFT JOIN bacs_collectionend e ON e.collection_id = c.id LEFT JOIN direct_debit_noticedcollection n ON n.id = c.noticed_id
  LEFT JOIN bacs_collection f ON f.id = c.represents_id
)
SELECT 'Collections' AS name, 'credited to customers' AS left_what, coalesce(sum(credited), 0) AS left_figure,
       'released, as noticed, and not come back' AS right_what, coalesce(sum(due), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'collection DD-' || min(id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: collection_credits
-- Every credit of a collection against the item it made on the customer's account; all that is taken back of one is no more than it.
WITH judged AS (
  SELECT coalesce(c.id, 0) AS id, c.amount_pence, -i.amount_pence AS credited,
         c.amount_pence IS DISTINCT FROM -i.amount_pence OR c.customer_id IS DISTINCT FROM i.customer_id OR c.journal_id IS DISTINCT FROM i.journal_id
         OR (i.kind = 'collection_back') <> (c.undoes_id IS NOT NULL)
         OR (u.id IS NOT NULL AND (c.amount_pence >= 0 OR u.undoes_id IS NOT NULL OR u.collection_id <> c.collection_id)) OR back.pence < -c.amount_pence AS is_astray
  FROM bacs_collectioncredit c
  FULL JOIN (SELECT * FROM receivables_item WHERE kind IN ('collection', 'collection_back')) i ON i.id = c.item_id
  LEFT JOIN bacs_collectioncredit u ON u.id = c.undoes_id
  LEFT JOIN (SELECT undoes_id, sum(amount_pence) AS pence FROM bacs_collectioncredit WHERE undoes_id IS NOT NULL GROUP BY 1) back ON back.undoes_id = c.id
)
SELECT 'Direct Debits on accounts' AS name, 'credits of collections' AS left_what, coalesce(sum(amount_pence), 0) AS left_figure,
       'credits on customer accounts' AS right_what, coalesce(sum(credited), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'credit ' || min(id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: bacs_files
-- Every file against what was released into it and lodged by it; nobody released what they chose.
WITH asked AS (
  SELECT f.file_id, sum(c.amount_pence) AS pence, count(*) AS many
  FROM bacs_filedrun f JOIN bacs_verdict v ON v.id = f.verdict_id AND v.what = 'released' AND v.by_id <> v.chosen_by_id
  JOIN bacs_collection c ON c.collection_run_id = v.collection_run_id JOIN direct_debit_mandate m ON m.id = c.mandate_id AND m.provider = 'bacs'
  LEFT JOIN bacs_collectionend e ON e.collection_id = c.id AND e.what = 'dropped' WHERE e.collection_id IS NULL GROUP BY 1
), refunds AS (
  SELECT f.file_id, sum(r.amount_pence) AS pence, count(*) AS many
  FROM refunds_filedrefunds f JOIN refunds_refundverdict v ON v.id = f.verdict_id AND v.what = 'released' AND v.by_id <> v.chosen_by_id
  JOIN refunds_chosenrefund c ON c.refund_run_id = v.refund_run_id JOIN refunds_refund r ON r.id = c.refund_id
  LEFT JOIN refunds_refundend e ON e.refund_id = r.id WHERE e.refund_id IS NULL OR e.run_id > f.run_id GROUP BY 1
), lodged AS (
  SELECT reference, count(*) AS many FROM direct_debit_lodgementend WHERE what = 'filed' GROUP BY 1
), judged AS (
  SELECT f.serial, f.debit_pence, coalesce(asked.pence, 0) AS pence,
         f.debit_pence <> coalesce(asked.pence, 0) OR f.records <> coalesce(asked.many, 0) + coalesce(lodged.many, 0) + coalesce(refunds.many, 0)
         OR f.credit_pence <> coalesce(refunds.pence, 0)
         OR f.instructions <> coalesce(lodged.many, 0) OR NOT EXISTS (SELECT FROM bacs_bacsfilepart p WHERE p.file_id = f.id) AS is_astray
  FROM bacs_bacsfile f LEFT JOIN asked ON asked.file_id = f.id LEFT JOIN lodged ON lodged.reference = f.serial
  LEFT JOIN refunds ON refunds.file_id = f.id
)
SELECT 'Bacs files' AS name, 'said by the files' AS left_what, coalesce(sum(debit_pence), 0) AS left_figure,
       'released collections in them' AS right_what, coalesce(sum(pence), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'file ' || min(serial) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: gocardless_payments
-- Every payment at GoCardless against the released collection it was made for, which is one of its mandates'; and every sum paid out or taken back of it:
-- paid whole, come back whole but for what its payer was paid back, and no more paid back than it came to.
WITH out AS (
  SELECT payment_id, bool_or(i.kind <> 'payment_paid_out' AND i.amount_pence >= 0) AS is_wrong, sum(i.amount_pence) AS pence,
         sum(i.amount_pence) FILTER (WHERE i.kind = 'payment_paid_out') AS paid,
         coalesce(sum(i.amount_pence) FILTER (WHERE i.kind = 'payment_refunded'), 0) AS refunded,
         sum(i.amount_pence) FILTER (WHERE i.kind NOT IN ('payment_paid_out', 'payment_refunded')) AS came_back
  FROM gocardless_payoutitem i GROUP BY 1
), judged AS (
  SELECT p.gocardless_id, out.pence, CASE WHEN out.pence = 0 THEN 0 ELSE c.amount_pence + out.refunded END AS due,
         out.is_wrong OR out.paid <> c.amount_pence OR out.came_back <> -(c.amount_pence + out.refunded) OR c.amount_pence + out.refunded < 0
         OR e.collection_id IS NULL AND (SELECT coalesce(sum(k.amount_pence), 0) FROM bacs_collectioncredit k WHERE k.collection_id = c.id)
                                        <> c.amount_pence + coalesce(out.refunded, 0)
         OR m.provider <> 'gocardless' OR coalesce(v.what, '') <> 'released' OR coalesce(e.what, '') IN ('dropped', 'discarded') AS is_astray
  FROM gocardless_gocardlesspayment p JOIN bacs_collection c ON c.id = p.collection_id JOIN direct_debit_mandate m ON m.id = c.mandate_id
  LEFT JOIN bacs_verdict v ON v.collection_run_id = c.collection_run_id LEFT JOIN bacs_collectionend e ON e.collection_id = c.id
  LEFT JOIN out ON out.payment_id = p.id
)
SELECT 'GoCardless payments' AS name, 'paid out' AS left_what, coalesce(sum(pence), 0) AS left_figure,
       'collections paid out and not taken back' AS right_what, coalesce(sum(due) FILTER (WHERE pence IS NOT NULL), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'payment ' || min(gocardless_id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: gocardless_payouts
-- Every payout against its items, its fees in the ledger and what is expected of the bank.
WITH judged AS (
  SELECT o.reference, o.amount_pence, coalesce(items.pence, 0) - coalesce(fees.pence, 0) AS due,
         o.items_pence <> coalesce(items.pence, 0) OR o.fees_pence <> coalesce(fees.pence, 0) OR o.amount_pence <> coalesce(e.amount_pence, 0) AS is_astray
  FROM gocardless_payout o LEFT JOIN receipting_expected e ON e.id = o.expected_id
  LEFT JOIN LATERAL (
    SELECT sum(i.amount_pence) AS pence FROM gocardless_payoutitem i JOIN gocardless_gocardlesspayment p ON p.id = i.payment_id WHERE i.payout_id = o.id) items ON true
  LEFT JOIN LATERAL (
    SELECT sum(p.amount_pence) AS pence FROM ledger_posting p JOIN ledger_journal j ON j.id = p.journal_id AND j.kind = 'collection_fees' AND j.source_id = o.id
    JOIN ledger_account a ON a.id = p.debit_account_id AND a.control = 'collect_fees' WHERE p.journal_id = o.journal_id) fees ON true
)
SELECT 'GoCardless payouts' AS name, 'paid out' AS left_what, coalesce(sum(amount_pence), 0) AS left_figure,
       'payments in them less fees in the ledger' AS right_what, coalesce(sum(due), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'payout ' || min(reference) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: card_payments
-- Every card payment against its invoices and how it ended: paid, it is a receipt by card of just that sum; and every receipt by card is one.
WITH parts AS (
  SELECT payment_id, sum(amount_pence) AS pence FROM cards_cardpart GROUP BY 1
), judged AS (
  SELECT coalesce(p.reference, 'receipt ' || k.receipt_id) AS reference, CASE WHEN e.state = 'success' THEN p.amount_pence END AS amount_pence, k.amount_pence AS taken,
         p.id IS NULL OR p.amount_pence IS DISTINCT FROM parts.pence
         OR (e.state = 'success') IS DISTINCT FROM (k.receipt_id IS NOT NULL) AND (e.payment_id IS NOT NULL OR k.receipt_id IS NOT NULL)
         OR (k.receipt_id IS NOT NULL AND (k.amount_pence <> p.amount_pence OR k.number <> p.reference OR h.payment_id IS NULL OR e.over_pence NOT BETWEEN 0 AND p.amount_pence)) AS is_astray
  FROM cards_cardpayment p LEFT JOIN cards_cardend e ON e.payment_id = p.id LEFT JOIN parts ON parts.payment_id = p.id LEFT JOIN cards_cardthere h ON h.payment_id = p.id
  FULL JOIN (SELECT t.* FROM receipting_taking t JOIN ledger_method m ON m.id = t.method_id AND m.kind = 'card') k ON k.receipt_id = e.taking_id
)
SELECT 'Card payments' AS name, 'paid' AS left_what, coalesce(sum(amount_pence), 0) AS left_figure,
       'receipts by card' AS right_what, coalesce(sum(taken), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'payment ' || min(reference) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: card_settlements
-- Every settlement against its payments, each at its own sum and in its banking, the refunds and disputes it is less by, each paid back or lost by then, refunds and fees in the ledger, and its banking.
WITH judged AS (
  SELECT s.settled_on, s.net_pence, b.amount_pence,
         s.gross_pence IS DISTINCT FROM i.gross OR s.fees_pence IS DISTINCT FROM i.fees + lost.fees OR i.is_wrong
         OR s.refunds_pence IS DISTINCT FROM back.pence OR back.is_wrong OR s.refunds_pence <> coalesce(f.refunds, 0)
         OR s.disputes_pence IS DISTINCT FROM lost.pence OR lost.is_wrong
         OR s.net_pence IS DISTINCT FROM b.amount_pence OR s.fees_pence <> coalesce(f.fees, 0) AS is_astray
  FROM cards_cardsettlement s LEFT JOIN takings_banking b ON b.id = s.banking_id
  LEFT JOIN LATERAL (
    SELECT coalesce(sum(x.amount_pence), 0) AS gross, coalesce(sum(x.fee_pence), 0) AS fees,
           coalesce(bool_or(x.amount_pence <> p.amount_pence OR k.banking_id IS DISTINCT FROM s.banking_id), false) AS is_wrong
    FROM cards_settledpayment x JOIN cards_cardpayment p ON p.id = x.payment_id LEFT JOIN cards_cardend e ON e.payment_id = p.id
    LEFT JOIN takings_bankedtaking k ON k.taking_id = e.taking_id WHERE x.settlement_id = s.id) i ON true
  LEFT JOIN LATERAL (
    SELECT coalesce(sum(x.amount_pence), 0) AS pence, coalesce(bool_or(x.amount_pence IS DISTINCT FROM r.amount_pence OR e.state IS DISTINCT FROM 'success'), false) AS is_wrong
    FROM cards_settledrefund x LEFT JOIN cards_cardrefund r ON r.id = x.refund_id LEFT JOIN cards_cardrefundend e ON e.refund_id = x.refund_id
    WHERE x.settlement_id = s.id) back ON true
  LEFT JOIN LATERAL (
    SELECT coalesce(sum(x.amount_pence), 0) AS pence, coalesce(sum(x.fee_pence), 0) AS fees,
           coalesce(bool_or(x.amount_pence IS DISTINCT FROM d.amount_pence OR x.fee_pence IS DISTINCT FROM e.fee_pence OR u.taking_id IS NULL
                            OR EXISTS (SELECT FROM cards_disputeknownbefore n WHERE n.dispute_id = x.dispute_id AND n.instead_id IS NULL)), false) AS is_wrong
    FROM cards_settleddispute x LEFT JOIN cards_carddispute d ON d.id = x.dispute_id LEFT JOIN cards_carddisputeevent e ON e.dispute_id = d.id AND e.state = 'lost'
    LEFT JOIN cards_cardend c ON c.payment_id = d.payment_id LEFT JOIN takings_unpaid u ON u.taking_id = c.taking_id
    WHERE x.settlement_id = s.id) lost ON true
  LEFT JOIN LATERAL (
    SELECT sum(p.amount_pence) FILTER (WHERE a.control = 'collect_fees') AS fees, sum(p.amount_pence) FILTER (WHERE a.control = 'refunds') AS refunds
    FROM ledger_posting p JOIN ledger_journal j ON j.id = p.journal_id AND j.kind IN ('card_fees', 'card_settled') AND j.source_id = s.id
    JOIN ledger_account a ON a.id = p.debit_account_id WHERE p.journal_id = s.journal_id) f ON true
)
SELECT 'Card settlements' AS name, 'payments less refunds, disputes and fees' AS left_what, coalesce(sum(net_pence), 0) AS left_figure,
       'paid in' AS right_what, coalesce(sum(amount_pence), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'settlement of ' || min(settled_on) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: card_disputes
-- Every dispute of a card payment: decided at most once, and lost just when its payment was taken back by it, or by hand before and known again.
WITH judged AS (
  SELECT d.dispute_id, CASE WHEN lost.id IS NOT NULL THEN d.amount_pence END AS lost, u.amount_pence - coalesce(kept.amount_pence, 0) AS taken_back,
         d.amount_pence > p.amount_pence OR (lost.id IS NOT NULL AND won.id IS NOT NULL)
         OR (lost.id IS NOT NULL) <> (u.taking_id IS NOT NULL) OR d.amount_pence <> u.amount_pence - coalesce(kept.amount_pence, 0)
         OR (n.instead_id IS NOT NULL AND (x.amount_pence <> 0 OR x.replaces_id IS DISTINCT FROM u.expected_id))
         OR (n.dispute_id IS NOT NULL AND (n.instead_id IS NULL) <> EXISTS (SELECT FROM receipting_clearing c WHERE c.expected_id = u.expected_id)) AS is_astray
  FROM cards_carddispute d JOIN cards_cardpayment p ON p.id = d.payment_id LEFT JOIN cards_cardend e ON e.payment_id = p.id
  LEFT JOIN cards_carddisputeevent lost ON lost.dispute_id = d.id AND lost.state = 'lost' LEFT JOIN cards_carddisputeevent won ON won.dispute_id = d.id AND won.state = 'won'
  LEFT JOIN cards_disputeknownbefore n ON n.dispute_id = d.id AND n.run_id = lost.run_id LEFT JOIN receipting_expected x ON x.id = n.instead_id
  LEFT JOIN takings_unpaid u ON u.taking_id = e.taking_id
    AND CASE WHEN n.dispute_id IS NULL THEN u.run_id = lost.run_id AND u.expected_id IS NULL ELSE u.taking_id = n.unpaid_id AND u.expected_id IS NOT NULL END
  LEFT JOIN takings_stillpaid kept ON kept.unpaid_id = u.taking_id
)
SELECT 'Card disputes' AS name, 'lost' AS left_what, coalesce(sum(lost), 0) AS left_figure,
       'payments taken back' AS right_what, coalesce(sum(taken_back), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'dispute ' || min(dispute_id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: card_refunds
-- Every refund by card against what GOV.UK Pay is asked to give back of a payment it pays back: asked once released, known there once asked, and not credit again while it stands there.
WITH back AS (
  SELECT r.payment_id, sum(r.amount_pence) AS pence FROM cards_cardrefund r JOIN refunds_refundtocard y ON y.card_refund_id = r.id
  WHERE NOT EXISTS (SELECT FROM refunds_refundend e WHERE e.refund_id = y.refund_id) GROUP BY 1
), judged AS (
  SELECT coalesce(f.id, 0) AS id, f.amount_pence, r.amount_pence AS given,
         f.amount_pence IS DISTINCT FROM r.amount_pence OR back.pence > p.amount_pence
         OR NOT EXISTS (SELECT FROM refunds_refundedcredit c CROSS JOIN LATERAL transfers_behind(ARRAY[c.item_id]) b JOIN receipting_placement m ON m.item_id = b.item_id
                        JOIN cards_cardend e ON e.taking_id = m.receipt_id AND e.payment_id = r.payment_id WHERE c.refund_id = f.id)
         OR (a.refund_id IS NOT NULL AND NOT EXISTS (SELECT FROM refunds_chosenrefund c JOIN refunds_refundverdict v ON v.refund_run_id = c.refund_run_id AND v.what = 'released' WHERE c.refund_id = f.id))
         OR (h.refund_id IS NOT NULL AND a.refund_id IS NULL) OR (g.state IN ('success', 'error') AND h.refund_id IS NULL)
         OR (g.state = 'success' AND e.refund_id IS NOT NULL) OR (g.state IN ('error', 'refused') AND e.refund_id IS NULL)
         OR (h.refund_id IS NOT NULL AND g.refund_id IS NULL AND e.refund_id IS NOT NULL) AS is_astray
  FROM (SELECT * FROM refunds_refund WHERE method = 'card') f FULL JOIN refunds_refundtocard y ON y.refund_id = f.id
  FULL JOIN cards_cardrefund r ON r.id = y.card_refund_id LEFT JOIN cards_cardpayment p ON p.id = r.payment_id LEFT JOIN back ON back.payment_id = r.payment_id
  LEFT JOIN cards_cardrefundasked a ON a.refund_id = r.id LEFT JOIN cards_cardrefundthere h ON h.refund_id = r.id
  LEFT JOIN cards_cardrefundend g ON g.refund_id = r.id LEFT JOIN refunds_refundend e ON e.refund_id = f.id
)
SELECT 'Refunds to cards' AS name, 'approved to go back to cards' AS left_what, coalesce(sum(amount_pence), 0) AS left_figure,
       'asked of GOV.UK Pay, or to be' AS right_what, coalesce(sum(given), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'refund ' || min(id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: refunds_on_their_way
-- What is on its way back in the ledger against refunds approved, less those that ended and what the bank has shown.
SELECT 'Refunds on their way' AS name, 'ledger' AS left_what,
       (SELECT coalesce(sum(p.amount_pence) FILTER (WHERE p.credit_account_id = a.id), 0)
               - coalesce(sum(p.amount_pence) FILTER (WHERE p.debit_account_id = a.id), 0)
        FROM ledger_posting p, (SELECT id FROM ledger_account WHERE control = 'refunds') a) AS left_figure,
       'approved less ended less shown by the bank or settled with cards' AS right_what,
       (SELECT coalesce(sum(amount_pence), 0) FROM refunds_refund) - (SELECT coalesce(sum(refunds_pence), 0) FROM cards_cardsettlement)
       - (SELECT coalesce(sum(r.amount_pence), 0) FROM refunds_refundend e JOIN refunds_refund r ON r.id = e.refund_id)
       + (SELECT coalesce(sum(c.amount_pence), 0) FROM receipting_clearing c JOIN receipting_expected e ON e.id = c.expected_id
          JOIN ledger_account a ON a.id = e.account_id AND a.control = 'refunds') AS right_figure,
       0 AS astray, NULL AS example, true AS is_money;

-- name: refunds
-- Every refund against its approved request, the item on the customer's account, the credits it pays back and, when it ended, the item that meets it.
WITH parts AS (SELECT refund_id, sum(amount_pence) AS pence FROM refunds_refundedcredit GROUP BY 1),
used AS (
  SELECT d.id AS item_id, sum(a.amount_pence) AS pence FROM receivables_item d JOIN receivables_allocation a ON a.debit_item_id = d.id
  JOIN receivables_item c ON c.id = a.credit_item_id AND c.kind <> 'refund_back' WHERE d.kind = 'refund' GROUP BY 1
), judged AS (
  SELECT coalesce(r.id, 0) AS id, r.amount_pence, i.amount_pence AS charged,
         r.amount_pence IS DISTINCT FROM i.amount_pence OR r.customer_id IS DISTINCT FROM i.customer_id OR r.journal_id IS DISTINCT FROM i.journal_id
         OR r.amount_pence IS DISTINCT FROM parts.pence OR q.amount_pence IS DISTINCT FROM r.amount_pence OR q.act IS DISTINCT FROM 'refund'
         OR NOT EXISTS (SELECT FROM authority_requestevent v WHERE v.request_id = q.id AND v.state = 'approved')
         OR coalesce(used.pence, 0) IS DISTINCT FROM CASE WHEN e.refund_id IS NULL THEN r.amount_pence ELSE 0 END
         OR (e.refund_id IS NOT NULL AND (b.amount_pence IS DISTINCT FROM -r.amount_pence OR b.customer_id <> r.customer_id OR b.journal_id <> e.journal_id)) AS is_astray
  FROM refunds_refund r FULL JOIN (SELECT * FROM receivables_item WHERE kind = 'refund') i ON i.id = r.item_id
  LEFT JOIN parts ON parts.refund_id = r.id LEFT JOIN authority_request q ON q.id = r.request_id LEFT JOIN used ON used.item_id = i.id
  LEFT JOIN refunds_refundend e ON e.refund_id = r.id LEFT JOIN receivables_item b ON b.id = e.item_id AND b.kind = 'refund_back'
)
SELECT 'Refunds' AS name, 'refunds approved' AS left_what, coalesce(sum(amount_pence), 0) AS left_figure,
       'on customer accounts' AS right_what, coalesce(sum(charged), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'refund ' || min(id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: transfers
-- Every transfer against its approved request, the credits it moved, an item on each account, and when it was undone the items that meet them; nothing stays between.
WITH parts AS (SELECT transfer_id, sum(amount_pence) AS pence FROM transfers_transferredcredit GROUP BY 1),
judged AS (
  SELECT coalesce(t.id, 0) AS id, t.amount_pence, -n.amount_pence AS arrived,
         t.id IS NULL OR t.amount_pence IS DISTINCT FROM o.amount_pence OR t.amount_pence IS DISTINCT FROM -n.amount_pence
         OR t.from_customer_id IS DISTINCT FROM o.customer_id OR t.to_customer_id IS DISTINCT FROM n.customer_id
         OR t.journal_id IS DISTINCT FROM o.journal_id OR t.journal_id IS DISTINCT FROM n.journal_id
         OR t.amount_pence IS DISTINCT FROM parts.pence OR q.amount_pence IS DISTINCT FROM t.amount_pence OR q.act IS DISTINCT FROM 'transfer'
         OR NOT EXISTS (SELECT FROM authority_requestevent v WHERE v.request_id = q.id AND v.state = 'approved')
         OR (e.transfer_id IS NOT NULL AND (ob.amount_pence IS DISTINCT FROM -t.amount_pence OR nb.amount_pence IS DISTINCT FROM t.amount_pence
             OR ob.customer_id <> t.from_customer_id OR nb.customer_id <> t.to_customer_id OR e.journal_id <> ob.journal_id OR e.journal_id <> nb.journal_id)) AS is_astray
  FROM transfers_transfer t FULL JOIN (SELECT * FROM receivables_item WHERE kind = 'transfer_in') n ON n.id = t.in_item_id
  LEFT JOIN receivables_item o ON o.id = t.out_item_id AND o.kind = 'transfer_out' LEFT JOIN parts ON parts.transfer_id = t.id
  LEFT JOIN authority_request q ON q.id = t.request_id LEFT JOIN transfers_transferend e ON e.transfer_id = t.id
  LEFT JOIN receivables_item ob ON ob.id = e.out_item_id AND ob.kind = 'transfer_back' LEFT JOIN receivables_item nb ON nb.id = e.in_item_id AND nb.kind = 'transfer_undone'
), between AS (
  SELECT count(*) FILTER (WHERE pence <> 0) AS many FROM (
    SELECT p.journal_id, sum(CASE WHEN p.debit_account_id = a.id THEN p.amount_pence ELSE -p.amount_pence END) AS pence
    FROM ledger_posting p JOIN ledger_account a ON a.control = 'transfers' AND a.id IN (p.debit_account_id, p.credit_account_id) GROUP BY 1) x
)
SELECT 'Transfers' AS name, 'moved from one account' AS left_what, coalesce(sum(amount_pence), 0) AS left_figure,
       'arrived on another' AS right_what, coalesce(sum(arrived), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) + (SELECT many FROM between) AS astray, 'transfer ' || min(id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: moved_payments
-- Every payment moved against the placement taken back and the one of the same receipt and run that took its place, as an approved request said.
WITH whole AS (SELECT becomes_id, sum(amount_pence) AS pence FROM transfers_movedpayment GROUP BY 1),
judged AS (
  SELECT m.id, m.amount_pence, p.amount_pence AS stood,
         m.amount_pence IS DISTINCT FROM p.amount_pence OR n.amount_pence IS DISTINCT FROM whole.pence OR n.receipt_id IS DISTINCT FROM p.receipt_id
         OR n.run_id <> m.run_id OR NOT EXISTS (SELECT FROM receipting_placement u WHERE u.undoes_id = p.id AND u.run_id = m.run_id)
         OR q.act <> 'transfer' OR n.customer_id <> (q.details->>'to')::bigint
         OR NOT EXISTS (SELECT FROM authority_requestevent v WHERE v.request_id = q.id AND v.state = 'approved') AS is_astray
  FROM transfers_movedpayment m JOIN whole ON whole.becomes_id = m.becomes_id
  LEFT JOIN receipting_placement p ON p.id = m.placement_id LEFT JOIN receipting_placement n ON n.id = m.becomes_id
  LEFT JOIN authority_request q ON q.id = m.request_id
)
SELECT 'Payments moved' AS name, 'payments moved' AS left_what, coalesce(sum(amount_pence), 0) AS left_figure,
       'placements taken back for them' AS right_what, coalesce(sum(stood), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'moved payment ' || min(id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: write_offs
-- Every write-off against its approved request, the debit it takes off, the credit item that does so, and what was written back of it; and the
-- ledger's loss against them all.
WITH backs AS (
  SELECT k.write_off_id, sum(k.amount_pence) AS pence,
         bool_or(i.kind IS DISTINCT FROM 'write_back' OR i.amount_pence IS DISTINCT FROM k.amount_pence OR i.customer_id IS DISTINCT FROM w.customer_id
                 OR i.journal_id IS DISTINCT FROM k.journal_id OR k.written_back_on < w.written_off_on) AS is_wrong
  FROM receivables_writeback k LEFT JOIN receivables_item i ON i.id = k.item_id LEFT JOIN receivables_writeoff w ON w.id = k.write_off_id GROUP BY 1
), used AS (
  SELECT a.credit_item_id, a.debit_item_id, sum(a.amount_pence) AS pence FROM receivables_allocation a
  JOIN receivables_writeoff w ON w.credit_item_id = a.credit_item_id AND w.item_id = a.debit_item_id GROUP BY 1, 2
), asked AS (
  SELECT w.request_id, sum(w.amount_pence) AS pence, bool_and(q.act IN ('write_off', 'small_write_off') AND q.reason = w.reason) AS is_theirs
  FROM receivables_writeoff w JOIN authority_request q ON q.id = w.request_id GROUP BY 1
), judged AS (
  SELECT coalesce(w.id, 0) AS id, coalesce(w.amount_pence, 0) - coalesce(backs.pence, 0) AS pence,
         w.id IS NULL OR c.amount_pence IS DISTINCT FROM -w.amount_pence OR c.customer_id IS DISTINCT FROM w.customer_id
         OR c.journal_id IS DISTINCT FROM w.journal_id OR d.customer_id IS DISTINCT FROM w.customer_id OR d.amount_pence < w.amount_pence
         OR coalesce(backs.is_wrong, false) OR coalesce(used.pence, 0) <> w.amount_pence - coalesce(backs.pence, 0)
         OR NOT coalesce(asked.is_theirs, false) OR asked.pence > q.amount_pence OR (q.act = 'write_off' AND asked.pence <> q.amount_pence)
         OR NOT EXISTS (SELECT FROM authority_requestevent v WHERE v.request_id = w.request_id AND v.state = 'approved') AS is_astray
  FROM receivables_writeoff w FULL JOIN (SELECT * FROM receivables_item WHERE kind = 'write_off') c ON c.id = w.credit_item_id
  LEFT JOIN receivables_item d ON d.id = w.item_id LEFT JOIN backs ON backs.write_off_id = w.id
  LEFT JOIN used ON used.credit_item_id = w.credit_item_id LEFT JOIN asked ON asked.request_id = w.request_id LEFT JOIN authority_request q ON q.id = w.request_id
)
SELECT 'Write-offs' AS name, 'ledger' AS left_what,
       (SELECT coalesce(sum(CASE WHEN p.debit_account_id = a.id THEN p.amount_pence ELSE -p.amount_pence END), 0)
        FROM ledger_posting p JOIN ledger_account a ON a.control = 'write_offs' AND a.id IN (p.debit_account_id, p.credit_account_id)) AS left_figure,
       'written off less written back' AS right_what, coalesce(sum(pence), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) + (SELECT count(*) FROM receivables_item i WHERE i.kind = 'write_back'
         AND NOT EXISTS (SELECT FROM receivables_writeback k WHERE k.item_id = i.id)) AS astray,
       'write-off ' || min(id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: small_balances
-- Every small-balance run that was approved against its lines: each debit was written off for what the list said, or left out with why; never by who proposed it.
WITH done AS (
  SELECT o.small_run_id, o.many, o.pence, o.request_id, r.most_pence, r.proposed_by_id, jsonb_array_length(o.left_out) AS left_out
  FROM write_offs_smalloutcome o JOIN write_offs_smallrun r ON r.id = o.small_run_id
), lines AS (
  SELECT l.small_run_id, count(*) AS listed, count(w.id) AS written, sum(w.amount_pence) AS pence, bool_or(w.amount_pence <> l.pence OR l.pence > d.most_pence) AS is_wrong
  FROM done d JOIN write_offs_smallline l ON l.small_run_id = d.small_run_id AND l.why_not = ''
  LEFT JOIN receivables_writeoff w ON w.request_id = d.request_id AND w.item_id = l.item_id GROUP BY 1
), judged AS (
  SELECT d.small_run_id AS id, d.pence AS said, coalesce(w.pence, 0) AS pence,
         d.many <> l.written OR d.many + d.left_out <> l.listed OR coalesce(l.is_wrong, false) OR d.pence <> coalesce(l.pence, 0)
         OR coalesce(w.many, 0) <> d.many OR EXISTS (
           SELECT FROM authority_requestevent v WHERE v.request_id = d.request_id AND v.state = 'approved' AND v.by_id = d.proposed_by_id) AS is_astray
  FROM done d LEFT JOIN lines l USING (small_run_id)
  LEFT JOIN (SELECT request_id, count(*) AS many, sum(amount_pence) AS pence FROM receivables_writeoff GROUP BY 1) w ON w.request_id = d.request_id
)
SELECT 'Small balances' AS name, 'approved runs' AS left_what, coalesce(sum(said), 0) AS left_figure, 'written off by them' AS right_what,
       coalesce(sum(pence), 0) AS right_figure, count(*) FILTER (WHERE is_astray) AS astray,
       'small-balance run ' || min(id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: arrangements
-- Every arrangement against its debts, its plan and the request that was approved for it: planned to the penny for what was open; debts held by those that have not ended.
WITH debts AS (SELECT arrangement_id, sum(pence) AS pence, count(*) AS many FROM arrangements_debt GROUP BY 1),
plan AS (SELECT arrangement_id, sum(pence) AS pence FROM arrangements_plannedpayment GROUP BY 1),
live AS (SELECT l.arrangement_id, count(*) AS many FROM arrangements_livedebt l JOIN arrangements_debt d ON d.arrangement_id = l.arrangement_id AND d.item_id = l.item_id GROUP BY 1),
judged AS (
  SELECT a.id, a.total_pence, coalesce(p.pence, 0) AS planned,
         d.pence IS DISTINCT FROM a.total_pence OR p.pence IS DISTINCT FROM a.total_pence OR q.amount_pence <> a.total_pence OR q.act <> 'arrangement' OR t.state <> 'approved'
         OR coalesce(l.many, 0) <> CASE WHEN e.arrangement_id IS NULL THEN d.many ELSE 0 END
         OR e.paid_pence + e.open_pence > a.total_pence OR EXISTS (SELECT FROM arrangements_courtesy c WHERE c.arrangement_id = a.id AND c.late_pence > a.total_pence) AS is_astray
  FROM arrangements_arrangement a JOIN authority_request q ON q.id = a.request_id JOIN authority_requeststate t ON t.request_id = q.id
  LEFT JOIN debts d ON d.arrangement_id = a.id LEFT JOIN plan p ON p.arrangement_id = a.id LEFT JOIN live l ON l.arrangement_id = a.id
  LEFT JOIN arrangements_end e ON e.arrangement_id = a.id
)
SELECT 'Arrangements' AS name, 'agreed' AS left_what, coalesce(sum(total_pence), 0) AS left_figure, 'planned' AS right_what, coalesce(sum(planned), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'arrangement ARR-' || min(id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: promises
-- Every promise to pay against the deed that took it, word for word, and where it stands by the money that came.
WITH today AS (
  SELECT greatest((now() AT TIME ZONE 'Europe/London')::date, max(promised_on)) AS day FROM arrangements_promise
), stands AS (
  SELECT s.* FROM today t CROSS JOIN LATERAL arrangements_promises(t.day) s WHERE t.day IS NOT NULL
), judged AS (
  SELECT p.id, p.pence, s.pence AS stands_pence,
         s.state IS NULL OR s.pence <> p.pence OR p.by_on < p.promised_on OR w.withdrawn_on < p.promised_on
         OR coalesce(r.totals ->> 'promised', r.totals ->> 'said', '') <> '£' || to_char(p.pence / 100.0, 'FM999,999,990.00') || ' promised by ' || to_char(p.by_on, 'FMDD FMMonth YYYY')
         OR (s.state = 'withdrawn') <> (w.promise_id IS NOT NULL) OR s.came_pence < 0
         OR CASE s.state WHEN 'kept' THEN s.came_pence < p.pence WHEN 'part' THEN s.came_pence = 0 OR s.came_pence >= p.pence OR t.day <= s.until
                         WHEN 'broken' THEN s.came_pence > 0 OR t.day <= s.until WHEN 'waiting' THEN s.came_pence >= p.pence OR t.day > s.until ELSE false END AS is_astray
  FROM arrangements_promise p CROSS JOIN today t LEFT JOIN stands s ON s.promise_id = p.id JOIN runs_run r ON r.id = p.run_id
  LEFT JOIN arrangements_promisewithdrawn w ON w.promise_id = p.id
)
SELECT 'Promises to pay' AS name, 'promised' AS left_what, coalesce(sum(pence), 0) AS left_figure, 'kept, broken, waiting or taken back' AS right_what,
       coalesce(sum(stands_pence), 0) AS right_figure, count(*) FILTER (WHERE is_astray) AS astray,
       'promise ' || min(id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: households
-- What each statement of income and expenditure was found to leave, as its deed says, against its lines added up anew in exact twelfths of a penny a month;
-- and what was offered of it: never more than that, but for a token of a pound.
WITH line AS (
  SELECT household_id, count(*) AS many,
         sum(pence * CASE every WHEN 'weekly' THEN 52 WHEN 'fortnightly' THEN 26 WHEN 'four_weekly' THEN 13 WHEN 'monthly' THEN 12 WHEN 'quarterly' THEN 4 ELSE 1 END
             * CASE WHEN code IN ('earnings', 'benefits', 'pensions', 'other_income') THEN 1 ELSE -1 END) AS twelfths
  FROM arrangements_householdline GROUP BY 1
), saved AS (
  -- A tenth of what is left is put aside, at most £20, and no more than they said.
  SELECT h.id, h.run_id, l.many, l.twelfths,
         coalesce(floor(greatest(0, least(l.twelfths / 120.0, 2000, h.savings_pence))), 0)::bigint AS savings
  FROM arrangements_household h LEFT JOIN line l ON l.household_id = h.id
), found AS (
  SELECT s.id, s.many, s.savings, floor(greatest(0, s.twelfths - 12 * s.savings) / 12.0)::bigint AS available, r.totals ? 'available_pence' AS is_told,
         (r.totals ->> 'lines')::bigint AS told_lines, (r.totals ->> 'savings_pence')::bigint AS told_savings, (r.totals ->> 'available_pence')::bigint AS told_available,
         (r.totals ->> 'offer_pence')::bigint AS offer, (r.totals ->> 'debts_pence')::bigint AS told_debts,
         coalesce((SELECT sum(d.balance_pence) FROM arrangements_householddebt d WHERE d.household_id = s.id), 0) AS debts
  FROM saved s JOIN runs_run r ON r.id = s.run_id
), judged AS (
  SELECT id, available, coalesce(told_available, available) AS told,
         many IS NULL OR (is_told AND ((many, savings, available, debts) IS DISTINCT FROM (told_lines, told_savings, told_available, told_debts)
                                       OR offer > greatest(available, 100))) AS is_astray
  FROM found
)
SELECT 'Income and expenditure' AS name, 'found to be left' AS left_what, coalesce(sum(told), 0) AS left_figure, 'their lines, added up anew' AS right_what,
       coalesce(sum(available), 0) AS right_figure, count(*) FILTER (WHERE is_astray) AS astray,
       'statement ' || min(id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: refund_runs
-- Every refund run against its verdict, the bank's expected debit and cheques: released by somebody else, each refund in one run that stands.
WITH held AS (
  SELECT c.refund_run_id, sum(r.amount_pence) AS pence,
         sum(r.amount_pence) FILTER (WHERE q.refund_id IS NOT NULL AND (x.amount_pence <> -r.amount_pence OR n.method <> 'cheque')) AS wrong_cheques,
         bool_or(l.refund_id IS NULL AND e.refund_id IS NULL AND coalesce(v.what, '') <> 'discarded') AS is_loose
  FROM refunds_chosenrefund c JOIN refunds_refund r ON r.id = c.refund_id JOIN refunds_refundrun n ON n.id = c.refund_run_id
  LEFT JOIN refunds_refundverdict v ON v.refund_run_id = c.refund_run_id LEFT JOIN refunds_refundend e ON e.refund_id = r.id
  LEFT JOIN refunds_liverefund l ON l.refund_id = r.id AND l.refund_run_id = c.refund_run_id
  LEFT JOIN refunds_cheque q ON q.refund_id = r.id LEFT JOIN receipting_expected x ON x.id = q.expected_id
  GROUP BY 1
), judged AS (
  SELECT n.id, CASE WHEN v.what = 'released' AND n.method = 'bacs' THEN held.pence ELSE 0 END AS due, coalesce(-first.amount_pence, 0) AS expected,
         coalesce(held.is_loose, false) OR coalesce(held.wrong_cheques, 0) <> 0 OR (v.what = 'released' AND (v.by_id = v.chosen_by_id OR held.pence IS NULL))
         OR v.chosen_by_id <> n.chosen_by_id
         OR (v.what = 'released' AND n.method = 'bacs') <> (first.id IS NOT NULL) OR (first.id IS NOT NULL AND first.amount_pence <> -held.pence) AS is_astray
  FROM refunds_refundrun n LEFT JOIN held ON held.refund_run_id = n.id LEFT JOIN refunds_refundverdict v ON v.refund_run_id = n.id
  LEFT JOIN receipting_expected first ON first.words = 'REFUND RUN ' || n.id AND first.replaces_id IS NULL
)
SELECT 'Refund runs' AS name, 'expected on the statement' AS left_what, coalesce(sum(expected), 0) AS left_figure,
       'released to be paid by Bacs' AS right_what, coalesce(sum(due), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'refund run ' || min(id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: claims
-- Every indemnity claim against the collections it covers, which are taken back when it is settled and only then.
WITH judged AS (
  SELECT k.id, k.amount_pence, sum(c.amount_pence) AS pence,
         k.amount_pence IS DISTINCT FROM sum(c.amount_pence) OR bool_or(c.mandate_id <> k.mandate_id)
         OR bool_or((last.state = 'settled') <> (coalesce(e.what, '') = 'claimed')) AS is_astray
  FROM bacs_claim k LEFT JOIN LATERAL (SELECT state FROM bacs_claimevent v WHERE v.claim_id = k.id ORDER BY v.id DESC LIMIT 1) last ON true
  LEFT JOIN bacs_claimedcollection m ON m.claim_id = k.id LEFT JOIN bacs_collection c ON c.id = m.collection_id
  LEFT JOIN bacs_collectionend e ON e.collection_id = c.id
  GROUP BY k.id
)
SELECT 'Indemnity claims' AS name, 'claims' AS left_what, coalesce(sum(amount_pence), 0) AS left_figure,
       'collections claimed' AS right_what, coalesce(sum(pence), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'claim ' || min(id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: placements
-- Every placement against the credit item it made on the customer's account.
WITH judged AS (
  SELECT coalesce(p.id, 0) AS id, p.amount_pence, -i.amount_pence AS credited,
         p.amount_pence IS DISTINCT FROM -i.amount_pence OR p.customer_id IS DISTINCT FROM i.customer_id AS is_astray
  FROM receipting_placement p
  FULL JOIN (SELECT * FROM receivables_item WHERE kind IN ('receipt', 'receipt_undone')) i ON i.id = p.item_id
)
SELECT 'Placements' AS name, 'receipts placed' AS left_what, coalesce(sum(amount_pence), 0) AS left_figure,
       'credits on customer accounts' AS right_what, coalesce(sum(credited), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'placement ' || min(id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: billing_runs
-- What each billing run said it raised against the invoices that bear its name.
WITH raised AS (SELECT run_id, count(*) AS many, sum(gross_pence) AS pence FROM billing_invoice GROUP BY run_id),
judged AS (
  SELECT coalesce(r.id, raised.run_id) AS id, coalesce((r.totals->>'gross_pence')::bigint, 0) AS said, coalesce(raised.pence, 0) AS pence,
         coalesce((r.totals->>'invoices')::bigint, 0) <> coalesce(raised.many, 0)
         OR coalesce((r.totals->>'gross_pence')::bigint, 0) <> coalesce(raised.pence, 0)
         OR (r.totals->>'lines_in')::bigint <> (r.totals->>'lines_billed')::bigint + (r.totals->>'lines_rejected')::bigint
         OR (r.totals->>'lines_rejected')::bigint <> (SELECT count(*) FROM runs_runrejection x WHERE x.run_id = r.id)
         OR (r.totals->>'net_pence_in')::bigint <> (r.totals->>'net_pence_billed')::bigint + (r.totals->>'net_pence_rejected')::bigint AS is_astray
  FROM (SELECT * FROM runs_run WHERE (verb = 'raise_invoices' OR totals ? 'lines_billed') AND state IN ('done', 'nothing')) r FULL JOIN raised ON raised.run_id = r.id
)
SELECT 'Billing runs' AS name, 'said by the runs' AS left_what, coalesce(sum(said), 0) AS left_figure,
       'invoices raised' AS right_what, coalesce(sum(pence), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'run ' || min(id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

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

-- name: roll_forward
-- What moved on the debtors control, kind by kind and day by day, against the items of that kind and day: so any two days roll forward.
WITH kinds (journal, item) AS (VALUES ('invoice', 'instalment'), ('credit_note', 'credit_note'), ('placement', 'receipt'),
  ('placement_undone', 'receipt_undone'), ('collection', 'collection'), ('collection_back', 'collection_back'),
  ('refund', 'refund'), ('refund_back', 'refund_back')
), posted AS (
  SELECT coalesce(k.item, j.kind) AS kind, p.effective_on, sum(CASE WHEN p.debit_account_id = a.id THEN p.amount_pence ELSE -p.amount_pence END) AS pence
  FROM ledger_posting p JOIN ledger_account a ON a.control = 'debtors' AND a.id IN (p.debit_account_id, p.credit_account_id)
  JOIN ledger_journal j ON j.id = p.journal_id LEFT JOIN kinds k ON k.journal = j.kind GROUP BY 1, 2
), listed AS (
  SELECT CASE WHEN kind IN ('transfer_out', 'transfer_in') THEN 'transfer' WHEN kind = 'transfer_undone' THEN 'transfer_back' ELSE kind END AS kind,
         effective_on, sum(amount_pence) AS pence FROM receivables_item GROUP BY 1, 2
), judged AS (
  SELECT kind, effective_on, posted.pence, listed.pence AS owed, coalesce(posted.pence, 0) <> coalesce(listed.pence, 0) AS is_astray
  FROM posted FULL JOIN listed USING (kind, effective_on)
)
SELECT 'Roll-forward' AS name, 'moved in the ledger' AS left_what, coalesce(sum(pence), 0) AS left_figure,
       'items of each kind and day' AS right_what, coalesce(sum(owed), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, min(kind || ' of ' || effective_on) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: roll_forward_by_service
-- Every service's items, less what was used for it and with what was used of it, against what is open of it.
WITH moved AS (
  SELECT coalesce(service_id, 0) AS service_id, amount_pence AS pence FROM receivables_item
  UNION ALL
  SELECT coalesce(d.service_id, 0), -a.amount_pence FROM receivables_allocation a JOIN receivables_item d ON d.id = a.debit_item_id
  UNION ALL
  SELECT coalesce(c.service_id, 0), a.amount_pence FROM receivables_allocation a JOIN receivables_item c ON c.id = a.credit_item_id
), rolled AS (SELECT service_id, sum(pence) AS pence FROM moved GROUP BY 1
), standing AS (
  SELECT coalesce(i.service_id, 0) AS service_id, sum(b.open_pence) AS pence
  FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id GROUP BY 1
), judged AS (
  SELECT coalesce(s.code, 'no service') AS code, rolled.pence, standing.pence AS open_pence,
         coalesce(rolled.pence, 0) <> coalesce(standing.pence, 0) AS is_astray
  FROM rolled FULL JOIN standing USING (service_id) LEFT JOIN council_service s ON s.id = service_id
)
SELECT 'Roll-forward by service' AS name, 'rolled forward' AS left_what, coalesce(sum(pence), 0) AS left_figure,
       'open balances' AS right_what, coalesce(sum(open_pence), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, min(code) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;

-- name: with_agents
-- Every instalment that an agent has, or had, against what protects people from agents: none overlaps a moratorium, a death, an insolvency or
-- a childhood, of the customer, of anybody read as one with them or liable together with them, and none stays with an agent once it was
-- disputed and upheld.
WITH had AS MATERIALIZED (
  SELECT h.id, h.customer_id, h.invoice_id, h.run_id, h.valid_from, least(h.valid_to, r.valid_to) AS valid_to
  FROM safeguards_hold h LEFT JOIN safeguards_holdrelease r ON r.hold_id = h.id WHERE h.kind = 'with_agent' AND h.item_id IS NOT NULL
), merged AS MATERIALIZED (
  SELECT a.customer_id, a.kept_id, a.effective_on AS valid_from, coalesce(e.effective_on - 1, 'infinity') AS valid_to
  FROM customers_alias a LEFT JOIN customers_aliasend e ON e.alias_id = a.id
), kept AS (
  SELECT id, customer_id, valid_from, valid_to FROM had WHERE valid_to >= valid_from
  UNION ALL
  SELECT h.id, m.kept_id, greatest(h.valid_from, m.valid_from), least(h.valid_to, m.valid_to) FROM had h JOIN merged m ON m.customer_id = h.customer_id
    AND h.valid_to >= m.valid_from AND h.valid_from <= m.valid_to
  WHERE h.valid_to >= h.valid_from
), same AS (
  SELECT * FROM kept
  UNION ALL
  SELECT k.id, m.customer_id, greatest(k.valid_from, m.valid_from), least(k.valid_to, m.valid_to) FROM kept k JOIN merged m ON m.kept_id = k.customer_id
    AND k.valid_to >= m.valid_from AND k.valid_from <= m.valid_to
), person AS (
  SELECT * FROM same
  UNION ALL
  SELECT s.id, j.member_id, greatest(s.valid_from, j.valid_from), least(s.valid_to, j.valid_to) FROM same s JOIN customers_jointmember j ON j.account_id = s.customer_id
    AND s.valid_to >= j.valid_from AND s.valid_from <= coalesce(j.valid_to, 'infinity')
), astray AS (
  SELECT DISTINCT p.id FROM person p JOIN safeguards_state s ON s.customer_id = p.customer_id AND s.invoice_id IS NULL
    AND s.state IN ('breathing_space', 'mental_health_crisis', 'deceased', 'insolvent', 'minor')
    AND p.valid_from <= coalesce(s.valid_to, 'infinity') AND p.valid_to >= s.valid_from
  UNION
  SELECT h.id FROM had h JOIN disputes_dispute d ON d.invoice_id = h.invoice_id JOIN disputes_outcome o ON o.dispute_id = d.id
    AND o.outcome IN ('upheld', 'part_upheld', 'charged_back') AND o.run_id > h.run_id AND h.valid_to >= o.closed_on
)
SELECT 'Debts with agents' AS name, 'instalments agents had' AS left_what, count(*) AS left_figure,
       'while nothing protected anybody' AS right_what, count(*) FILTER (WHERE a.id IS NULL) AS right_figure,
       count(a.id) AS astray, 'hold ' || min(a.id) AS example, false AS is_money
FROM had LEFT JOIN astray a ON a.id = had.id;

-- name: month_ends
-- Every reconciliation signed at a month end: by somebody other than its preparer, what it listed explained where it differs, and each prepared
-- afresh only once the one before was sent back or opened again.
WITH judged AS (
  SELECT m.id, m.ledger_pence, CASE WHEN m.explanation = '' THEN m.listed_pence ELSE m.ledger_pence END AS accounted,
         (m.ledger_pence <> m.listed_pence AND m.explanation = '') OR (r.id IS NOT NULL AND (r.by_id = m.prepared_by_id OR r.prepared_by_id <> m.prepared_by_id))
         OR (m.version > 1 AND NOT EXISTS (
               SELECT FROM reconciliation_monthend b JOIN reconciliation_review v ON v.month_end_id = b.id LEFT JOIN reconciliation_reopening o ON o.review_id = v.id
               WHERE (b.kind, b.until, b.version) = (m.kind, m.until, m.version - 1) AND b.bank_account_id IS NOT DISTINCT FROM m.bank_account_id
                 AND (v.what = 'sent_back' OR o.review_id IS NOT NULL))) AS is_astray
  FROM reconciliation_monthend m LEFT JOIN reconciliation_review r ON r.month_end_id = m.id
)
SELECT 'Month ends' AS name, 'ledger figures' AS left_what, coalesce(sum(ledger_pence), 0) AS left_figure,
       'listed, or the difference explained' AS right_what, coalesce(sum(accounted), 0) AS right_figure,
       count(*) FILTER (WHERE is_astray) AS astray, 'reconciliation ' || min(id) FILTER (WHERE is_astray) AS example, true AS is_money
FROM judged;
