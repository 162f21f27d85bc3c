-- name: by_code
-- What each VAT code comes to in a period: invoices by tax point, less credit notes by the day they were made.
SELECT m.vat_code, m.vat_rate, max(v.name) AS name, bool_or(v.is_supply) AS is_supply, bool_or(v.is_taxable) AS is_taxable,
       sum(m.net_pence)::bigint AS net_pence, sum(m.vat_pence)::bigint AS vat_pence,
       sum(m.net_pence) FILTER (WHERE m.is_credit)::bigint AS credited_net_pence, sum(m.vat_pence) FILTER (WHERE m.is_credit)::bigint AS credited_vat_pence
FROM (
  SELECT l.vat_code, l.vat_rate, i.tax_point_on, l.net_pence, l.vat_pence, false AS is_credit
  FROM billing_invoice i JOIN billing_invoiceline l ON l.invoice_id = i.id
  WHERE i.tax_point_on BETWEEN %(since)s AND %(until)s
  UNION ALL
  SELECT l.vat_code, l.vat_rate, i.tax_point_on, -l.net_pence, -l.vat_pence, true
  FROM billing_creditnote n JOIN billing_creditnoteline l ON l.credit_note_id = n.id JOIN billing_invoice i ON i.id = n.invoice_id
  WHERE n.credited_on BETWEEN %(since)s AND %(until)s
) m JOIN council_vatrate v ON v.code = m.vat_code AND m.tax_point_on >= v.valid_from AND m.tax_point_on <= coalesce(v.valid_to, 'infinity')
GROUP BY m.vat_code, m.vat_rate ORDER BY m.vat_rate DESC, m.vat_code;

-- name: invoices
-- How many VAT invoices of the period need the full form, and how many are small enough for the simplified one.
SELECT count(*) FILTER (WHERE gross_pence > %(small)s) AS full_form, count(*) FILTER (WHERE gross_pence <= %(small)s) AS simplified
FROM billing_invoice WHERE is_vat_invoice AND tax_point_on BETWEEN %(since)s AND %(until)s;

-- name: unpaid
-- Invoices with VAT that were due half a year ago to nearly five years ago and are open or written off, with the part of their VAT that is, the oldest first.
SELECT i.number, c.name AS customer, c.reference AS customer_ref, i.tax_point_on, max(x.due_on) AS due_on, sum(b.open_pence + coalesce(o.pence, 0))::bigint AS open_pence,
       coalesce(sum(o.pence), 0)::bigint AS written_off_pence,
       round(sum(b.open_pence + coalesce(o.pence, 0)) * i.vat_pence / i.gross_pence::numeric)::bigint AS vat_pence
FROM billing_invoice i JOIN receivables_item x ON x.invoice_id = i.id AND x.kind = 'instalment' JOIN receivables_itembalance b ON b.item_id = x.id
LEFT JOIN receivables_writtenoff o ON o.item_id = x.id JOIN customers_customer c ON c.id = i.customer_id
WHERE i.vat_pence > 0 AND (b.open_pence > 0 OR o.pence > 0) AND i.tax_point_on <= %(on)s - 180
GROUP BY i.id, c.id HAVING max(x.due_on) <= %(on)s - 180 AND greatest(i.tax_point_on, max(x.due_on)) > %(on)s - 1700
ORDER BY greatest(i.tax_point_on, max(x.due_on)), i.id LIMIT %(most)s;
