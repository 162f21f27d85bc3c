"""The keys of postings are looked up once a statement: three look-ups a row were more than the row itself."""

from django.db import migrations

from piperoll.database.schema import keys_in_sets, rows_stay


class Migration(migrations.Migration):
    dependencies = [("ledger", "0009_cards"), ("runs", "0003_keys_in_sets")]
    operations = [
        rows_stay("ledger_account"),
        *keys_in_sets(
            "ledger_posting",
            journal_id="ledger_journal",
            debit_account_id="ledger_account",
            credit_account_id="ledger_account",
        ),
    ]
