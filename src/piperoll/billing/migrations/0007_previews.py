"""Previews of bill runs, and the rules of the quality gate."""

from datetime import date
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import sealed_source

CHECKS = ("debtor", "address", "description", "vat", "duplicate", "outlier", "late")
PREVIEWS = """
CREATE VIEW billing_preview_sealed AS
SELECT run_id, id AS row_id,
       sha256(convert_to(id || '|' || encode(content_digest, 'hex') || '|' || (invoiced_on - date '1970-01-01') || '|' || made_by_id
                         || '|' || lines_in || '|' || invoices || '|' || gross_pence || '|' || encode(digest, 'hex'), 'UTF8')) AS digest
FROM billing_preview
"""


def flag_everything(apps: Any, schema_editor: Any) -> None:
    """Until a council says otherwise, every check asks for a second look."""
    rule = apps.get_model("billing", "GateRule")
    for name in CHECKS:
        rule.objects.using(schema_editor.connection.alias).create(
            check_name=name, action="flag", valid_from=date(2000, 1, 1), authority="As Piperoll comes", to_verify=True
        )


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0006_credit_books"),
        ("council", "0002_references"),
        ("runs", "0002_sealing"),
    ]

    operations = [
        migrations.CreateModel(
            name="Preview",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=255)),
                ("content_digest", models.BinaryField(help_text="The SHA-256 of the file or list it was made from")),
                ("invoiced_on", models.DateField()),
                ("made_by_id", models.IntegerField()),
                ("lines_in", models.IntegerField()),
                ("lines_rejected", models.IntegerField()),
                ("lines_flagged", models.IntegerField()),
                ("invoices", models.IntegerField()),
                ("new_customers", models.IntegerField()),
                ("net_pence", models.BigIntegerField()),
                ("gross_pence", models.BigIntegerField()),
                ("digest", models.BinaryField(help_text="The SHA-256 of its lines, in order")),
                (
                    "run",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="preview", to="runs.run"
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="council.service"
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="GateRule",
            fields=[
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("authority", models.CharField(max_length=120)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("to_verify", models.BooleanField(default=False, verbose_name="Check this before going live")),
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("check_name", models.CharField(max_length=20)),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("reject", "Goes back to the service"),
                            ("flag", "Waits for somebody to look"),
                            ("allow", "Is billed"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="council.service",
                    ),
                ),
            ],
            options={
                "ordering": ["check_name", "service__name", "valid_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("action__in", ["reject", "flag", "allow"])), name="gate_rule_action"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="gate_rule_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PreviewIssue",
            fields=[
                (
                    "preview",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="issue",
                        serialize=False,
                        to="billing.preview",
                    ),
                ),
                ("request_id", models.BigIntegerField(null=True)),
                (
                    "run",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PreviewLine",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("line", models.IntegerField()),
                ("place", models.IntegerField(help_text="Its invoice, in order")),
                ("customer_id", models.BigIntegerField(null=True)),
                ("customer", models.CharField(max_length=120)),
                ("service", models.CharField(max_length=12)),
                ("invoice_group", models.TextField()),
                ("gross_pence", models.BigIntegerField()),
                ("net_pence", models.BigIntegerField()),
                ("charge", models.JSONField(help_text="The charge as it was taken in")),
                ("check_name", models.CharField(blank=True, max_length=20)),
                ("reason", models.TextField(blank=True)),
                (
                    "preview",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="billing.preview",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("preview", "line"), name="preview_line_once")],
            },
        ),
        migrations.CreateModel(
            name="PreviewRelease",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.IntegerField()),
                ("reason", models.CharField(max_length=200)),
                (
                    "preview",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="releases", to="billing.preview"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("preview", "place"), name="flagged_invoice_released_once")
                ],
            },
        ),
        migrations.RunPython(flag_everything, migrations.RunPython.noop),
        migrations.RunSQL(PREVIEWS, "DROP VIEW billing_preview_sealed"),
        sealed_source("billing_preview_sealed", 310),
    ]
