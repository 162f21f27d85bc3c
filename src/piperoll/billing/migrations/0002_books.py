"""Keys checked at once."""

from django.db import migrations

from piperoll.database.schema import foreign_key, run_index


class Migration(migrations.Migration):
    dependencies = [("billing", "0001_initial"), ("receivables", "0002_books")]
    operations = [
        foreign_key("billing_invoice", "customer_id", "customers_customer"),
        foreign_key("billing_invoice", "journal_id", "ledger_journal"),
        foreign_key("billing_invoiceline", "invoice_id", "billing_invoice"),
        foreign_key("billing_invoiceline", "account_id", "ledger_account"),
        run_index("billing_invoice"),
    ]
