-- name: hold
-- Where some mandates stand, locked in order.
SELECT mandate_id, state FROM direct_debit_standing WHERE mandate_id = ANY(%(mandates)s) ORDER BY mandate_id FOR UPDATE;

-- name: move
-- Mandates that still stand where they were seen, moved, each with its event. New bank details must be lodged before they are collected from.
WITH told AS (
  SELECT mandate_id, reason, code, advice
  FROM unnest(%(mandates)s::bigint[], %(reasons)s::text[], %(codes)s::text[], %(advices)s::text[]) AS t (mandate_id, reason, code, advice)
), moved AS (
  UPDATE direct_debit_standing s
  SET state = %(becomes)s, since = %(on)s, customer_id = coalesce(%(customer)s::bigint, s.customer_id),
      may_collect_from = CASE WHEN %(event)s = 'change_bank' THEN NULL ELSE coalesce(%(may_collect_from)s::date, s.may_collect_from) END
  FROM told WHERE s.mandate_id = told.mandate_id AND s.state = %(was)s
  RETURNING s.mandate_id, s.customer_id, told.reason, told.code, told.advice
)
INSERT INTO direct_debit_mandateevent (mandate_id, event, state, customer_id, reason, code, advice, effective_on, known_at, run_id)
SELECT mandate_id, %(event)s, %(becomes)s, customer_id, reason, code, advice, %(on)s, %(at)s, %(run)s FROM moved ORDER BY mandate_id
RETURNING mandate_id;
