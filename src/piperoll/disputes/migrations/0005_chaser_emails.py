"""The emails that tell services of answers that are late, sealed with every run; where each stands is not."""

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import sealed_tables


class Migration(migrations.Migration):
    dependencies = [
        ("disputes", "0004_complaints_sealed"),
        ("council", "0006_whom_to_chase"),
        ("runs", "0004_refused_offers"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChaserEmail",
            fields=[
                (
                    "chaser",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="told",
                        serialize=False,
                        to="disputes.chaser",
                    ),
                ),
                ("email", models.EmailField(max_length=254)),
                ("subject", models.CharField(max_length=160)),
                ("words", models.TextField()),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ChaserEmailState",
            fields=[
                (
                    "told",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="stands",
                        serialize=False,
                        to="disputes.chaseremail",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waits to be sent"),
                            ("claimed", "is being sent"),
                            ("sent", "sent"),
                            ("refused", "could not be sent"),
                            ("in_doubt", "may have gone"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("moved_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "claimed"])),
                        fields=["told"],
                        name="chaser_emails_on_their_way",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "claimed", "sent", "refused", "in_doubt"])),
                        name="chaser_email_state",
                    )
                ],
            },
        ),
        *sealed_tables("disputes", 770, {"chaseremail": ("chaser_id", "email, subject, words")}),
    ]
