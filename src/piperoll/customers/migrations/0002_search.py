"""Finding a customer by any part of a name, among a million, at once."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("customers", "0001_initial")]
    operations = [
        TrigramExtension(),
        migrations.RunSQL(
            "CREATE INDEX customers_customer_name_trigrams ON customers_customer USING gin (upper(name) gin_trgm_ops)",
            "DROP INDEX customers_customer_name_trigrams",
        ),
    ]
