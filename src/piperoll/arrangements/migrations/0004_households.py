"""Income and expenditure of households, trigger figures, referrals to advice; and what is sealed with every run."""

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import sealed_tables

SEALED = {
    "household": (
        "id",
        "customer_id, stated_on, encode(sha256(convert_to(jsonb_build_array(told_by, adults, under_14, from_14, vehicles, tenure, employment, "
        "savings_pence, explanations)::text, 'UTF8')), 'hex')",
    ),
    "householdline": (
        "id",
        "household_id, encode(sha256(convert_to(jsonb_build_array(id, code, pence, every)::text, 'UTF8')), 'hex')",
    ),
    "householddebt": (
        "id",
        "household_id, encode(sha256(convert_to(jsonb_build_array(id, name, balance_pence)::text, 'UTF8')), 'hex')",
    ),
    "advice": ("id", "customer_id, agency, why, referred_on"),
    "adviceoutcome": ("advice_id", "what, note, heard_on"),
}


class Migration(migrations.Migration):
    dependencies = [
        ("arrangements", "0003_promises"),
        ("customers", "0009_added_by"),
        ("runs", "0004_refused_offers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Advice",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("agency", models.CharField(max_length=80)),
                ("why", models.CharField(max_length=200)),
                ("referred_on", models.DateField()),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="advice", to="customers.customer"
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
            name="Household",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("stated_on", models.DateField()),
                ("told_by", models.CharField(max_length=120)),
                ("adults", models.SmallIntegerField()),
                ("under_14", models.SmallIntegerField()),
                ("from_14", models.SmallIntegerField()),
                ("vehicles", models.SmallIntegerField()),
                (
                    "tenure",
                    models.CharField(
                        choices=[
                            ("rents", "Rents from a landlord"),
                            ("council", "Rents from a council or association"),
                            ("mortgage", "Has a mortgage"),
                            ("owns", "Owns outright"),
                            ("family", "Lives with family"),
                            ("none", "No fixed home"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "employment",
                    models.CharField(
                        choices=[
                            ("works", "Works for somebody"),
                            ("self_employed", "Self-employed"),
                            ("seeks", "Looks for work"),
                            ("cannot_work", "Cannot work"),
                            ("cares", "Cares for somebody"),
                            ("retired", "Retired"),
                            ("studies", "Studies"),
                        ],
                        max_length=13,
                    ),
                ),
                ("savings_pence", models.BigIntegerField(null=True)),
                ("explanations", models.JSONField(default=dict)),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="households", to="customers.customer"
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
            name="TriggerFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("authority", models.CharField(max_length=120)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("to_verify", models.BooleanField(default=False, verbose_name="Check this before going live")),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("communications", "Communications and leisure"),
                            ("food", "Food and housekeeping"),
                            ("personal", "Personal costs"),
                        ],
                        max_length=16,
                    ),
                ),
                ("single_pence", models.BigIntegerField()),
                ("extra_adult_pence", models.BigIntegerField()),
                ("under_14_pence", models.BigIntegerField()),
                ("from_14_pence", models.BigIntegerField()),
                ("vehicle_pence", models.BigIntegerField(default=0)),
            ],
            options={
                "ordering": ["group", "valid_from"],
                "constraints": [
                    models.UniqueConstraint(fields=("group", "valid_from"), name="a_trigger_begins_once_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="AdviceOutcome",
            fields=[
                (
                    "advice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="outcome",
                        serialize=False,
                        to="arrangements.advice",
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("took_up", "Took the advice up"),
                            ("moratorium", "Breathing space followed"),
                            ("solution", "A debt solution followed"),
                            ("declined", "Did not want it"),
                            ("not_heard", "Nothing was heard"),
                        ],
                        max_length=14,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                ("heard_on", models.DateField()),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HouseholdDebt",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=80)),
                ("balance_pence", models.BigIntegerField()),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="debts", to="arrangements.household"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("balance_pence__gt", 0)), name="household_debt_is_owed")
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseholdLine",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("earnings", "Earnings"),
                            ("benefits", "Benefits and tax credits"),
                            ("pensions", "Pensions"),
                            ("other_income", "Other income"),
                            ("home", "Rent or mortgage, and contents"),
                            ("utilities", "Gas, electricity and other fuel"),
                            ("water", "Water"),
                            ("care", "Care and health"),
                            ("transport", "Transport and travel"),
                            ("school", "School"),
                            ("insurances", "Pensions and insurances"),
                            ("professional", "Professional costs"),
                            ("other_essential", "Other essentials, and council tax"),
                            ("communications", "Communications and leisure"),
                            ("food", "Food and housekeeping"),
                            ("personal", "Personal costs"),
                            ("priority", "Repaid on rent, fuel, council tax or fines"),
                        ],
                        max_length=16,
                    ),
                ),
                ("pence", models.BigIntegerField()),
                (
                    "every",
                    models.CharField(
                        choices=[
                            ("weekly", "weekly"),
                            ("fortnightly", "fortnightly"),
                            ("four_weekly", "four_weekly"),
                            ("monthly", "monthly"),
                            ("quarterly", "quarterly"),
                            ("annual", "annual"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="arrangements.household"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("household", "code"), name="a_line_once_a_household"),
                    models.CheckConstraint(condition=models.Q(("pence__gt", 0)), name="household_line_pays"),
                ],
            },
        ),
        *sealed_tables("arrangements", 728, SEALED),
    ]
