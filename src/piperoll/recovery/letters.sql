-- name: sources
-- The letters of an issued run that go by some ways, each in the words of its stage and track, and routed as its account is read now.
INSERT INTO to_send
SELECT p.id, 'REM-' || p.id, p.customer_id, coalesce(m.kept_id, p.customer_id), p.chased_pence, %(on)s, p.stage, p.track
FROM recovery_proposal p LEFT JOIN customers_merged('infinity', 'infinity') m ON m.customer_id = p.customer_id
WHERE p.reminder_run_id = %(reminder_run)s AND p.why = 'send' AND p.goes_by = ANY(%(ways)s::text[])
  AND NOT EXISTS (SELECT FROM recovery_dropped d WHERE d.proposal_id = p.id)
ORDER BY p.id;

-- name: by_email
-- Whoever is meant to have an email, and did not ask for post, has one.
UPDATE to_whom w SET channel = 'email' FROM to_send s JOIN recovery_proposal p ON p.id = s.source_id AND p.goes_by = 'email'
WHERE s.routed_as = w.customer_id AND w.channel = 'post'
  AND safeguards_no_email(w.person_id, nullif(w.representative_id, 0), w.email, w.format, %(on)s) IS NULL;

-- name: reminders
-- What some reminders say: whose account, what is chased, and each instalment it is made of.
SELECT p.id AS source_id, p.stage, c.reference AS customer_reference, c.name AS customer_name, p.chased_pence, (
         SELECT jsonb_agg(jsonb_build_object('reference', i.reference, 'service', coalesce(v.name, ''), 'since', coalesce(i.due_on, i.effective_on),
                                             'pence', x.amount_pence) ORDER BY coalesce(i.due_on, i.effective_on), i.id)
         FROM recovery_proposalitem x JOIN receivables_item i ON i.id = x.item_id LEFT JOIN council_service v ON v.id = i.service_id
         WHERE x.proposal_id = p.id) AS owed
FROM recovery_proposal p JOIN customers_customer c ON c.id = p.customer_id WHERE p.id = ANY(%(proposals)s);

-- name: asked
-- What some reminders were issued for, and on which day.
SELECT p.id, p.customer_id, p.stage, p.track, p.goes_by, p.chased_pence, u.effective_on AS dated
FROM recovery_proposal p LEFT JOIN recovery_reminderverdict v ON v.reminder_run_id = p.reminder_run_id LEFT JOIN runs_run u ON u.id = v.run_id
WHERE p.id = ANY(%(proposals)s);

-- name: newest
-- A customer's newest letter that was proposed.
SELECT max(id) AS source_id FROM recovery_proposal WHERE customer_id = %(customer)s AND why = 'send' HAVING max(id) IS NOT NULL;
