"""Invoices that came of others: keys checked at once, and among the sealed rows."""

from django.db import migrations

from piperoll.database.schema import foreign_key, sealed_source

LINKS = """
CREATE VIEW billing_invoicelink_sealed AS
SELECT run_id, id AS row_id,
       sha256(convert_to(jsonb_build_array(id, invoice_id, original_id, kind, request_id, credit_note_id)::text, 'UTF8')) AS digest
FROM billing_invoicelink
"""


class Migration(migrations.Migration):
    dependencies = [("billing", "0009_invoice_links")]
    operations = [
        foreign_key("billing_invoicelink", "invoice_id", "billing_invoice"),
        foreign_key("billing_invoicelink", "original_id", "billing_invoice"),
        migrations.RunSQL(LINKS, "DROP VIEW billing_invoicelink_sealed"),
        sealed_source("billing_invoicelink_sealed", 63),
    ]
