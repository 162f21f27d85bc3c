"""What finds the newest of a customer's items finds all of them: one index fewer to keep while billing."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("receivables", "0003_newest")]
    operations = [
        migrations.AlterField(
            "item",
            "customer",
            models.ForeignKey(
                to="customers.customer",
                on_delete=django.db.models.deletion.PROTECT,
                db_constraint=False,
                db_index=False,
            ),
        ),
    ]
