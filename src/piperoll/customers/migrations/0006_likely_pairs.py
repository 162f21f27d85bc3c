"""Customers likely to be one, and what people said of them."""

import django.db.models.deletion
from django.db import migrations, models

WAITING = """
CREATE FUNCTION customers_waiting_pairs(on_day date)
RETURNS TABLE (first_id bigint, second_id bigint, score smallint, evidence jsonb) LANGUAGE sql STABLE AS $$
  SELECT p.first_id, p.second_id, p.score, p.evidence FROM customers_likelypair p
  WHERE NOT EXISTS (SELECT FROM (SELECT a.answer, a.ask_again_on FROM customers_pairanswer a
                                 WHERE a.first_id = p.first_id AND a.second_id = p.second_id ORDER BY a.id DESC LIMIT 1) last
                    WHERE last.answer = 'different' OR last.ask_again_on > on_day)
    AND NOT EXISTS (SELECT FROM customers_merged('infinity', 'infinity') m WHERE m.customer_id IN (p.first_id, p.second_id))
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0005_delivery"),
        ("runs", "0002_sealing"),
    ]

    operations = [
        migrations.CreateModel(
            name="LikelyPair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("score", models.SmallIntegerField()),
                ("evidence", models.JSONField()),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="customers.customer"
                    ),
                ),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="runs.run")),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="customers.customer"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-score", "first", "second"], name="likely_pair_best")],
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="likely_pair_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="likely_pair_order"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PairAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer",
                    models.CharField(
                        choices=[("different", "Different customers"), ("later", "Ask again later")], max_length=9
                    ),
                ),
                ("ask_again_on", models.DateField(null=True)),
                ("reason", models.TextField(blank=True)),
                ("known_at", models.DateTimeField()),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="customers.customer"
                    ),
                ),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="runs.run")),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="customers.customer"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["first", "second", "-id"], name="pair_answer_last")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="pair_answer_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "later"), ("ask_again_on__isnull", False)),
                            ("answer", "different"),
                            _connector="OR",
                        ),
                        name="pair_answer_day",
                    ),
                ],
            },
        ),
        migrations.RunSQL(WAITING, "DROP FUNCTION customers_waiting_pairs"),
    ]
