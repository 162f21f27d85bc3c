-- name: last_days
-- Some debts with the last day each may be sued for, against the first of those who owe it or against one, the first to end first.
SELECT i.id AS item_id, i.reference, y.last_day, y.payments
FROM (SELECT DISTINCT ON (a.item_id) a.* FROM write_offs_limitation_against(%(items)s::bigint[]) a
      WHERE %(member)s::bigint IS NULL OR a.member_id = %(member)s::bigint ORDER BY a.item_id, a.last_day) y
JOIN receivables_item i ON i.id = y.item_id ORDER BY y.last_day, i.id;

-- name: running_out
-- Open debts whose time in law ends within some months, or has ended. None that fell due less than five years ago can.
WITH old AS MATERIALIZED (
  SELECT b.item_id, b.open_pence FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id
  WHERE b.open_pence > 0 AND coalesce(i.due_on, i.effective_on) <= (%(on)s::date - interval '5 years')::date
)
SELECT c.reference AS customer_reference, c.name, i.reference, i.due_on, o.open_pence, y.last_day, y.payments,
       CASE WHEN y.last_day < %(on)s THEN 0 WHEN y.last_day <= %(on)s::date + interval '3 months' THEN 3
            WHEN y.last_day <= %(on)s::date + interval '6 months' THEN 6 ELSE 12 END AS within, y.longer
FROM (
  SELECT a.item_id, min(a.last_day) AS last_day, min(a.payments) AS payments,
         string_agg(k.name || ' until ' || to_char(a.last_day, 'FMDD FMMonth YYYY'), ', ' ORDER BY k.name) FILTER (WHERE a.last_day > a.first_day) AS longer
  FROM (SELECT *, min(last_day) OVER (PARTITION BY item_id) AS first_day FROM write_offs_limitation_against((SELECT coalesce(array_agg(item_id), '{}') FROM old))) a
  LEFT JOIN customers_customer k ON k.id = a.member_id GROUP BY a.item_id
) y JOIN old o ON o.item_id = y.item_id
JOIN receivables_item i ON i.id = y.item_id JOIN customers_customer c ON c.id = i.customer_id
WHERE y.last_day <= %(on)s::date + make_interval(months => %(months)s)
ORDER BY y.last_day, i.id LIMIT %(most)s OFFSET %(after)s;

-- name: counts
-- How many open debts are out of time, and how many end within 3, 6 and 12 months, with what they come to.
WITH old AS MATERIALIZED (
  SELECT b.item_id, b.open_pence FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id
  WHERE b.open_pence > 0 AND coalesce(i.due_on, i.effective_on) <= (%(on)s::date - interval '5 years')::date
), near AS (
  SELECT o.open_pence, y.last_day FROM write_offs_limitation((SELECT coalesce(array_agg(item_id), '{}') FROM old)) y JOIN old o ON o.item_id = y.item_id
)
SELECT count(*) FILTER (WHERE last_day < %(on)s) AS over, coalesce(sum(open_pence) FILTER (WHERE last_day < %(on)s), 0)::bigint AS over_pence,
       count(*) FILTER (WHERE last_day >= %(on)s AND last_day <= %(on)s::date + interval '3 months') AS in_3,
       coalesce(sum(open_pence) FILTER (WHERE last_day >= %(on)s AND last_day <= %(on)s::date + interval '3 months'), 0)::bigint AS in_3_pence,
       count(*) FILTER (WHERE last_day >= %(on)s AND last_day <= %(on)s::date + interval '6 months') AS in_6,
       coalesce(sum(open_pence) FILTER (WHERE last_day >= %(on)s AND last_day <= %(on)s::date + interval '6 months'), 0)::bigint AS in_6_pence,
       count(*) FILTER (WHERE last_day >= %(on)s AND last_day <= %(on)s::date + interval '12 months') AS in_12,
       coalesce(sum(open_pence) FILTER (WHERE last_day >= %(on)s AND last_day <= %(on)s::date + interval '12 months'), 0)::bigint AS in_12_pence
FROM near;
