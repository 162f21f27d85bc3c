"""Cash-up returns of services: filled in, held to whoever filled them in, authorised or sent back."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from piperoll.database.schema import sealed_tables

FILLER = """
ALTER TABLE takings_cashreturnend ADD CONSTRAINT cash_return_end_names_the_filler
FOREIGN KEY (cash_return_id, filled_by_id) REFERENCES takings_cashreturn (id, filled_by_id)
"""
SEALED = {
    "cashreturn": (
        "id",
        "service_id, office, taken_on, bank_account_id, slip, cheque_slip, counted, counted_pence, cash_pence, cheque_pence, reason, "
        "filled_by_id",
    ),
    "cashreturnline": ("id", "cash_return_id, kind, fund_id, income_code, amount_pence"),
    "cashreturnend": (
        "cash_return_id",
        "is_authorised, cash_up_id, cheque_banking_id, filled_by_id, ended_by_id, reason",
    ),
}


class Migration(migrations.Migration):
    dependencies = [
        ("council", "0004_pay_page"),
        ("funds", "0001_initial"),
        ("runs", "0004_refused_offers"),
        ("takings", "0005_netted_unpaid"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CashReturn",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("office", models.CharField(max_length=12)),
                ("taken_on", models.DateField()),
                ("slip", models.CharField(blank=True, max_length=20)),
                ("cheque_slip", models.CharField(blank=True, max_length=20)),
                ("counted", models.JSONField()),
                ("counted_pence", models.BigIntegerField()),
                ("cash_pence", models.BigIntegerField()),
                ("cheque_pence", models.BigIntegerField()),
                ("reason", models.CharField(blank=True, max_length=200)),
                (
                    "bank_account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="council.bankaccount"
                    ),
                ),
                (
                    "filled_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cash_returns", to="council.service"
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="CashReturnLine",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=[("cash", "Cash"), ("cheque", "Cheques")], max_length=6)),
                ("income_code", models.CharField(max_length=30)),
                ("amount_pence", models.BigIntegerField()),
                (
                    "cash_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="takings.cashreturn"
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="funds.fund"),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="CashReturnEnd",
            fields=[
                (
                    "cash_return",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="end",
                        serialize=False,
                        to="takings.cashreturn",
                    ),
                ),
                ("is_authorised", models.BooleanField()),
                ("reason", models.CharField(blank=True, max_length=200)),
                (
                    "cash_up",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cash_return_end",
                        to="takings.cashup",
                    ),
                ),
                (
                    "cheque_banking",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cash_return_end",
                        to="takings.banking",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "filled_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="cashreturn",
            constraint=models.UniqueConstraint(fields=("id", "filled_by"), name="cash_return_filler"),
        ),
        migrations.AddConstraint(
            model_name="cashreturn",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("counted_pence", models.F("cash_pence")), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="a_return_that_differs_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="cashreturn",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("cash_pence", 0), ("counted_pence", 0), ("slip", "")),
                        models.Q(("counted_pence__gt", 0), models.Q(("slip", ""), _negated=True)),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("cheque_pence", 0), ("cheque_slip", "")),
                        models.Q(("cheque_pence__gt", 0), models.Q(("cheque_slip", ""), _negated=True)),
                        _connector="OR",
                    ),
                ),
                name="a_return_has_its_slips",
            ),
        ),
        migrations.AddConstraint(
            model_name="cashreturn",
            constraint=models.CheckConstraint(
                condition=models.Q(("cash_pence__gt", 0), ("cheque_pence__gt", 0), _connector="OR"),
                name="a_return_takes_money",
            ),
        ),
        migrations.AddConstraint(
            model_name="cashreturnline",
            constraint=models.UniqueConstraint(
                fields=("cash_return", "kind", "income_code"), name="an_income_code_once_a_way"
            ),
        ),
        migrations.AddConstraint(
            model_name="cashreturnline",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_pence__gt", 0)), name="return_line_takes_money"
            ),
        ),
        migrations.AddConstraint(
            model_name="cashreturnend",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_authorised", False),
                    models.Q(("ended_by", models.F("filled_by")), _negated=True),
                    _connector="OR",
                ),
                name="a_return_needs_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="cashreturnend",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("cash_up__isnull", True),
                        ("cheque_banking__isnull", True),
                        ("is_authorised", False),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    models.Q(
                        ("is_authorised", True),
                        models.Q(("cash_up__isnull", False), ("cheque_banking__isnull", False), _connector="OR"),
                    ),
                    _connector="OR",
                ),
                name="a_return_authorised_is_banked",
            ),
        ),
        migrations.RunSQL(FILLER, "ALTER TABLE takings_cashreturnend DROP CONSTRAINT cash_return_end_names_the_filler"),
        *sealed_tables("takings", 488, SEALED),
    ]
