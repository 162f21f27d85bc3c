"""Customers who belong together, and accounts they have in other systems with what was told of them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0006_likely_pairs"),
        ("runs", "0002_sealing"),
    ]

    operations = [
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("household", "Lives with them"),
                            ("family", "Family"),
                            ("own", "Another account of theirs"),
                            ("business", "Their business"),
                        ],
                        max_length=9,
                    ),
                ),
                ("reason", models.TextField()),
                ("effective_on", models.DateField()),
                ("known_at", models.DateTimeField()),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="customers.customer"
                    ),
                ),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="runs.run")),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="customers.customer"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LinkEnd",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField()),
                ("effective_on", models.DateField()),
                ("known_at", models.DateTimeField()),
                (
                    "link",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ended_by", to="customers.link"
                    ),
                ),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="runs.run")),
            ],
        ),
        migrations.CreateModel(
            name="OtherAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "system",
                    models.CharField(
                        choices=[
                            ("housing_benefit", "Housing benefit overpayment"),
                            ("council_tax", "Council tax"),
                            ("business_rates", "Business rates"),
                            ("rent", "Rent"),
                            ("mortgage", "Mortgage"),
                            ("parking", "Parking"),
                            ("other", "Another system"),
                        ],
                        max_length=16,
                    ),
                ),
                ("reference", models.CharField(max_length=40)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("effective_on", models.DateField()),
                ("known_at", models.DateTimeField()),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="other_accounts",
                        to="customers.customer",
                    ),
                ),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="runs.run")),
            ],
        ),
        migrations.CreateModel(
            name="OtherAccountEnd",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField()),
                ("effective_on", models.DateField()),
                ("known_at", models.DateTimeField()),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ended_by",
                        to="customers.otheraccount",
                    ),
                ),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="runs.run")),
            ],
        ),
        migrations.CreateModel(
            name="ToldBalance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("owed_pence", models.BigIntegerField()),
                ("told_on", models.DateField()),
                ("known_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="balances",
                        to="customers.otheraccount",
                    ),
                ),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="runs.run")),
            ],
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.CheckConstraint(condition=models.Q(("first__lt", models.F("second"))), name="link_order"),
        ),
    ]
