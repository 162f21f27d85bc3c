-- name: agreed_sources
-- The letter that confirms an arrangement, to whoever hears for its account.
INSERT INTO to_send
SELECT a.id, 'ARR-' || a.id, a.customer_id, coalesce(m.kept_id, a.customer_id), a.total_pence, %(on)s
FROM arrangements_arrangement a LEFT JOIN customers_merged('infinity', 'infinity') m ON m.customer_id = a.customer_id WHERE a.id = %(arrangement)s;

-- name: courtesy_sources
-- The letters that say a payment has not come, as a watch wrote them down.
INSERT INTO to_send
SELECT c.id, 'ARR-' || a.id || '-L' || c.id, a.customer_id, coalesce(m.kept_id, a.customer_id), c.late_pence, %(on)s
FROM arrangements_courtesy c JOIN arrangements_arrangement a ON a.id = c.arrangement_id
LEFT JOIN customers_merged('infinity', 'infinity') m ON m.customer_id = a.customer_id WHERE c.run_id = %(run)s ORDER BY c.id;

-- name: agreed
-- What some arrangements say: whose, how much, by which way, on which days, and the debts they are for.
SELECT a.id AS source_id, c.reference AS customer_reference, c.name AS customer_name, a.total_pence, a.method, m.reference AS mandate,
       (SELECT jsonb_agg(jsonb_build_object('on', p.due_on, 'pence', p.pence) ORDER BY p.due_on) FROM arrangements_plannedpayment p WHERE p.arrangement_id = a.id) AS payments,
       (SELECT jsonb_agg(jsonb_build_object('reference', i.reference, 'service', coalesce(v.name, ''), 'since', coalesce(i.due_on, i.effective_on), 'pence', d.pence)
                         ORDER BY coalesce(i.due_on, i.effective_on), i.id)
        FROM arrangements_debt d JOIN receivables_item i ON i.id = d.item_id LEFT JOIN council_service v ON v.id = i.service_id WHERE d.arrangement_id = a.id) AS owed
FROM arrangements_arrangement a JOIN customers_customer c ON c.id = a.customer_id LEFT JOIN direct_debit_mandate m ON m.id = a.mandate_id
WHERE a.id = ANY(%(sources)s);

-- name: courtesies
-- What some courtesy letters say.
SELECT k.id AS source_id, c.reference AS customer_reference, c.name AS customer_name, a.id AS arrangement_id, k.late_pence, k.since, k.answer_by
FROM arrangements_courtesy k JOIN arrangements_arrangement a ON a.id = k.arrangement_id JOIN customers_customer c ON c.id = a.customer_id
WHERE k.id = ANY(%(sources)s);

-- name: ended
-- Those arrangements that have ended.
SELECT arrangement_id FROM arrangements_end WHERE arrangement_id = ANY(%(sources)s);

-- name: late_still
-- The courtesy letters whose payment is still missing.
SELECT k.id FROM arrangements_courtesy k JOIN arrangements_standing(%(on)s) s ON s.arrangement_id = k.arrangement_id
WHERE k.id = ANY(%(sources)s) AND s.state IN ('courtesy', 'unheard') AND s.late_since = k.since AND s.late_pence >= k.late_pence;

-- name: newest
-- A customer's newest arrangement, and the newest letter that one was late.
SELECT (SELECT max(id) FROM arrangements_arrangement WHERE customer_id = %(customer)s) AS arrangement,
       (SELECT max(k.id) FROM arrangements_courtesy k JOIN arrangements_arrangement a ON a.id = k.arrangement_id WHERE a.customer_id = %(customer)s) AS courtesy;
