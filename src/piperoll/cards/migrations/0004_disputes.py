"""Disputes of card payments, and a settlement that is less by those we lost."""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

from piperoll.database.schema import sealed_tables

SEALED = {
    "carddispute": ("id", "dispute_id, payment_id, amount_pence, reason, raised_on, answer_by"),
    "carddisputeevent": ("id", "dispute_id, state, fee_pence, told_on"),
    "settleddispute": ("dispute_id", "settlement_id, amount_pence, fee_pence"),
}


class Migration(migrations.Migration):
    dependencies = [
        ("cards", "0003_refunds"),
        ("ledger", "0009_cards"),
        ("runs", "0004_refused_offers"),
        ("takings", "0005_netted_unpaid"),
    ]

    operations = [
        migrations.CreateModel(
            name="CardDispute",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("dispute_id", models.CharField(max_length=40, unique=True)),
                ("amount_pence", models.BigIntegerField()),
                ("reason", models.CharField(max_length=30)),
                ("raised_on", models.DateField()),
                ("answer_by", models.DateField(null=True)),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="CardDisputeEvent",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("needs_response", "Needs our evidence"),
                            ("under_review", "With the bank"),
                            ("won", "Won"),
                            ("lost", "Lost"),
                        ],
                        max_length=14,
                    ),
                ),
                ("fee_pence", models.BigIntegerField(default=0)),
                ("told_on", models.DateField()),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="cardsettlement",
            name="card_settlement_is_gross_less_what_is_kept",
        ),
        migrations.RemoveConstraint(
            model_name="cardsettlement",
            name="card_settlement_pays",
        ),
        migrations.AddField(
            model_name="cardsettlement",
            name="disputes_pence",
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
                                django.db.models.expressions.CombinedExpression(
                                    models.F("gross_pence"), "-", models.F("refunds_pence")
                                ),
                                "-",
                                models.F("disputes_pence"),
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
                condition=models.Q(
                    ("disputes_pence__gte", 0), ("fees_pence__gte", 0), ("net_pence__gt", 0), ("refunds_pence__gte", 0)
                ),
                name="card_settlement_pays",
            ),
        ),
        migrations.AddField(
            model_name="carddispute",
            name="payment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="disputes", to="cards.cardpayment"
            ),
        ),
        migrations.AddField(
            model_name="carddispute",
            name="run",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
        ),
        migrations.AddField(
            model_name="carddisputeevent",
            name="dispute",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="events", to="cards.carddispute"
            ),
        ),
        migrations.AddField(
            model_name="carddisputeevent",
            name="run",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
        ),
        migrations.CreateModel(
            name="SettledDispute",
            fields=[
                (
                    "dispute",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="settled",
                        serialize=False,
                        to="cards.carddispute",
                    ),
                ),
                ("amount_pence", models.BigIntegerField()),
                ("fee_pence", models.BigIntegerField()),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
                (
                    "settlement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="disputes", to="cards.cardsettlement"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="carddispute",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_pence__gt", 0)), name="card_dispute_disputes"
            ),
        ),
        migrations.AddConstraint(
            model_name="carddisputeevent",
            constraint=models.UniqueConstraint(fields=("dispute", "state"), name="a_dispute_is_in_a_state_once"),
        ),
        migrations.AddConstraint(
            model_name="carddisputeevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("fee_pence__gte", 0), ("state", "lost")), ("fee_pence", 0), _connector="OR"
                ),
                name="only_a_lost_dispute_costs",
            ),
        ),
        *sealed_tables("cards", 484, SEALED),
    ]
