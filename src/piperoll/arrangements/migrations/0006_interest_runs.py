"""Whether interest goes on while an arrangement is kept."""

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import sealed_tables


class Migration(migrations.Migration):
    dependencies = [
        ("arrangements", "0005_letter_went"),
        ("runs", "0004_refused_offers"),
    ]

    operations = [
        migrations.CreateModel(
            name="InterestRuns",
            fields=[
                (
                    "arrangement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="interest_runs",
                        serialize=False,
                        to="arrangements.arrangement",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        *sealed_tables("arrangements", 780, {"interestruns": ("arrangement_id", "arrangement_id")}),
    ]
