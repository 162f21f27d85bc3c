"""Rules learned from placements by hand, and those in force."""

import django.db.models.deletion
from django.db import migrations, models

IN_FORCE = """
CREATE VIEW receipting_ruleinforce AS
SELECT r.id AS rule_id, r.customer_id, r.payer FROM receipting_payerrule r
JOIN receipting_payerruledecision d ON d.rule_id = r.id AND d.is_approved
WHERE NOT EXISTS (SELECT FROM receipting_payerruleend e WHERE e.decision_id = d.rule_id)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0009_added_by"),
        ("receipting", "0013_remittances"),
        ("runs", "0003_keys_in_sets"),
    ]

    operations = [
        migrations.CreateModel(
            name="PayerRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("payer", models.CharField(help_text="In capitals, one blank between words", max_length=80)),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("receipts", models.IntegerField()),
                ("placed_there", models.IntegerField()),
                ("elsewhere", models.IntegerField()),
                ("waiting", models.IntegerField()),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="payer_rules", to="customers.customer"
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
            name="PayerRuleDecision",
            fields=[
                (
                    "rule",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="decision",
                        serialize=False,
                        to="receipting.payerrule",
                    ),
                ),
                ("is_approved", models.BooleanField()),
                ("reason", models.CharField(blank=True, max_length=200)),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PayerRuleEnd",
            fields=[
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="end",
                        serialize=False,
                        to="receipting.payerruledecision",
                    ),
                ),
                ("reason", models.CharField(max_length=200)),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="payerruledecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_approved", True), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="a_rule_declined_says_why",
            ),
        ),
        migrations.RunSQL(IN_FORCE, "DROP VIEW receipting_ruleinforce"),
    ]
