"""Who sits before which receipt at the desk, and the yearly record of how well receipts were matched."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("receipting", "0007_takings"),
        ("runs", "0002_sealing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DeskSeat",
            fields=[
                (
                    "receipt",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="receipting.receipt",
                    ),
                ),
                ("since", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MatchingRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(help_text="What came after this day is counted")),
                ("until", models.DateField()),
                ("receipts", models.IntegerField()),
                ("by_engine", models.IntegerField(help_text="Placed by the engine alone")),
                ("taken_back", models.IntegerField(help_text="Of those, undone later")),
                ("waiting", models.IntegerField()),
                ("middle_days", models.IntegerField(null=True)),
                ("suggested", models.IntegerField(help_text="Suggestions that officers decided")),
                ("suggested_right", models.IntegerField()),
                ("customer_right", models.IntegerField()),
                ("wrong_per_thousand", models.DecimalField(decimal_places=2, max_digits=6)),
                ("certain_score", models.SmallIntegerField(null=True)),
                ("certain_decided", models.IntegerField()),
                ("certain_wrong", models.IntegerField()),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
    ]
