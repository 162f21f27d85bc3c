"""Texts go to whoever asked for them, free letters and statements to all have rules, and some customers are asked
about without asking about everybody."""

from datetime import date

from django.db import migrations, models

ACTS = [
    ("bill", "Raise an invoice"), ("send_invoice", "Send an invoice"), ("send_statement", "Send a statement"),
    ("send_statements", "Send statements to everybody who owes"), ("send_credit_note", "Send a credit note"),
    ("send_letter", "Send a letter of its own"), ("send_reminder", "Send a reminder"),
    ("telephone", "Telephone about a debt"), ("text", "Send a text message"), ("set_up_mandate", "Set up a Direct Debit"),
    ("collect", "Collect by Direct Debit"),
]  # fmt: skip
ALLOW, BAR, ROUTE = "allow", "bar", "route"
FOR_ALL_TIME = date(2000, 1, 1)

# What the first rules said did not read well after "Vulnerable: …". Their meaning stays: state, acts, sentence.
BETTER = [
    ("vulnerable", "bill send_invoice send_statement send_credit_note collect", "this is done in the way they need"),
    ("vulnerable", "set_up_mandate", "it is set up in the way they need; make sure they know what is taken and when"),
    ("gone_away", "collect telephone text", "this is done all the same; ask for the new address"),
    ("restricted", "bill send_invoice send_statement send_credit_note send_reminder telephone text set_up_mandate collect", "this is done as ever; only those with leave see the record"),
    ("minor", "bill", "a child is not billed; the bill is their parent’s or guardian’s"),
    ("minor", "send_reminder", "a child is not chased; it goes to their parent or guardian"),
    ("minor", "telephone", "a child is not telephoned; speak to their parent or guardian"),
    ("breathing_space", "bill send_invoice send_credit_note", "new charges are billed and credited as ever"),
    ("breathing_space", "send_statement", "a statement they ask for goes to them"),
    ("mental_health_crisis", "bill send_invoice send_credit_note", "new charges are billed and credited as ever"),
    ("mental_health_crisis", "send_statement", "a statement they ask for goes to them"),
]  # fmt: skip

# state, acts, answer, sentence, source, does it protect a joint account too?
MORE = [
    ("vulnerable", "send_statements send_letter", ALLOW, "this is done in the way they need", "Equality Act 2010 s.20", False),
    ("deceased", "send_statements send_letter", ROUTE, "it goes to the executors, never to relatives", "Administration of Estates Act 1925", False),
    ("gone_away", "send_statements send_letter", ROUTE, "no post goes where they no longer live; it goes by email, if they have one", "UK GDPR Art 5(1)(d) and (f)", False),
    ("insolvent", "send_statements", BAR, "no step is taken for debts from before the order; a statement goes only when asked for", "Insolvency Act 1986 s.285", False),
    ("insolvent", "send_letter", ALLOW, "say nothing that asks for debts from before the order", "Insolvency Act 1986 s.285", False),
    ("minor", "send_statements send_letter", ROUTE, "a child is not written to about money; it goes to their parent or guardian", "Family Law Reform Act 1969 s.1; Council policy: children", False),
    ("restricted", "send_statements send_letter", ALLOW, "this is done as ever; only those with leave see the record", "UK GDPR Art 32", False),
    ("breathing_space", "send_statements", BAR, "a statement goes only when they ask for one during breathing space", "SI 2020/1311 reg 7 and reg 11", True),
    ("breathing_space", "send_letter", ALLOW, "say nothing about enforcing a debt; answering them is well", "SI 2020/1311 reg 11", False),
    ("mental_health_crisis", "send_statements", BAR, "a statement goes only when they ask for one during a mental health crisis moratorium", "SI 2020/1311 Part 3", True),
    ("mental_health_crisis", "send_letter", ALLOW, "say nothing about enforcing a debt; answering them is well", "SI 2020/1311 Part 3", False),
    ("debt_advice", "send_statements", BAR, "left in peace while they take debt advice; a statement goes when asked for", "Pre-Action Protocol for Debt Claims para 4.2", True),
    ("safeguarding", "send_statements", BAR, "nothing is done until the safeguarding enquiry says so", "Care Act 2014 s.42", True),
    ("safeguarding", "send_letter", ALLOW, "ask whoever leads the safeguarding enquiry before you write", "Care Act 2014 s.42", True),
]  # fmt: skip


def write(apps, schema_editor):
    """Better words for some rules, and a row for each flag or hold and new act."""
    rule = apps.get_model("safeguards", "Rule")
    rows = rule.objects.using(schema_editor.connection.alias)
    for state, acts, sentence in BETTER:
        rows.filter(state=state, act__in=acts.split(), valid_from=FOR_ALL_TIME).update(sentence=sentence)
    rows.bulk_create(
        rule(
            state=state, act=act, answer=answer, sentence=sentence, authority=source, source=source,
            reaches_joint=reaches_joint, valid_from=FOR_ALL_TIME,
        )
        for state, acts, answer, sentence, source, reaches_joint in MORE
        for act in acts.split()
    )  # fmt: skip


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
         'en' AS language, 'standard' AS format, o.texts, false AS no_post
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

NEAR_SOME = """
CREATE FUNCTION safeguards_near_some(customers bigint[], on_day date) RETURNS bigint[] LANGUAGE sql STABLE AS $$
-- Some customers, the accounts read as one with them, and whoever is liable with them.
WITH merged AS MATERIALIZED (
  SELECT m.customer_id, m.kept_id FROM customers_merged(on_day, 'infinity') m
), kept AS (
  SELECT DISTINCT coalesce(m.kept_id, c.id) AS id FROM unnest(customers) AS c (id) LEFT JOIN merged m ON m.customer_id = c.id
), same AS (
  SELECT id FROM kept UNION SELECT m.customer_id FROM merged m JOIN kept k ON k.id = m.kept_id
), liable AS (
  SELECT coalesce(m.kept_id, j.member_id) AS id FROM customers_jointmember j JOIN same s ON s.id = j.account_id
  LEFT JOIN merged m ON m.customer_id = j.member_id
)
SELECT array_agg(n.id) FROM (
  SELECT id FROM same UNION SELECT id FROM liable UNION SELECT m.customer_id FROM merged m JOIN liable l ON l.id = m.kept_id
) n
$$
"""

# One text for both: what wakes for everybody (or one customer), and for some customers alone, found by their keys.
WOKEN = """
CREATE OR REPLACE FUNCTION {name}(asked text, on_day date, {whom})
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
  WHERE s.invoice_id IS NULL AND on_day >= s.valid_from AND on_day <= coalesce(s.valid_to, 'infinity') AND {near}
), reaching AS (
  SELECT w.*, w.person_id AS part FROM woken w WHERE w.reaches_joint
  UNION SELECT w.*, m.customer_id FROM woken w JOIN merged m ON m.kept_id = w.person_id WHERE w.reaches_joint
), told AS (
  SELECT person_id, state, answer, upper(left(said, 1)) || substr(said, 2) || ': ' || sentence || '.' AS reason FROM woken
  UNION ALL
  SELECT coalesce(a.kept_id, j.account_id), w.state, w.answer, k.name || ', liable together: ' || w.said || '; ' || w.sentence || '.'
  FROM reaching w JOIN customers_customer k ON k.id = w.person_id
  JOIN customers_jointmember j ON j.member_id = w.part
    AND on_day >= j.valid_from AND on_day <= coalesce(j.valid_to, 'infinity')
  LEFT JOIN merged a ON a.customer_id = j.account_id
)
SELECT t.person_id, t.state, t.answer, t.reason FROM told t WHERE {person}
UNION ALL
SELECT m.customer_id, t.state, t.answer, t.reason FROM told t JOIN merged m ON m.kept_id = t.person_id WHERE {merged}
$$
"""
WOKEN_FOR_ALL = WOKEN.format(
    name="safeguards_woken",
    whom="only_customer bigint DEFAULT NULL",
    near="(only_customer IS NULL OR s.customer_id = ANY((SELECT safeguards_near(only_customer, on_day))::bigint[]))",
    person="only_customer IS NULL OR t.person_id = only_customer",
    merged="only_customer IS NULL OR m.customer_id = only_customer",
)
WOKEN_FOR_SOME = WOKEN.format(
    name="safeguards_woken_some",
    whom="customers bigint[]",
    near="s.customer_id = ANY((SELECT safeguards_near_some(customers, on_day))::bigint[])",
    person="t.person_id = ANY(customers)",
    merged="m.customer_id = ANY(customers)",
)
BAR_SOME = """
CREATE FUNCTION safeguards_bar_some(asked text, on_day date, customers bigint[])
RETURNS TABLE (customer_id bigint, reason text)
LANGUAGE sql STABLE AS $$
WITH woken AS MATERIALIZED (
  SELECT * FROM safeguards_woken_some(asked, on_day, customers) WHERE answer <> 'allow'
), reached AS (
  SELECT DISTINCT r.customer_id
  FROM safeguards_route((SELECT array_agg(DISTINCT w.customer_id) FROM woken w WHERE w.answer = 'route'), asked, on_day) r
)
SELECT w.customer_id, string_agg(DISTINCT w.reason, ' ')
FROM woken w WHERE w.answer = 'bar' OR w.customer_id NOT IN (SELECT r.customer_id FROM reached r)
GROUP BY w.customer_id
$$
"""
INVOICE_BAR_SOME = """
CREATE FUNCTION safeguards_invoice_bar_some(asked text, on_day date, invoices bigint[])
RETURNS TABLE (invoice_id bigint, reason text)
LANGUAGE sql STABLE AS $$
SELECT s.invoice_id, string_agg(DISTINCT upper(left(s.said, 1)) || substr(s.said, 2) || ': ' || r.sentence || '.', ' ')
FROM safeguards_state s
JOIN safeguards_rule r ON r.state = s.state AND r.act = asked AND r.answer = 'bar'
  AND on_day >= r.valid_from AND on_day <= coalesce(r.valid_to, 'infinity')
WHERE s.invoice_id = ANY(invoices) AND on_day >= s.valid_from AND on_day <= coalesce(s.valid_to, 'infinity')
GROUP BY s.invoice_id
$$
"""


class Migration(migrations.Migration):
    dependencies = [("safeguards", "0006_direct_debit"), ("customers", "0008_texts")]
    operations = [
        migrations.AlterField("rule", "act", models.CharField(choices=ACTS, max_length=20)),
        migrations.RunPython(write, migrations.RunPython.noop),
        migrations.RunSQL(ROUTE_FUNCTION, migrations.RunSQL.noop),
        migrations.RunSQL(NEAR_SOME, "DROP FUNCTION safeguards_near_some"),
        migrations.RunSQL(WOKEN_FOR_ALL, migrations.RunSQL.noop),
        migrations.RunSQL(WOKEN_FOR_SOME, "DROP FUNCTION safeguards_woken_some"),
        migrations.RunSQL(BAR_SOME, "DROP FUNCTION safeguards_bar_some"),
        migrations.RunSQL(INVOICE_BAR_SOME, "DROP FUNCTION safeguards_invoice_bar_some"),
    ]
