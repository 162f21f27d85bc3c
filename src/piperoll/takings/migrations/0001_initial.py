"""Bankings, the takings in them, and what the bank took back."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("council", "0003_working_days"),
        ("ledger", "0005_methods"),
        ("receipting", "0007_takings"),
        ("runs", "0002_sealing"),
    ]

    operations = [
        migrations.CreateModel(
            name="Banking",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("slip", models.CharField(max_length=20)),
                ("banked_on", models.DateField()),
                ("amount_pence", models.BigIntegerField()),
                ("takings", models.IntegerField()),
                (
                    "bank_account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="council.bankaccount"
                    ),
                ),
                (
                    "expected",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="banking", to="receipting.expected"
                    ),
                ),
                (
                    "method",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bankings", to="ledger.method"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="BankedTaking",
            fields=[
                (
                    "taking",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="banked",
                        serialize=False,
                        to="receipting.taking",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
                (
                    "banking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contents", to="takings.banking"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Unpaid",
            fields=[
                (
                    "taking",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="unpaid",
                        serialize=False,
                        to="receipting.taking",
                    ),
                ),
                ("amount_pence", models.BigIntegerField()),
                ("returned_on", models.DateField()),
                ("reason", models.CharField(max_length=200)),
                (
                    "expected",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="unpaid", to="receipting.expected"
                    ),
                ),
                (
                    "journal",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.journal",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="banking",
            constraint=models.UniqueConstraint(fields=("bank_account", "slip"), name="a_slip_is_banked_once"),
        ),
        migrations.AddConstraint(
            model_name="banking",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_pence__gt", 0), ("takings__gt", 0)), name="banking_banks_money"
            ),
        ),
        migrations.AddConstraint(
            model_name="unpaid",
            constraint=models.CheckConstraint(condition=models.Q(("amount_pence__gt", 0)), name="unpaid_takes_back"),
        ),
    ]
