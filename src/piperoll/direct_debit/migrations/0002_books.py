"""Keys checked at once, a core reference that stays with its mandate, days of plans, what may be collected when, seals."""

from django.db import migrations

from piperoll.database.schema import foreign_key, sealed_source

CORE = """
ALTER TABLE direct_debit_mandateaccount ADD CONSTRAINT core_reference_is_its_mandates
FOREIGN KEY (core_id, mandate_id) REFERENCES direct_debit_corereference (id, mandate_id)
"""
PLAN_DAYS = """
CREATE FUNCTION direct_debit_plan_days(every text, days smallint[], first_on date, times int, ends_on date, to_day date)
RETURNS TABLE (nth bigint, nominal_on date, collect_on date) LANGUAGE sql STABLE AS $$
WITH last_day AS (
  SELECT least(to_day, coalesce(ends_on, 'infinity')) AS d
), step AS (
  SELECT CASE every WHEN 'weekly' THEN 7 WHEN 'fortnightly' THEN 14 WHEN 'four_weekly' THEN 28 END AS in_days,
         CASE every WHEN 'monthly' THEN 1 WHEN 'quarterly' THEN 3 WHEN 'yearly' THEN 12 END AS in_months
), nominal AS (
  SELECT first_on + n * in_days AS d FROM last_day, step, generate_series(0, (to_day - first_on) / in_days) n WHERE in_days IS NOT NULL
  UNION
  SELECT least(month::date + day - 1, (month + interval '1 month')::date - 1)
  FROM last_day, step, generate_series(date_trunc('month', first_on::timestamp), to_day, make_interval(months => in_months)) month,
       unnest(days) day
  WHERE in_months IS NOT NULL
), numbered AS (
  SELECT row_number() OVER (ORDER BY n.d) AS nth, n.d FROM nominal n, last_day l WHERE n.d >= first_on AND n.d <= l.d
)
SELECT nth, d, council_working_day(d) FROM numbered WHERE times IS NULL OR nth <= times
$$
"""
PLANS = """
CREATE FUNCTION direct_debit_plans(on_day date) RETURNS SETOF direct_debit_collectionplan LANGUAGE sql STABLE AS $$
SELECT DISTINCT ON (mandate_id) * FROM direct_debit_collectionplan WHERE valid_from <= on_day ORDER BY mandate_id, id DESC
$$
"""
COVERS = """
CREATE FUNCTION direct_debit_covers(on_day date)
RETURNS TABLE (mandate_id bigint, customer_id bigint, item_id bigint, invoice_id bigint, reference text, due_on date, open_pence bigint)
LANGUAGE sql STABLE AS $$
WITH merged AS MATERIALIZED (
  SELECT m.customer_id, m.kept_id FROM customers_merged('infinity', 'infinity') m
), barred AS MATERIALIZED (
  SELECT b.customer_id FROM safeguards_bar('collect', on_day) b
), barred_invoice AS MATERIALIZED (
  SELECT b.invoice_id FROM safeguards_invoice_bar('collect', on_day) b
), live AS MATERIALIZED (
  SELECT s.mandate_id, coalesce(m.kept_id, s.customer_id) AS whose
  FROM direct_debit_standing s LEFT JOIN merged m ON m.customer_id = s.customer_id
  WHERE s.state IN ('set_up', 'lodging', 'active')
    AND s.customer_id NOT IN (SELECT b.customer_id FROM barred b) AND coalesce(m.kept_id, 0) NOT IN (SELECT b.customer_id FROM barred b)
), pays AS MATERIALIZED (
  SELECT p.mandate_id, l.whose, p.what, p.service_id, p.invoice_id
  FROM live l JOIN LATERAL (
    SELECT x.run_id FROM direct_debit_mandatepays x WHERE x.mandate_id = l.mandate_id AND x.valid_from <= on_day
    ORDER BY x.run_id DESC LIMIT 1) newest ON true
  JOIN direct_debit_mandatepays p ON p.mandate_id = l.mandate_id AND p.run_id = newest.run_id
), owed AS (
  SELECT i.id, i.customer_id, coalesce(m.kept_id, i.customer_id) AS whose, i.invoice_id, i.service_id, i.reference, i.due_on, b.open_pence
  FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id LEFT JOIN merged m ON m.customer_id = i.customer_id
  WHERE b.open_pence > 0 AND i.kind = 'instalment'
    AND coalesce(m.kept_id, i.customer_id) IN (SELECT l.whose FROM live l)
    AND coalesce(i.invoice_id, 0) NOT IN (SELECT x.invoice_id FROM barred_invoice x)
)
-- An instalment is collected by one mandate alone: the one that names its invoice, else its service, else everything; else the newest.
SELECT DISTINCT ON (o.id) p.mandate_id, o.customer_id, o.id, o.invoice_id, o.reference::text, o.due_on, o.open_pence
FROM owed o JOIN pays p ON p.whose = o.whose
  AND (p.what = 'everything' OR (p.what = 'service' AND p.service_id = o.service_id) OR (p.what = 'invoice' AND p.invoice_id = o.invoice_id))
ORDER BY o.id, CASE p.what WHEN 'invoice' THEN 1 WHEN 'service' THEN 2 ELSE 3 END, p.mandate_id DESC
$$
"""
LAST_USED = """
CREATE FUNCTION direct_debit_last_used() RETURNS TABLE (mandate_id bigint, last_on date) LANGUAGE sql STABLE AS $$
SELECT m.id, greatest(m.agreed_on, max(e.effective_on))
FROM direct_debit_mandate m
LEFT JOIN direct_debit_lodgement l ON l.mandate_id = m.id AND l.code IN ('0N', '0S')
LEFT JOIN direct_debit_lodgementend e ON e.lodgement_id = l.id AND e.what = 'filed'
GROUP BY m.id
$$
"""
NEWEST = """
CREATE FUNCTION direct_debit_newest_noticed(on_day date, from_day date)
RETURNS TABLE (noticed_id bigint, notice_id bigint, mandate_id bigint, plan_id bigint, collect_on date, amount_pence bigint)
LANGUAGE sql STABLE AS $$
SELECT n.id, n.notice_id, n.mandate_id, n.plan_id, n.collect_on, n.amount_pence
FROM (SELECT DISTINCT ON (x.mandate_id, x.collect_on) x.* FROM direct_debit_noticedcollection x
      WHERE x.collect_on >= from_day ORDER BY x.mandate_id, x.collect_on, x.id DESC) n
JOIN direct_debit_plans(on_day) p ON p.mandate_id = n.mandate_id AND p.id = n.plan_id
-- What a later notice says of one of its instalments takes its place.
WHERE NOT EXISTS (
  SELECT FROM direct_debit_noticeditem mine
  JOIN direct_debit_noticeditem later ON later.item_id = mine.item_id AND later.noticed_id > mine.noticed_id
  WHERE mine.noticed_id = n.id)
$$
"""
NOTICED = """
CREATE FUNCTION direct_debit_noticed(on_day date)
RETURNS TABLE (noticed_id bigint, notice_id bigint, mandate_id bigint, plan_id bigint, collect_on date, amount_pence bigint,
               document_id bigint, channel text, sent_on date, effective_on date, is_valid boolean, why text)
LANGUAGE sql STABLE AS $$
WITH figures AS MATERIALIZED (
  SELECT council_figure('notice_post_days', on_day)::int AS post_days, council_figure('late_collection_days', on_day)::int AS late_days
), newest AS MATERIALIZED (
  SELECT n.*, o.notice_days FROM direct_debit_newest_noticed(on_day, on_day - 21) n JOIN direct_debit_notice o ON o.id = n.notice_id
  WHERE n.collect_on <= on_day
), went AS (
  -- The first of a notice's letters that went and has not come back.
  SELECT DISTINCT ON (n.notice_id) n.notice_id, d.id AS document_id, d.channel, (e.happened_at AT TIME ZONE 'Europe/London')::date AS sent_on
  FROM (SELECT DISTINCT x.notice_id FROM newest x) n
  JOIN dispatch_document d ON d.kind = 'dd_notice' AND d.source_id = n.notice_id
  JOIN dispatch_outbox o ON o.document_id = d.id AND o.state IN ('sent', 'delivered')
  JOIN dispatch_event e ON e.document_id = d.id AND e.event IN ('send', 'find_sent')
  ORDER BY n.notice_id, e.happened_at, d.id
), told AS (
  SELECT n.*, w.document_id, w.channel, w.sent_on,
         CASE w.channel WHEN 'post' THEN council_working_days_after(w.sent_on, f.post_days) ELSE w.sent_on END AS effective_on, f.late_days
  FROM newest n CROSS JOIN figures f LEFT JOIN went w ON w.notice_id = n.notice_id
), changed AS (
  -- An instalment paid in part, credited, or paid by another mandate since the notice.
  SELECT DISTINCT t.noticed_id FROM newest n JOIN direct_debit_noticeditem t ON t.noticed_id = n.noticed_id
  LEFT JOIN direct_debit_covers(on_day) c ON c.item_id = t.item_id AND c.mandate_id = n.mandate_id
  WHERE c.open_pence IS DISTINCT FROM t.amount_pence
), judged AS (
  SELECT t.*, CASE
    WHEN t.noticed_id IN (SELECT c.noticed_id FROM changed c) THEN 'What is owed has changed since the notice was written.'
    WHEN t.sent_on IS NULL THEN 'The notice of ' || to_char(t.collect_on, 'FMDD FMMonth YYYY') || ' was not sent, or came back.'
    WHEN council_working_days_between(t.effective_on, t.collect_on) < t.notice_days
      THEN 'The notice reached them on ' || to_char(t.effective_on, 'FMDD FMMonth YYYY') || ', less than ' || t.notice_days
           || ' working days before ' || to_char(t.collect_on, 'FMDD FMMonth YYYY') || '.'
    WHEN on_day > council_working_days_after(t.collect_on, t.late_days)
      THEN 'It is more than ' || t.late_days || ' working days after ' || to_char(t.collect_on, 'FMDD FMMonth YYYY') || ', the day they were told.'
    END AS why
  FROM told t
)
SELECT j.noticed_id, j.notice_id, j.mandate_id, j.plan_id, j.collect_on, j.amount_pence, j.document_id, j.channel::text, j.sent_on, j.effective_on,
       j.why IS NULL, coalesce(j.why, '')
FROM judged j
$$
"""
SEALED = {
    "modulusimport": "valid_from, source, encode(sha256(weights), 'hex'), encode(sha256(substitutes), 'hex'), checks",
    "mandate": "customer_id, service_user_number, reference, channel, agreed_on, confirm_by, encode(sha256(convert_to("
    "jsonb_build_array(payer_name, payer_lines, payer_postcode, payer_email, asked)::text, 'UTF8')), 'hex'), is_converted, "
    "extract(epoch FROM set_up_at)",
    "mandateaccount": "mandate_id, core_id, valid_from, encode(sealed_details, 'hex'), encode(sealed_name, 'hex'), encode(key, 'hex'), "
    "verdict, why, tables_id, advice",
    "mandateevent": "mandate_id, event, state, customer_id, reason, code, advice, effective_on, extract(epoch FROM known_at)",
    "mandatepays": "mandate_id, what, service_id, invoice_id, valid_from",
    "collectionplan": "mandate_id, kind, amount_pence, every, days, first_on, times, until, valid_from",
    "notice": "mandate_id, kind, number, notice_days, dated, why",
    "noticedcollection": "notice_id, mandate_id, plan_id, collect_on, amount_pence",
    "noticeditem": "noticed_id, item_id, amount_pence",
    "lodgement": "mandate_id, account_id, code, asked_on",
    "lodgementend": "lodgement_id, what, reference, effective_on",
}
FIRST_PLACE = 400


def sealed(table, columns, place):
    """The view by which a table's rows are sealed with every run."""
    view = f"direct_debit_{table}_sealed"
    return [
        migrations.RunSQL(
            f"CREATE VIEW {view} AS SELECT run_id, id AS row_id, "  # noqa: S608 the names are above
            f"sha256(convert_to(jsonb_build_array(id, {columns})::text, 'UTF8')) AS digest FROM direct_debit_{table}",
            f"DROP VIEW {view}",
        ),
        sealed_source(view, place),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("direct_debit", "0001_initial"),
        ("council", "0003_working_days"),
        ("safeguards", "0006_direct_debit"),
        ("dispatch", "0003_direct_debit"),
    ]
    operations = [
        foreign_key("direct_debit_mandatepays", "invoice_id", "billing_invoice"),
        foreign_key("direct_debit_noticeditem", "item_id", "receivables_item"),
        migrations.RunSQL(
            CORE, "ALTER TABLE direct_debit_mandateaccount DROP CONSTRAINT core_reference_is_its_mandates"
        ),
        migrations.RunSQL(PLAN_DAYS, "DROP FUNCTION direct_debit_plan_days"),
        migrations.RunSQL(PLANS, "DROP FUNCTION direct_debit_plans"),
        migrations.RunSQL(COVERS, "DROP FUNCTION direct_debit_covers"),
        migrations.RunSQL(LAST_USED, "DROP FUNCTION direct_debit_last_used"),
        migrations.RunSQL(NEWEST, "DROP FUNCTION direct_debit_newest_noticed"),
        migrations.RunSQL(NOTICED, "DROP FUNCTION direct_debit_noticed"),
        *(
            one
            for place, (table, columns) in enumerate(SEALED.items(), FIRST_PLACE)
            for one in sealed(table, columns, place)
        ),
    ]
