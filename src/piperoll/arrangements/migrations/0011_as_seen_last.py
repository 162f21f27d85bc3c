"""Where arrangements and promises stood as all were looked at last: what their lists are sorted and counted by."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("arrangements", "0010_unheard_of_some"),
    ]

    operations = [
        migrations.CreateModel(
            name="PromiseSeen",
            fields=[
                (
                    "promise",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="arrangements.promise",
                    ),
                ),
                ("state", models.CharField(max_length=9)),
                ("seen_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="Seen",
            fields=[
                (
                    "arrangement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="arrangements.arrangement",
                    ),
                ),
                ("state", models.CharField(max_length=9)),
                ("open_pence", models.BigIntegerField()),
                ("behind_pence", models.BigIntegerField()),
                ("seen_on", models.DateField()),
            ],
        ),
    ]
