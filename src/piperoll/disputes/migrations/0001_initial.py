import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("authority", "0007_two_decide"),
        ("billing", "0014_service_users"),
        ("council", "0005_days_before"),
        ("customers", "0009_added_by"),
        ("runs", "0004_refused_offers"),
        ("safeguards", "0012_write_offs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Dispute",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("line_number", models.IntegerField(null=True)),
                ("kind", models.CharField(choices=[("dispute", "Dispute"), ("query", "Query")], max_length=7)),
                ("code", models.SlugField(max_length=24)),
                ("words", models.CharField(max_length=500)),
                ("amount_pence", models.BigIntegerField(null=True)),
                ("raised_on", models.DateField()),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="customers.customer"
                    ),
                ),
                (
                    "hold",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="safeguards.hold"
                    ),
                ),
                (
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="billing.invoice"
                    ),
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
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("words", models.CharField(blank=True, max_length=300)),
                ("asked_on", models.DateField()),
                ("answer_by", models.DateField()),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="council.service"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assignments", to="disputes.dispute"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "assignment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="answer",
                        serialize=False,
                        to="disputes.assignment",
                    ),
                ),
                ("words", models.CharField(max_length=500)),
                ("answered_on", models.DateField()),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Chaser",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("reminder", "Reminder to the service"),
                            ("escalation", "Escalated to its manager"),
                            ("head_of_service", "With the head of service"),
                        ],
                        max_length=16,
                    ),
                ),
                ("chased_on", models.DateField()),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="chasers", to="disputes.assignment"
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
                    models.UniqueConstraint(fields=("assignment", "step"), name="a_step_once_an_assignment")
                ],
            },
        ),
        migrations.CreateModel(
            name="Code",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("authority", models.CharField(max_length=120)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("to_verify", models.BooleanField(default=False, verbose_name="Check this before going live")),
                ("code", models.SlugField(max_length=24)),
                ("name", models.CharField(max_length=80)),
                ("answer_days", models.SmallIntegerField(verbose_name="Working days to answer in")),
                ("is_used", models.BooleanField(default=True)),
                (
                    "service",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="council.service"
                    ),
                ),
            ],
            options={
                "ordering": ["code", "valid_from"],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "valid_from"), name="a_dispute_code_begins_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="dispute_code_order",
                    ),
                    models.CheckConstraint(condition=models.Q(("answer_days__gte", 1)), name="dispute_code_days"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                (
                    "dispute",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="outcome",
                        serialize=False,
                        to="disputes.dispute",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("upheld", "Upheld"),
                            ("part_upheld", "Upheld in part"),
                            ("not_upheld", "Not upheld"),
                            ("answered", "Answered"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=12,
                    ),
                ),
                ("why", models.CharField(max_length=500)),
                ("what_next", models.CharField(max_length=500)),
                ("credited_pence", models.BigIntegerField(default=0)),
                ("closed_on", models.DateField()),
                (
                    "request",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="authority.request"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
            options={
                "ordering": ["dispute_id"],
            },
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount_pence__isnull", True), ("hold__isnull", True), ("kind", "query")),
                    models.Q(("amount_pence__gt", 0), ("hold__isnull", False), ("kind", "dispute")),
                    _connector="OR",
                ),
                name="a_dispute_has_a_sum_and_a_query_none",
            ),
        ),
    ]
