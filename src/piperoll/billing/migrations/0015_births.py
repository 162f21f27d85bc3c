"""When those were born whom invoices are for."""

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import sealed_tables


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0014_service_users"),
        ("customers", "0009_added_by"),
        ("runs", "0004_refused_offers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Birth",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("service_user", models.CharField(max_length=120)),
                ("born_on", models.DateField()),
                (
                    "customer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.customer",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["customer", "service_user", "id"], name="births_of_a_customer")],
            },
        ),
        *sealed_tables("billing", 761, {"birth": ("id", "customer_id, service_user, born_on")}),
    ]
