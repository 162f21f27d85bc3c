"""What is true of whom on a day, who acts for them, who hears, and who must be left alone: asked by every batch verb."""

from django.db import migrations

STATES = """
CREATE VIEW safeguards_state AS
SELECT 'flag' AS source, f.id, f.customer_id, NULL::bigint AS invoice_id, f.kind AS state, f.valid_from,
       least(f.valid_to, e.valid_to) AS valid_to,
       CASE f.kind
         WHEN 'deceased' THEN 'died on ' || to_char(f.happened_on, 'FMDD FMMonth YYYY')
         WHEN 'gone_away' THEN 'gone away'
         WHEN 'insolvent' THEN 'insolvent (' || CASE f.insolvency
           WHEN 'bankruptcy' THEN 'bankruptcy order' WHEN 'debt_relief' THEN 'debt relief order'
           WHEN 'voluntary' THEN 'voluntary arrangement' ELSE f.insolvency END
           || ', ' || to_char(f.happened_on, 'FMDD FMMonth YYYY') || ')'
         WHEN 'minor' THEN 'under 18 until ' || to_char(f.valid_to, 'FMDD FMMonth YYYY')
         WHEN 'restricted' THEN 'restricted record'
         ELSE f.kind END AS said
FROM safeguards_flag f LEFT JOIN safeguards_flagend e ON e.flag_id = f.id
UNION ALL
SELECT 'hold', h.id, h.customer_id, h.invoice_id, h.kind, h.valid_from, least(h.valid_to, r.valid_to),
       'on hold until ' || to_char(least(h.valid_to, r.valid_to), 'FMDD FMMonth YYYY') || ' (' || replace(h.kind, '_', ' ') || ')'
FROM safeguards_hold h LEFT JOIN safeguards_holdrelease r ON r.hold_id = h.id
"""
ACTING = """
CREATE VIEW safeguards_acting AS
SELECT r.id, r.customer_id, r.kind, r.name, r.lines, r.postcode, r.email, r.phone, r.by_email, r.may_be_told, r.is_billed,
       r.proof, r.proof_seen_on, r.proof_seen_by, r.valid_from, least(r.valid_to, e.valid_to) AS valid_to, e.reason AS why_ended
FROM safeguards_representative r LEFT JOIN safeguards_representativeend e ON e.representative_id = r.id
"""
ROUTE = """
CREATE FUNCTION safeguards_route(customers bigint[], asked text, on_day date)
RETURNS TABLE (customer_id bigint, person_id bigint, representative_id bigint, name text, why text, lines text, postcode text,
               email text, phone text, channel text, language text, format text)
LANGUAGE sql STABLE AS $$
WITH asked_of AS (
  SELECT DISTINCT unnest(customers) AS id
), person AS (
  -- A joint account is everybody liable for it that day; any other customer is themself.
  SELECT a.id AS account_id, coalesce(j.member_id, a.id) AS id, count(j.member_id) OVER (PARTITION BY a.id) AS together
  FROM asked_of a
  LEFT JOIN customers_jointmember j ON j.account_id = a.id
    AND on_day >= j.valid_from AND on_day <= coalesce(j.valid_to, 'infinity')
), known AS (
  SELECT p.account_id, p.together, k.id, k.name,
         bool_or(s.state = 'deceased') AS is_dead, bool_or(s.state = 'minor') AS is_minor,
         bool_or(s.state = 'gone_away') AS is_gone, min(s.said) FILTER (WHERE s.state = 'deceased') AS died
  FROM person p JOIN customers_customer k ON k.id = p.id
  LEFT JOIN safeguards_state s ON s.customer_id = k.id AND s.source = 'flag'
    AND on_day >= s.valid_from AND on_day <= coalesce(s.valid_to, 'infinity')
  GROUP BY p.account_id, p.together, k.id, k.name
), acting AS (
  -- After a death only an executor or administrator acts; before it, everybody else.
  SELECT k.account_id, k.id AS person_id, r.*
  FROM known k JOIN safeguards_acting r ON r.customer_id = k.id
    AND on_day >= r.valid_from AND on_day <= coalesce(r.valid_to, 'infinity')
  WHERE CASE WHEN asked IN ('telephone', 'text') THEN r.may_be_told ELSE r.is_billed END
    AND (r.kind = 'executor') = coalesce(k.is_dead, false)
), own AS (
  SELECT k.*, a.lines, a.postcode, email.value AS email, phone.value AS phone,
         coalesce(d.channel, 'post') AS channel, coalesce(d.language, 'en') AS language, coalesce(d.format, 'standard') AS format
  FROM known k
  LEFT JOIN LATERAL (
    SELECT x.lines, x.postcode FROM customers_address x WHERE x.customer_id = k.id
    ORDER BY on_day >= x.valid_from AND on_day <= coalesce(x.valid_to, 'infinity') DESC,
             CASE x.purpose WHEN 'billing' THEN 1 WHEN 'temporary' THEN 2 ELSE 3 END, x.valid_from DESC, x.id DESC LIMIT 1
  ) a ON true
  LEFT JOIN LATERAL (
    SELECT x.value FROM customers_contact x WHERE x.customer_id = k.id AND x.kind = 'email'
      AND on_day >= x.valid_from AND on_day <= coalesce(x.valid_to, 'infinity') ORDER BY x.valid_from DESC, x.id DESC LIMIT 1
  ) email ON true
  LEFT JOIN LATERAL (
    SELECT x.value FROM customers_contact x WHERE x.customer_id = k.id AND x.kind = 'phone'
      AND on_day >= x.valid_from AND on_day <= coalesce(x.valid_to, 'infinity') ORDER BY x.valid_from DESC, x.id DESC LIMIT 1
  ) phone ON true
  LEFT JOIN LATERAL (
    SELECT x.channel, x.language, x.format FROM customers_deliverychoice x WHERE x.customer_id = k.id AND x.valid_from <= on_day
    ORDER BY x.valid_from DESC, x.id DESC LIMIT 1
  ) d ON true
), heard AS (
  SELECT o.account_id, o.together, o.id AS person_id, r.id AS representative_id, r.name,
         CASE r.kind WHEN 'attorney' THEN 'Attorney for ' WHEN 'deputy' THEN 'Deputy for ' WHEN 'appointee' THEN 'DWP appointee for '
           WHEN 'executor' THEN 'Executor or administrator of ' WHEN 'parent' THEN 'Parent or guardian of ' ELSE 'Helps ' END
         || o.name || coalesce(', who ' || o.died, '') AS why,
         r.lines, r.postcode, r.email, r.phone, CASE WHEN r.by_email THEN 'email' ELSE 'post' END AS channel,
         'en' AS language, 'standard' AS format, false AS no_post
  FROM own o JOIN acting r ON r.account_id = o.account_id AND r.person_id = o.id
  UNION ALL
  SELECT o.account_id, o.together, o.id, NULL, CASE WHEN o.is_dead THEN 'The executors of ' || o.name ELSE o.name END,
         CASE WHEN o.is_dead THEN o.name || ' ' || o.died || ' and we know of no executor yet: to the last address'
              WHEN o.is_gone THEN 'They have gone away: by email alone'
              ELSE 'The customer, at their own address' END,
         o.lines, o.postcode, CASE WHEN o.is_dead THEN '' ELSE o.email END, CASE WHEN o.is_dead THEN '' ELSE o.phone END,
         CASE WHEN o.is_dead THEN 'post' WHEN o.is_gone THEN 'email' ELSE o.channel END,
         o.language, CASE WHEN o.is_dead THEN 'standard' ELSE o.format END, coalesce(o.is_gone, false)
  FROM own o
  WHERE NOT coalesce(o.is_minor, false)
    AND NOT (coalesce(o.is_dead, false) AND asked IN ('bill', 'telephone', 'text', 'collect', 'send_reminder'))
    AND (asked IN ('telephone', 'text') OR NOT EXISTS (
      SELECT FROM acting r WHERE r.account_id = o.account_id AND r.person_id = o.id))
), placed AS (
  SELECT h.*, CASE
    WHEN asked IN ('telephone', 'text') THEN 'telephone'
    WHEN h.channel = 'email' AND coalesce(h.email, '') <> '' AND h.format IN ('standard', 'large_print') THEN 'email'
    WHEN NOT h.no_post AND coalesce(h.postcode, '') <> '' THEN 'post'
    WHEN coalesce(h.email, '') <> '' THEN 'email' END AS goes_by
  FROM heard h
)
SELECT p.account_id, p.person_id, p.representative_id, p.name::text,
       CASE WHEN p.together > 1 THEN p.why || '; one of ' || p.together || ' people liable together' ELSE p.why END,
       coalesce(p.lines, ''), coalesce(p.postcode, '')::text, coalesce(p.email, '')::text, coalesce(p.phone, '')::text,
       p.goes_by, p.language::text, p.format::text
FROM placed p WHERE p.goes_by IS NOT NULL
ORDER BY p.account_id, p.person_id, p.representative_id NULLS FIRST
$$
"""
WOKEN = """
CREATE FUNCTION safeguards_woken(asked text, on_day date, only_customer bigint DEFAULT NULL)
RETURNS TABLE (customer_id bigint, state text, answer text, reason text)
LANGUAGE sql STABLE AS $$
WITH woken AS (
  SELECT s.customer_id, s.state, s.said, r.answer, r.sentence, r.reaches_joint
  FROM safeguards_state s
  JOIN safeguards_rule r ON r.state = s.state AND r.act = asked
    AND on_day >= r.valid_from AND on_day <= coalesce(r.valid_to, 'infinity')
  WHERE s.invoice_id IS NULL AND on_day >= s.valid_from AND on_day <= coalesce(s.valid_to, 'infinity')
    AND (only_customer IS NULL OR s.customer_id = only_customer OR s.customer_id IN (
      SELECT member_id FROM customers_jointmember WHERE account_id = only_customer))
)
SELECT customer_id, state, answer, upper(left(said, 1)) || substr(said, 2) || ': ' || sentence || '.' FROM woken
WHERE only_customer IS NULL OR customer_id = only_customer
UNION ALL
SELECT j.account_id, w.state, w.answer, k.name || ', liable together, is ' || w.said || ': ' || w.sentence || '.'
FROM woken w JOIN customers_jointmember j ON j.member_id = w.customer_id
  AND on_day >= j.valid_from AND on_day <= coalesce(j.valid_to, 'infinity')
JOIN customers_customer k ON k.id = w.customer_id
WHERE w.reaches_joint AND (only_customer IS NULL OR j.account_id = only_customer)
$$
"""
BAR = """
CREATE FUNCTION safeguards_bar(asked text, on_day date, only_customer bigint DEFAULT NULL)
RETURNS TABLE (customer_id bigint, reason text)
LANGUAGE sql STABLE AS $$
WITH woken AS MATERIALIZED (
  SELECT * FROM safeguards_woken(asked, on_day, only_customer) WHERE answer <> 'allow'
), reached AS (
  SELECT DISTINCT r.customer_id
  FROM safeguards_route((SELECT array_agg(DISTINCT w.customer_id) FROM woken w WHERE w.answer = 'route'), asked, on_day) r
)
SELECT w.customer_id, string_agg(DISTINCT w.reason, ' ')
FROM woken w WHERE w.answer = 'bar' OR w.customer_id NOT IN (SELECT r.customer_id FROM reached r)
GROUP BY w.customer_id
$$
"""
INVOICE_BAR = """
CREATE FUNCTION safeguards_invoice_bar(asked text, on_day date)
RETURNS TABLE (invoice_id bigint, reason text)
LANGUAGE sql STABLE AS $$
SELECT s.invoice_id, string_agg(DISTINCT upper(left(s.said, 1)) || substr(s.said, 2) || ': ' || r.sentence || '.', ' ')
FROM safeguards_state s
JOIN safeguards_rule r ON r.state = s.state AND r.act = asked AND r.answer = 'bar'
  AND on_day >= r.valid_from AND on_day <= coalesce(r.valid_to, 'infinity')
WHERE s.invoice_id IS NOT NULL AND on_day >= s.valid_from AND on_day <= coalesce(s.valid_to, 'infinity')
GROUP BY s.invoice_id
$$
"""
HISTORY = "CREATE INDEX runs_run_of_a_customer ON runs_run ((inputs->>'customer'), id) WHERE inputs ? 'customer'"


class Migration(migrations.Migration):
    dependencies = [("safeguards", "0002_rules"), ("customers", "0005_delivery")]
    operations = [
        migrations.RunSQL(STATES, "DROP VIEW safeguards_state"),
        migrations.RunSQL(ACTING, "DROP VIEW safeguards_acting"),
        migrations.RunSQL(ROUTE, "DROP FUNCTION safeguards_route"),
        migrations.RunSQL(WOKEN, "DROP FUNCTION safeguards_woken"),
        migrations.RunSQL(BAR, "DROP FUNCTION safeguards_bar"),
        migrations.RunSQL(INVOICE_BAR, "DROP FUNCTION safeguards_invoice_bar"),
        migrations.RunSQL(HISTORY, "DROP INDEX runs_run_of_a_customer"),
    ]
