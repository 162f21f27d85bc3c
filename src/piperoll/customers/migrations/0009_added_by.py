"""Which run put a customer on the books, so that their history begins with it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("customers", "0008_texts"), ("runs", "0001_initial")]
    operations = [
        migrations.AddField(
            "customer",
            "run",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="runs.run",
            ),
        ),
    ]
