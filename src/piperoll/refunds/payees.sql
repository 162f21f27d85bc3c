-- name: known
-- The accounts we know of a customer and those merged with them: what paid some credits first, then the newest; each maybe more than once.
WITH account AS (SELECT unnest(customers_accounts(%(customer)s, %(on)s, 'infinity')) AS id), paid AS (
  SELECT t.payer_key AS key FROM receipting_placement p JOIN receipting_receipt r ON r.id = p.receipt_id
  JOIN receipting_banklinetext t ON t.line_id = r.bank_line_id
  WHERE p.item_id IN (SELECT item_id FROM transfers_behind(%(credits)s::bigint[])) AND t.payer_key IS NOT NULL
  UNION SELECT a.key FROM bacs_collectioncredit c JOIN bacs_collection k ON k.id = c.collection_id
  JOIN direct_debit_mandateaccount a ON a.id = k.account_id WHERE c.item_id IN (SELECT item_id FROM transfers_behind(%(credits)s::bigint[]))
), found AS (
  SELECT 'payer' AS what, k.id, 'receipt' AS origin, k.key, k.sealed_details, NULL::bytea AS sealed_name, k.last_seen_on,
         (SELECT t.payer_name FROM receivables_item i JOIN receipting_placement p ON p.item_id = i.id JOIN receipting_receipt r ON r.id = p.receipt_id
          JOIN receipting_banklinetext t ON t.line_id = r.bank_line_id
          WHERE i.customer_id = k.customer_id AND i.kind = 'receipt' AND t.payer_key = k.key AND t.payer_name <> '' ORDER BY i.id DESC LIMIT 1) AS name
  FROM customers_payeraccount k WHERE k.customer_id IN (SELECT id FROM account) OR k.key IN (SELECT key FROM paid)
  UNION ALL
  SELECT 'mandate', a.id, 'collection', a.key, a.sealed_details, a.sealed_name, a.valid_from, NULL
  FROM direct_debit_standing s JOIN direct_debit_mandate m ON m.id = s.mandate_id
  JOIN LATERAL (SELECT * FROM direct_debit_mandateaccount x WHERE x.mandate_id = m.id ORDER BY x.id DESC LIMIT 1) a ON true
  WHERE s.customer_id IN (SELECT id FROM account)
    AND EXISTS (SELECT FROM bacs_collection c JOIN bacs_verdict v ON v.collection_run_id = c.collection_run_id AND v.what = 'released'
                WHERE c.account_id = a.id)
  UNION ALL
  SELECT 'payee', p.id, p.origin, p.key, p.sealed_details, p.sealed_name, p.valid_from, NULL
  FROM refunds_payeeaccount p WHERE p.customer_id IN (SELECT id FROM account) AND p.origin IN ('told', 'awacs')
)
SELECT what, id, origin, sealed_details, sealed_name, last_seen_on, name, EXISTS (SELECT FROM paid WHERE paid.key = found.key) AS is_source
FROM found ORDER BY is_source DESC, what = 'payee', last_seen_on DESC, id DESC;

-- name: standing
-- The newest row of an account that was given for a customer before.
SELECT id, origin FROM refunds_payeeaccount WHERE customer_id = %(customer)s AND key = %(key)s ORDER BY id DESC LIMIT 1;

-- name: first_given
-- The first day on which an account was given for a customer.
SELECT min(valid_from) AS on_day FROM refunds_payeeaccount WHERE customer_id = %(customer)s AND key = %(key)s;
