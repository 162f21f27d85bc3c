"""What is sealed is found by its run: each deed's seal asks, and read the whole table where it grew."""

from django.db import migrations

from piperoll.database.schema import run_index


class Migration(migrations.Migration):
    dependencies = [("billing", "0015_births")]
    operations = [
        run_index("billing_invoiceasked"),
        run_index("billing_supportingdocument"),
        run_index("billing_caredelivery"),
        run_index("billing_carebilled"),
    ]
