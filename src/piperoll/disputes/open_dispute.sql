-- name: line
-- A line of an invoice, if it has it.
SELECT line_number FROM billing_invoiceline WHERE invoice_id = %(invoice)s AND line_number = %(line)s;

-- name: left_to_dispute
-- What of an invoice is open and not disputed in a dispute that stands.
SELECT (coalesce((SELECT sum(b.open_pence) FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id
                  WHERE i.invoice_id = %(invoice)s AND b.open_pence > 0), 0)
        - coalesce((SELECT sum(s.amount_pence) FROM disputes_standing s
                    WHERE s.invoice_id = %(invoice)s AND s.is_held), 0))::bigint AS left_pence;
