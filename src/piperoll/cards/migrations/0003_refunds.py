"""Refunds to the card, and a settlement that is less by them."""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

from piperoll.database.schema import sealed_tables

SEALED = {
    "cardrefund": ("id", "payment_id, amount_pence"),
    "cardrefundasked": ("refund_id", "available_pence"),
    "cardrefundthere": ("refund_id", "govuk_id"),
    "cardrefundend": ("refund_id", "state, why, ended_on"),
    "settledrefund": ("refund_id", "settlement_id, amount_pence"),
}


class Migration(migrations.Migration):
    dependencies = [
        ("cards", "0002_books"),
        ("ledger", "0009_cards"),
        ("runs", "0004_refused_offers"),
        ("takings", "0004_files"),
    ]

    operations = [
        migrations.CreateModel(
            name="CardRefund",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("amount_pence", models.BigIntegerField()),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="cardsettlement",
            name="card_settlement_is_gross_less_fees",
        ),
        migrations.RemoveConstraint(
            model_name="cardsettlement",
            name="card_settlement_pays",
        ),
        migrations.AddField(
            model_name="cardsettlement",
            name="refunds_pence",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name="cardsettlement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "net_pence",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                models.F("gross_pence"), "-", models.F("refunds_pence")
                            ),
                            "-",
                            models.F("fees_pence"),
                        ),
                    )
                ),
                name="card_settlement_is_gross_less_what_is_kept",
            ),
        ),
        migrations.AddConstraint(
            model_name="cardsettlement",
            constraint=models.CheckConstraint(
                condition=models.Q(("fees_pence__gte", 0), ("net_pence__gt", 0), ("refunds_pence__gte", 0)),
                name="card_settlement_pays",
            ),
        ),
        migrations.AddField(
            model_name="cardrefund",
            name="payment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="refunds", to="cards.cardpayment"
            ),
        ),
        migrations.AddField(
            model_name="cardrefund",
            name="run",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
        ),
        migrations.CreateModel(
            name="CardRefundAsked",
            fields=[
                (
                    "refund",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="asked",
                        serialize=False,
                        to="cards.cardrefund",
                    ),
                ),
                ("available_pence", models.BigIntegerField()),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CardRefundEnd",
            fields=[
                (
                    "refund",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="end",
                        serialize=False,
                        to="cards.cardrefund",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("success", "Paid back to the card"),
                            ("error", "Could not be paid back"),
                            ("refused", "Refused"),
                        ],
                        max_length=8,
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=200)),
                ("ended_on", models.DateField()),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CardRefundThere",
            fields=[
                (
                    "refund",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="there",
                        serialize=False,
                        to="cards.cardrefund",
                    ),
                ),
                ("govuk_id", models.CharField(max_length=40, unique=True)),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SettledRefund",
            fields=[
                (
                    "refund",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="settled",
                        serialize=False,
                        to="cards.cardrefund",
                    ),
                ),
                ("amount_pence", models.BigIntegerField()),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
                (
                    "settlement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="refunds", to="cards.cardsettlement"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="cardrefund",
            constraint=models.CheckConstraint(condition=models.Q(("amount_pence__gt", 0)), name="card_refund_pays"),
        ),
        migrations.AddConstraint(
            model_name="cardrefundend",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["success", "error", "refused"])), name="card_refund_end_state"
            ),
        ),
        *sealed_tables("cards", 479, SEALED),
    ]
