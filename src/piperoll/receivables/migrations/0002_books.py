"""Keys checked at once, and items and allocations among the sealed rows."""

from django.db import migrations

from piperoll.database.schema import foreign_key, run_index, sealed_source

ITEMS = """
CREATE VIEW receivables_item_sealed AS
SELECT run_id, id AS row_id,
       sha256(convert_to(
         id || '|' || customer_id || '|' || kind || '|' || amount_pence || '|' || (effective_on - date '1970-01-01')
         || '|' || coalesce((due_on - date '1970-01-01')::text, '') || '|' || extract(epoch FROM known_at)
         || '|' || reference || '|' || coalesce(invoice_id::text, '') || '|' || coalesce(service_id::text, '')
         || '|' || journal_id, 'UTF8')) AS digest
FROM receivables_item
"""
ALLOCATIONS = """
CREATE VIEW receivables_allocation_sealed AS
SELECT run_id, id AS row_id,
       sha256(convert_to(
         id || '|' || credit_item_id || '|' || debit_item_id || '|' || amount_pence || '|'
         || (effective_on - date '1970-01-01') || '|' || extract(epoch FROM known_at)
         || '|' || coalesce(undoes_id::text, ''), 'UTF8')) AS digest
FROM receivables_allocation
"""


class Migration(migrations.Migration):
    dependencies = [("receivables", "0001_initial"), ("ledger", "0002_books")]
    operations = [
        foreign_key("receivables_item", "customer_id", "customers_customer"),
        foreign_key("receivables_item", "journal_id", "ledger_journal"),
        foreign_key("receivables_itembalance", "item_id", "receivables_item"),
        foreign_key("receivables_allocation", "credit_item_id", "receivables_item"),
        foreign_key("receivables_allocation", "debit_item_id", "receivables_item"),
        run_index("receivables_item"),
        run_index("receivables_allocation"),
        migrations.RunSQL(ITEMS, "DROP VIEW receivables_item_sealed"),
        migrations.RunSQL(ALLOCATIONS, "DROP VIEW receivables_allocation_sealed"),
        sealed_source("receivables_item_sealed", 20),
        sealed_source("receivables_allocation_sealed", 30),
    ]
