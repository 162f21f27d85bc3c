-- name: must_not_go
-- Documents that must not go now: barred, held, paid, money come in or waiting in suspense since, or gone astray of their route.
WITH mine AS MATERIALIZED (
  SELECT d.*, greatest(d.prepared_at, (SELECT max(e.happened_at) FROM dispatch_event e
                                       WHERE e.document_id = d.id AND e.event = 'release')) AS since,
         coalesce(m.kept_id, d.customer_id) AS routed_as, named.act,
         d.kind IN ('invoice', 'statement', 'letter', 'text', 'bill_text', 'dd_unpaid', 'reminder', 'rem_text', 'pay_link') AS tells_the_balance
  FROM dispatch_document d JOIN unnest(%(kinds)s::text[], %(acts)s::text[]) AS named (kind, act) ON named.kind = d.kind
  LEFT JOIN customers_merged('infinity', 'infinity') m ON m.customer_id = d.customer_id
  WHERE d.id = ANY(%(documents)s)
), asks AS MATERIALIZED (
  -- A statement drawn up for everybody who owes is asked about twice.
  SELECT id, routed_as, act FROM mine
  UNION ALL
  SELECT m.id, m.routed_as, %(to_many)s FROM mine m
  JOIN receivables_accountstatement a ON a.id = m.source_id JOIN runs_run u ON u.id = a.run_id AND u.verb = 'print_statements'
  WHERE m.kind = 'statement'
), barred AS MATERIALIZED (
  SELECT acts.act, b.customer_id, b.reason FROM (SELECT act, array_agg(DISTINCT routed_as) AS customers FROM asks GROUP BY act) acts,
         safeguards_bar_some(acts.act, %(on)s, acts.customers) b
), held AS MATERIALIZED (
  SELECT acts.act, b.invoice_id, b.reason
  FROM (SELECT act, array_agg(source_id) AS invoices FROM mine WHERE kind IN ('invoice', 'bill_text') GROUP BY act) acts,
       safeguards_invoice_bar_some(acts.act, %(on)s, acts.invoices) b
), routed AS MATERIALIZED (
  SELECT acts.act, r.* FROM (SELECT act, array_agg(DISTINCT routed_as) AS customers FROM mine GROUP BY act) acts,
         safeguards_route(acts.customers, acts.act, %(on)s) r
), waiting AS MATERIALIZED (
  SELECT w.customer_id, w.reference, u.started_at FROM receipting_suggestedpayer w JOIN runs_run u ON u.id = w.run_id
  WHERE u.started_at > (SELECT min(since) FROM mine)
), asked AS (
  SELECT m.id, coalesce(
    (SELECT string_agg(DISTINCT b.reason, ' ') FROM asks q JOIN barred b ON b.customer_id = q.routed_as AND b.act = q.act WHERE q.id = m.id),
    (SELECT min(upper(left(x.said, 1)) || substr(x.said, 2)) || ', placed since this was prepared.'
     FROM safeguards_state x JOIN safeguards_hold h ON h.id = x.id JOIN runs_run u ON u.id = h.run_id
     WHERE m.audience <> 'agent' AND x.source = 'hold' AND x.customer_id = m.routed_as AND (x.invoice_id IS NULL OR (m.kind IN ('invoice', 'bill_text') AND x.invoice_id = m.source_id))
       AND %(on)s >= x.valid_from AND %(on)s <= coalesce(x.valid_to, 'infinity') AND u.started_at > m.since),
    (SELECT h.reason FROM held h WHERE h.act = m.act AND h.invoice_id = m.source_id AND m.kind IN ('invoice', 'bill_text')),
    CASE WHEN m.audience NOT IN ('payer', 'agent') AND NOT EXISTS (
      SELECT FROM routed r WHERE r.customer_id = m.routed_as AND r.act = m.act AND r.person_id = m.person_id
        AND coalesce(r.representative_id, 0) = m.representative_id AND r.name = m.recipient
        AND CASE m.channel WHEN 'email' THEN r.email = m.email AND (r.channel = 'email' OR (m.kind = 'reminder'
                             AND safeguards_no_email(r.person_id, r.representative_id, r.email, r.format, %(on)s) IS NULL))
                           WHEN 'text' THEN r.channel = 'text' AND r.phone = m.phone
                           ELSE (r.lines, r.postcode) = (m.lines, m.postcode) AND (r.channel = 'post' OR m.turn > 1) END)
      THEN 'Where letters go for them has changed since this was prepared. Release it to address it afresh.' END,
    CASE WHEN m.kind = 'bill_text' AND NOT EXISTS (
      SELECT FROM dispatch_document b JOIN dispatch_outbox o ON o.document_id = b.id
      WHERE b.kind = 'invoice' AND b.source_id = m.source_id AND b.person_id = m.person_id AND b.representative_id = m.representative_id
        AND o.state IN ('sent', 'delivered')) THEN 'The bill itself has not gone to them.' END,
    CASE WHEN m.kind IN ('invoice', 'bill_text') AND m.amount_pence > 0 THEN (
      SELECT CASE WHEN coalesce(sum(b.open_pence), 0) = 0 THEN 'The invoice has been paid or cancelled.' END
      FROM receivables_item i JOIN receivables_itembalance b ON b.item_id = i.id WHERE i.invoice_id = m.source_id) END,
    CASE WHEN m.tells_the_balance THEN (
      SELECT 'Money came in since this was prepared: ' || string_agg(DISTINCT i.reference, ', ') || '.'
      FROM receivables_item i
      WHERE i.customer_id = ANY(customers_accounts(m.routed_as, 'infinity', 'infinity')) AND i.kind IN ('receipt', 'collection')
        AND i.known_at > m.since AND NOT EXISTS (
          SELECT FROM receipting_placement p JOIN receipting_placement u ON u.undoes_id = p.id WHERE p.item_id = i.id)
      HAVING count(*) > 0) END,
    CASE WHEN m.tells_the_balance THEN (
      SELECT 'Money that may be theirs waits in suspense: receipt ' || string_agg(DISTINCT w.reference, ', ') || '.'
      FROM waiting w WHERE w.customer_id = m.routed_as AND w.started_at > m.since HAVING count(*) > 0) END
  ) AS reason
  FROM mine m
)
SELECT id AS document_id, reason FROM asked WHERE reason IS NOT NULL ORDER BY id;
