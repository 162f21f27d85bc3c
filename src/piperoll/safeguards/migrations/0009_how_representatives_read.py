"""Whoever acts for a customer hears in their own language and print, not in the customer's and not in ours."""

from django.db import migrations, models

LANGUAGES = [("en", "English"), ("cy", "Welsh")]
FORMATS = [
    ("standard", "Standard print"),
    ("large_print", "Large print"),
    ("braille", "Braille"),
    ("audio", "Audio"),
]
ACTING = """
CREATE OR REPLACE VIEW safeguards_acting AS
SELECT r.id, r.customer_id, r.kind, r.name, r.lines, r.postcode, r.email, r.phone, r.by_email, r.may_be_told, r.is_billed,
       r.proof, r.proof_seen_on, r.proof_seen_by, r.valid_from, least(r.valid_to, e.valid_to) AS valid_to, e.reason AS why_ended,
       r.language, r.format
FROM safeguards_representative r LEFT JOIN safeguards_representativeend e ON e.representative_id = r.id
"""
ROUTE_FUNCTION = """
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
  -- After a death only an executor or administrator acts; before it, everybody else. Only the telephone rings all who may be told.
  SELECT k.account_id, k.id AS person_id, r.*
  FROM known k JOIN part t ON t.account_id = k.account_id AND t.person_id = k.id
  JOIN safeguards_acting r ON r.customer_id = t.part
    AND on_day >= r.valid_from AND on_day <= coalesce(r.valid_to, 'infinity')
  WHERE CASE WHEN asked = 'telephone' THEN r.may_be_told ELSE r.is_billed END
    AND (r.kind = 'executor') = coalesce(k.is_dead, false)
), own AS (
  SELECT k.*, a.lines, a.postcode, email.value AS email, phone.value AS phone, coalesce(d.channel, 'post') AS channel,
         coalesce(d.language, 'en') AS language, coalesce(d.format, 'standard') AS format, coalesce(d.texts, false) AS texts
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
      AND on_day >= x.valid_from AND on_day <= coalesce(x.valid_to, 'infinity')
      AND (asked <> 'text' OR customers_is_mobile(x.value)) ORDER BY x.valid_from DESC, x.id DESC LIMIT 1
  ) phone ON true
  LEFT JOIN LATERAL (
    SELECT x.channel, x.language, x.format, x.texts FROM customers_deliverychoice x WHERE x.customer_id = k.id AND x.valid_from <= on_day
    ORDER BY x.valid_from DESC, x.id DESC LIMIT 1
  ) d ON true
), heard AS (
  SELECT o.account_id, o.together, o.id AS person_id, r.id AS representative_id, r.name,
         CASE r.kind WHEN 'attorney' THEN 'Attorney for ' WHEN 'deputy' THEN 'Deputy for ' WHEN 'appointee' THEN 'DWP appointee for '
           WHEN 'executor' THEN 'Executor or administrator of ' WHEN 'parent' THEN 'Parent or guardian of ' ELSE 'Helps ' END
         || o.name || coalesce(', who ' || o.died, '') AS why,
         r.lines, r.postcode, r.email, r.phone, CASE WHEN r.by_email THEN 'email' ELSE 'post' END AS channel,
         r.language, r.format, o.texts, false AS no_post
  FROM own o JOIN acting r ON r.account_id = o.account_id AND r.person_id = o.id
  UNION ALL
  SELECT o.account_id, o.together, o.id, NULL, CASE WHEN o.is_dead THEN 'The executors of ' || o.name ELSE o.name END,
         CASE WHEN o.is_dead THEN o.name || ' ' || o.died || ' and we know of no executor yet: to the last address'
              WHEN asked = 'text' THEN 'The customer, who asked for texts'
              WHEN o.is_gone THEN 'They have gone away: by email alone'
              ELSE 'The customer, at their own address' END,
         o.lines, o.postcode, CASE WHEN o.is_dead THEN '' ELSE o.email END, CASE WHEN o.is_dead THEN '' ELSE o.phone END,
         CASE WHEN o.is_dead THEN 'post' WHEN o.is_gone THEN 'email' ELSE o.channel END,
         o.language, CASE WHEN o.is_dead THEN 'standard' ELSE o.format END, o.texts, coalesce(o.is_gone, false)
  FROM own o
  WHERE NOT coalesce(o.is_minor, false)
    AND NOT (coalesce(o.is_dead, false) AND asked IN ('bill', 'telephone', 'text', 'collect', 'send_reminder'))
    AND (asked = 'telephone' OR NOT EXISTS (
      SELECT FROM acting r WHERE r.account_id = o.account_id AND r.person_id = o.id))
), placed AS (
  SELECT h.*, CASE
    WHEN asked = 'telephone' THEN 'telephone'
    WHEN asked = 'text' THEN CASE WHEN h.texts AND customers_is_mobile(h.phone) THEN 'text' END
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


class Migration(migrations.Migration):
    dependencies = [("safeguards", "0008_refunds")]
    operations = [
        migrations.AddField(
            "representative",
            "language",
            models.CharField(choices=LANGUAGES, db_default="en", default="en", max_length=2),
        ),
        migrations.AddField(
            "representative",
            "format",
            models.CharField(choices=FORMATS, db_default="standard", default="standard", max_length=12),
        ),
        migrations.RunSQL(ACTING, migrations.RunSQL.noop),
        migrations.RunSQL(ROUTE_FUNCTION, migrations.RunSQL.noop),
    ]
