import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("bacs", "0005_provider"),
        ("direct_debit", "0005_provider"),
        ("ledger", "0004_collect_fees"),
        ("receipting", "0006_kinds"),
        ("runs", "0002_sealing"),
    ]

    operations = [
        migrations.CreateModel(
            name="GocardlessMandate",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("gocardless_id", models.CharField(max_length=40, unique=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="direct_debit.mandateaccount"
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="at_gocardless",
                        to="direct_debit.mandate",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GocardlessPayment",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("gocardless_id", models.CharField(max_length=40, unique=True)),
                ("charge_on", models.DateField()),
                (
                    "collection",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="at_gocardless", to="bacs.collection"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Payout",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("gocardless_id", models.CharField(max_length=40, unique=True)),
                ("reference", models.CharField(max_length=40)),
                ("arrives_on", models.DateField()),
                ("amount_pence", models.BigIntegerField()),
                ("items_pence", models.BigIntegerField()),
                ("fees_pence", models.BigIntegerField()),
                (
                    "expected",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payout",
                        to="receipting.expected",
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
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="PayoutItem",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=40)),
                ("amount_pence", models.BigIntegerField()),
                (
                    "payment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payout_items",
                        to="gocardless.gocardlesspayment",
                    ),
                ),
                (
                    "payout",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="gocardless.payout"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GocardlessEvent",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("gocardless_id", models.CharField(max_length=40, unique=True)),
                ("about", models.CharField(max_length=40)),
                ("action", models.CharField(max_length=60)),
                ("happened_at", models.DateTimeField()),
                ("told", models.TextField(help_text="The event as GoCardless wrote it")),
                (
                    "advice",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gocardless_event",
                        to="bacs.advice",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-happened_at"], name="gocardless_event_newest")],
            },
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "amount_pence",
                        django.db.models.expressions.CombinedExpression(
                            models.F("items_pence"), "-", models.F("fees_pence")
                        ),
                    )
                ),
                name="payout_is_items_less_fees",
            ),
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_pence__gte", 0), ("fees_pence__gte", 0)), name="payout_pays_out"
            ),
        ),
        migrations.AddConstraint(
            model_name="payoutitem",
            constraint=models.UniqueConstraint(fields=("payment", "kind"), name="a_payment_is_paid_out_once"),
        ),
    ]
