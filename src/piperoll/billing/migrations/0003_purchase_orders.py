"""Finding an invoice by the purchase order a payer quotes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("billing", "0002_books")]
    operations = [
        migrations.RunSQL(
            "CREATE INDEX billing_invoice_purchase_order ON billing_invoice (upper(purchase_order)) WHERE purchase_order <> ''",
            "DROP INDEX billing_invoice_purchase_order",
        ),
    ]
