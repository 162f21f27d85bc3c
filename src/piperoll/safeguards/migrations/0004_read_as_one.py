"""Accounts read as one are protected as one: what is true of either, or who acts for either, holds for both."""

from django.db import migrations

SAME = """
CREATE FUNCTION safeguards_same(customer bigint, on_day date) RETURNS bigint[] LANGUAGE sql STABLE AS $$
SELECT customers_accounts(coalesce(
  (SELECT m.kept_id FROM customers_merged(on_day, 'infinity') m WHERE m.customer_id = customer), customer), on_day, 'infinity')
$$
"""
NEAR = """
CREATE FUNCTION safeguards_near(customer bigint, on_day date) RETURNS bigint[] LANGUAGE sql STABLE AS $$
SELECT safeguards_same(customer, on_day) || ARRAY(
  SELECT unnest(safeguards_same(j.member_id, on_day)) FROM customers_jointmember j
  WHERE j.account_id = ANY(safeguards_same(customer, on_day)))
$$
"""
ROUTE = """
CREATE OR REPLACE FUNCTION safeguards_route(customers bigint[], asked text, on_day date)
RETURNS TABLE (customer_id bigint, person_id bigint, representative_id bigint, name text, why text, lines text, postcode text,
               email text, phone text, channel text, language text, format text)
LANGUAGE sql STABLE AS $$
WITH merged AS MATERIALIZED (
  SELECT m.customer_id, m.kept_id FROM customers_merged(on_day, 'infinity') m
), asked_of AS (
  SELECT DISTINCT a.id, coalesce(m.kept_id, a.id) AS kept_id
  FROM unnest(customers) AS a (id) LEFT JOIN merged m ON m.customer_id = a.id
), read_as AS (
  SELECT a.id, a.kept_id AS part FROM asked_of a
  UNION SELECT a.id, m.customer_id FROM asked_of a JOIN merged m ON m.kept_id = a.kept_id
), member AS (
  SELECT DISTINCT r.id, coalesce(m.kept_id, j.member_id) AS person_id
  FROM read_as r JOIN customers_jointmember j ON j.account_id = r.part
    AND on_day >= j.valid_from AND on_day <= coalesce(j.valid_to, 'infinity')
  LEFT JOIN merged m ON m.customer_id = j.member_id
), person AS (
  -- A joint account is everybody liable for it that day; any other customer is themself, as the account they were merged into.
  SELECT a.id AS account_id, coalesce(j.person_id, a.kept_id) AS id, count(j.person_id) OVER (PARTITION BY a.id) AS together
  FROM asked_of a LEFT JOIN member j ON j.id = a.id
), part AS (
  SELECT p.account_id, p.id AS person_id, p.id AS part FROM person p
  UNION SELECT p.account_id, p.id, m.customer_id FROM person p JOIN merged m ON m.kept_id = p.id
), known AS (
  SELECT p.account_id, p.together, k.id, k.name,
         bool_or(s.state = 'deceased') AS is_dead, bool_or(s.state = 'minor') AS is_minor,
         bool_or(s.state = 'gone_away') AS is_gone, min(s.said) FILTER (WHERE s.state = 'deceased') AS died
  FROM person p JOIN customers_customer k ON k.id = p.id
  JOIN part t ON t.account_id = p.account_id AND t.person_id = p.id
  LEFT JOIN safeguards_state s ON s.customer_id = t.part AND s.source = 'flag'
    AND on_day >= s.valid_from AND on_day <= coalesce(s.valid_to, 'infinity')
  GROUP BY p.account_id, p.together, k.id, k.name
), acting AS (
  -- After a death only an executor or administrator acts; before it, everybody else.
  SELECT k.account_id, k.id AS person_id, r.*
  FROM known k JOIN part t ON t.account_id = k.account_id AND t.person_id = k.id
  JOIN safeguards_acting r ON r.customer_id = t.part
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
CREATE OR REPLACE FUNCTION safeguards_woken(asked text, on_day date, only_customer bigint DEFAULT NULL)
RETURNS TABLE (customer_id bigint, state text, answer text, reason text)
LANGUAGE sql STABLE AS $$
WITH merged AS MATERIALIZED (
  SELECT m.customer_id, m.kept_id FROM customers_merged(on_day, 'infinity') m
), woken AS (
  SELECT coalesce(m.kept_id, s.customer_id) AS person_id, s.state, s.said, r.answer, r.sentence, r.reaches_joint
  FROM safeguards_state s
  JOIN safeguards_rule r ON r.state = s.state AND r.act = asked
    AND on_day >= r.valid_from AND on_day <= coalesce(r.valid_to, 'infinity')
  LEFT JOIN merged m ON m.customer_id = s.customer_id
  WHERE s.invoice_id IS NULL AND on_day >= s.valid_from AND on_day <= coalesce(s.valid_to, 'infinity')
    AND (only_customer IS NULL OR s.customer_id = ANY(safeguards_near(only_customer, on_day)))
), told AS (
  SELECT person_id, state, answer, upper(left(said, 1)) || substr(said, 2) || ': ' || sentence || '.' AS reason FROM woken
  UNION ALL
  SELECT coalesce(a.kept_id, j.account_id), w.state, w.answer,
         k.name || ', liable together, is ' || w.said || ': ' || w.sentence || '.'
  FROM woken w JOIN customers_customer k ON k.id = w.person_id
  JOIN (customers_jointmember j LEFT JOIN merged m ON m.customer_id = j.member_id) ON coalesce(m.kept_id, j.member_id) = w.person_id
    AND on_day >= j.valid_from AND on_day <= coalesce(j.valid_to, 'infinity')
  LEFT JOIN merged a ON a.customer_id = j.account_id
  WHERE w.reaches_joint
)
SELECT t.person_id, t.state, t.answer, t.reason FROM told t WHERE only_customer IS NULL OR t.person_id = only_customer
UNION ALL
SELECT m.customer_id, t.state, t.answer, t.reason FROM told t JOIN merged m ON m.kept_id = t.person_id
WHERE only_customer IS NULL OR m.customer_id = only_customer
$$
"""


class Migration(migrations.Migration):
    dependencies = [("safeguards", "0003_asking")]
    operations = [
        migrations.RunSQL(SAME, "DROP FUNCTION safeguards_same"),
        migrations.RunSQL(NEAR, "DROP FUNCTION safeguards_near"),
        migrations.RunSQL(ROUTE, migrations.RunSQL.noop),
        migrations.RunSQL(WOKEN, migrations.RunSQL.noop),
    ]
