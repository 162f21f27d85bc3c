"""Statements of account: a row each, sealed with the run that drew them up."""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

from piperoll.database.schema import foreign_key, run_index, sealed_source

SEALED = """
CREATE VIEW receivables_accountstatement_sealed AS
SELECT run_id, id AS row_id,
       sha256(convert_to(
         id || '|' || customer_id || '|' || (since - date '1970-01-01') || '|' || (until - date '1970-01-01') || '|'
         || extract(epoch FROM known_at) || '|' || opening_pence || '|' || charged_pence || '|' || credited_pence
         || '|' || closing_pence || '|' || overdue_pence, 'UTF8')) AS digest
FROM receivables_accountstatement
"""


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0003_finding"),
        ("receivables", "0005_credit_notes"),
        ("runs", "0002_sealing"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccountStatement",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("known_at", models.DateTimeField()),
                ("opening_pence", models.BigIntegerField()),
                ("charged_pence", models.BigIntegerField()),
                ("credited_pence", models.BigIntegerField()),
                ("closing_pence", models.BigIntegerField()),
                ("overdue_pence", models.BigIntegerField()),
                (
                    "customer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="customers.customer",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, to="runs.run"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("run", "customer"), name="one_statement_a_run"),
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))), name="statement_days_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "closing_pence",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("opening_pence"), "+", models.F("charged_pence")
                                    ),
                                    "-",
                                    models.F("credited_pence"),
                                ),
                            )
                        ),
                        name="statement_adds_up",
                    ),
                ],
            },
        ),
        foreign_key("receivables_accountstatement", "customer_id", "customers_customer"),
        foreign_key("receivables_accountstatement", "run_id", "runs_run"),
        run_index("receivables_accountstatement"),
        migrations.RunSQL(SEALED, "DROP VIEW receivables_accountstatement_sealed"),
        sealed_source("receivables_accountstatement_sealed", 210),
    ]
