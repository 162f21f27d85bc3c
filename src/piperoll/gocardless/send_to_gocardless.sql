-- name: instructions
-- Instructions that wait for GoCardless, cancellations first, each with the newest of its mandates there for that account.
SELECT l.id, l.mandate_id, l.account_id, l.code,
       (SELECT g.gocardless_id FROM gocardless_gocardlessmandate g WHERE g.account_id = l.account_id ORDER BY g.id DESC LIMIT 1) AS gocardless_id
FROM direct_debit_lodgement l JOIN direct_debit_mandate m ON m.id = l.mandate_id AND m.provider = 'gocardless'
WHERE NOT EXISTS (SELECT FROM direct_debit_lodgementend e WHERE e.lodgement_id = l.id)
ORDER BY l.code <> '0C', l.id;

-- name: collections
-- Released collections that wait for GoCardless and stand, each with the mandate there that it is asked under.
SELECT c.id, c.amount_pence, c.collect_on, m.reference,
       (SELECT g.gocardless_id FROM gocardless_gocardlessmandate g WHERE g.account_id = c.account_id ORDER BY g.id DESC LIMIT 1) AS gocardless_id
FROM bacs_collection c JOIN direct_debit_mandate m ON m.id = c.mandate_id AND m.provider = 'gocardless'
JOIN bacs_verdict v ON v.collection_run_id = c.collection_run_id AND v.what = 'released'
WHERE NOT EXISTS (SELECT FROM bacs_collectionend e WHERE e.collection_id = c.id)
  AND NOT EXISTS (SELECT FROM gocardless_gocardlesspayment p WHERE p.collection_id = c.id)
ORDER BY c.id;

-- name: keep_payment
-- A payment GoCardless made, kept once; no row comes back when another process kept it first.
INSERT INTO gocardless_gocardlesspayment (gocardless_id, collection_id, charge_on, run_id)
VALUES (%(gocardless_id)s, %(collection)s, %(charge_on)s, %(run)s)
ON CONFLICT DO NOTHING RETURNING id;

-- name: file
-- An instruction is with GoCardless, once; no row comes back when it was sent or withdrawn meanwhile.
INSERT INTO direct_debit_lodgementend (lodgement_id, what, reference, effective_on, run_id)
VALUES (%(lodgement)s, 'filed', %(gocardless_id)s, %(on)s, %(run)s)
ON CONFLICT DO NOTHING RETURNING lodgement_id;
