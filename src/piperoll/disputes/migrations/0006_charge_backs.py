"""A disputed debt charged back to its service, sealed with every run."""

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import sealed_tables


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0015_births"),
        ("council", "0006_whom_to_chase"),
        ("disputes", "0005_chaser_emails"),
        ("runs", "0004_refused_offers"),
    ]

    operations = [
        migrations.AlterField(
            model_name="outcome",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("upheld", "Upheld"),
                    ("part_upheld", "Upheld in part"),
                    ("not_upheld", "Not upheld"),
                    ("answered", "Answered"),
                    ("withdrawn", "Withdrawn"),
                    ("charged_back", "Charged back to the service"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="ChargeBack",
            fields=[
                (
                    "dispute",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="charge_back",
                        serialize=False,
                        to="disputes.dispute",
                    ),
                ),
                ("pence", models.BigIntegerField()),
                ("charged_on", models.DateField()),
                (
                    "credit_note",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="billing.creditnote"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="council.service"
                    ),
                ),
            ],
            options={
                "ordering": ["-dispute_id"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pence__gt", 0)), name="a_charge_back_is_of_a_sum")
                ],
            },
        ),
        *sealed_tables(
            "disputes", 771, {"chargeback": ("dispute_id", "service_id, credit_note_id, pence, charged_on")}
        ),
    ]
