"""Cases handed over, what of them an agent has, what agents were told, and what came back; sealed with every run."""

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import run_index, sealed_tables

HANDED_OVER = """
CREATE VIEW cases_handed_over AS
-- Cases somebody else has now, whether that is an agent outside the council, and when they were last told to hold one.
SELECT h.id AS handover_id, h.customer_id, h.taker, h.taker IN ('collection', 'enforcement') AS is_agent, h.name, h.handed_on, h.until, h.pence, h.run_id,
       (SELECT max(n.told_on) FROM cases_agentnotice n WHERE n.handover_id = h.id AND n.what = 'hold') AS told_to_hold_on
FROM cases_handover h WHERE NOT EXISTS (SELECT FROM cases_recall r WHERE r.handover_id = h.id)
"""
SEALED = {
    "handover": (
        "id", "customer_id, taker, name, email, lines, postcode, court_order, reason, pence, handed_on, until",
    ),
    "handoverdebt": ("id", "handover_id, item_id, pence, hold_id"),
    "recall": ("handover_id", "cause, reason, recalled_on"),
    "agentnotice": ("id", "handover_id, what, subject, words, told_on"),
}  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_found_by_run"),
        ("customers", "0009_added_by"),
        ("receivables", "0012_write_offs"),
        ("runs", "0004_refused_offers"),
        ("safeguards", "0015_agents"),
    ]

    operations = [
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "taker",
                    models.CharField(
                        choices=[
                            ("collection", "Debt collection agent"),
                            ("enforcement", "Enforcement agent"),
                            ("legal", "Legal services"),
                            ("senior", "A senior officer"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("email", models.CharField(blank=True, max_length=120)),
                ("lines", models.TextField(blank=True)),
                ("postcode", models.CharField(blank=True, max_length=10)),
                ("court_order", models.CharField(blank=True, max_length=120)),
                ("reason", models.CharField(max_length=200)),
                ("pence", models.BigIntegerField()),
                ("handed_on", models.DateField()),
                ("until", models.DateField()),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handovers", to="customers.customer"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AgentNotice",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "what",
                    models.CharField(
                        choices=[("handed", "It was handed over"), ("hold", "To hold"), ("recall", "Recalled")],
                        max_length=8,
                    ),
                ),
                ("subject", models.CharField(max_length=160)),
                ("words", models.TextField()),
                ("told_on", models.DateField()),
                (
                    "run",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"
                    ),
                ),
                (
                    "handover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="cases.handover"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HandoverDebt",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pence", models.BigIntegerField()),
                (
                    "handover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="debts", to="cases.handover"
                    ),
                ),
                (
                    "hold",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="safeguards.hold"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="receivables.item"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Recall",
            fields=[
                (
                    "handover",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="recall",
                        serialize=False,
                        to="cases.handover",
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("asked", "We asked for it back"),
                            ("upheld", "They were found right"),
                            ("breathing_space", "Breathing space"),
                            ("mental_health_crisis", "Breathing space in a mental health crisis"),
                            ("deceased", "They have died"),
                            ("insolvent", "They are insolvent"),
                            ("minor", "They are under 18"),
                            ("paid", "All of it is paid"),
                            ("over", "The time they had it for is over"),
                        ],
                        max_length=24,
                    ),
                ),
                ("reason", models.CharField(max_length=200)),
                ("recalled_on", models.DateField()),
                (
                    "run",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(condition=models.Q(("pence__gt", 0)), name="handed_over_for_a_sum"),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("taker__in", ("collection", "enforcement")), _negated=True),
                    models.Q(("email", ""), _negated=True),
                    models.Q(("postcode", ""), _negated=True),
                    _connector="OR",
                ),
                name="agents_can_be_told",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("taker", "enforcement"), _negated=True),
                    models.Q(("court_order", ""), _negated=True),
                    _connector="OR",
                ),
                name="enforced_by_order_of_a_court",
            ),
        ),
        migrations.AddConstraint(
            model_name="handoverdebt",
            constraint=models.UniqueConstraint(fields=("handover", "item"), name="handed_over_once"),
        ),
        *(run_index(f"cases_{table}") for table in SEALED),
        migrations.RunSQL(HANDED_OVER, "DROP VIEW cases_handed_over"),
        *sealed_tables("cases", 810, SEALED),
    ]
