"""The keys of items, their balances and allocations are looked up once a statement (customers are never deleted)."""

from django.db import migrations

from piperoll.database.schema import keys_in_sets


class Migration(migrations.Migration):
    dependencies = [("receivables", "0010_transfers"), ("runs", "0003_keys_in_sets")]
    operations = [
        *keys_in_sets("receivables_item", customer_id="customers_customer", journal_id="ledger_journal"),
        *keys_in_sets("receivables_itembalance", fixed=True, item_id="receivables_item"),
        *keys_in_sets("receivables_allocation", credit_item_id="receivables_item", debit_item_id="receivables_item"),
    ]
