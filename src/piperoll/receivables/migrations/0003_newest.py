"""The newest of a customer's items without reading the other ten thousand."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("receivables", "0002_books")]
    operations = [
        migrations.RunSQL(
            "CREATE INDEX receivables_item_newest ON receivables_item (customer_id, id)",
            "DROP INDEX receivables_item_newest",
        ),
    ]
