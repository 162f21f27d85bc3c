"""The keys of matches and placements are looked up once a statement."""

from django.db import migrations

from piperoll.database.schema import keys_in_sets


class Migration(migrations.Migration):
    dependencies = [("receipting", "0015_remittance_profiles"), ("runs", "0003_keys_in_sets")]
    operations = [
        *keys_in_sets("receipting_match", receipt_id="receipting_receipt"),
        *keys_in_sets("receipting_placement", receipt_id="receipting_receipt", item_id="receivables_item"),
    ]
