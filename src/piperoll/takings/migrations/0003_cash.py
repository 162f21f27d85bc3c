"""Tills counted, and what became of each count."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from piperoll.takings.sealed_rows import sealed


class Migration(migrations.Migration):
    dependencies = [
        ("council", "0003_working_days"),
        ("ledger", "0005_methods"),
        ("receipting", "0007_takings"),
        ("runs", "0002_sealing"),
        ("takings", "0002_books"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CashUp",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("till", models.CharField(max_length=12)),
                ("slip", models.CharField(max_length=20)),
                ("counted", models.JSONField()),
                ("counted_pence", models.BigIntegerField()),
                ("taken_pence", models.BigIntegerField()),
                ("counted_on", models.DateField()),
                ("reason", models.CharField(blank=True, max_length=200)),
                (
                    "bank_account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="council.bankaccount"
                    ),
                ),
                (
                    "counted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
            name="CashUpTaking",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "cash_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="takings", to="takings.cashup"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
                (
                    "taking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="counts", to="receipting.taking"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CashUpEnd",
            fields=[
                (
                    "cash_up",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="end",
                        serialize=False,
                        to="takings.cashup",
                    ),
                ),
                ("difference_pence", models.BigIntegerField()),
                ("reason", models.CharField(blank=True, max_length=200)),
                (
                    "banking",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cash_up_end",
                        to="takings.banking",
                    ),
                ),
                (
                    "counted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "journal",
                    models.OneToOneField(
                        db_constraint=False,
                        null=True,
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
            model_name="cashup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("counted_pence", models.F("taken_pence")), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="a_difference_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="cashup",
            constraint=models.CheckConstraint(condition=models.Q(("counted_pence__gt", 0)), name="cash_was_counted"),
        ),
        migrations.AddConstraint(
            model_name="cashuptaking",
            constraint=models.UniqueConstraint(fields=("cash_up", "taking"), name="a_taking_is_counted_once_a_count"),
        ),
        migrations.AddConstraint(
            model_name="cashupend",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("difference_pence", 0),
                    models.Q(("ended_by", models.F("counted_by")), _negated=True),
                    _connector="OR",
                ),
                name="a_difference_needs_somebody_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="cashupend",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("difference_pence", 0), ("journal__isnull", True)),
                    ("banking__isnull", True),
                    ("journal__isnull", False),
                    _connector="OR",
                ),
                name="a_banked_difference_is_posted",
            ),
        ),
        *sealed(
            49,
            {
                "cashup": (
                    "id",
                    "till, bank_account_id, slip, counted, counted_pence, taken_pence, counted_on, counted_by_id, reason",
                ),
                "cashuptaking": ("id", "cash_up_id, taking_id"),
                "cashupend": (
                    "cash_up_id",
                    "banking_id, difference_pence, journal_id, counted_by_id, ended_by_id, reason",
                ),
            },
        ),
    ]
