"""Finding a customer by how a name begins, by any part of a trading name, and what was changed about one."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("customers", "0002_search"), ("runs", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "CREATE INDEX customers_customer_name_start ON customers_customer (upper(name) text_pattern_ops)",
            "DROP INDEX customers_customer_name_start",
        ),
        migrations.RunSQL(
            "CREATE INDEX customers_customer_trading_as_trigrams ON customers_customer "
            "USING gin (upper(trading_as) gin_trgm_ops) WHERE trading_as <> ''",
            "DROP INDEX customers_customer_trading_as_trigrams",
        ),
        migrations.RunSQL(
            "CREATE INDEX runs_run_customer_changes ON runs_run (((inputs->>'customer')::bigint)) "
            "WHERE verb = 'change_customer'",
            "DROP INDEX runs_run_customer_changes",
        ),
    ]
