"""A payment taken back that no debit at the bank shows: a later banking is less by it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("receipting", "0014_payer_rules"),
        ("takings", "0004_files"),
    ]

    operations = [
        migrations.AlterField(
            model_name="unpaid",
            name="expected",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="unpaid", to="receipting.expected"
            ),
        ),
    ]
