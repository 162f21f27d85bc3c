"""The register of fees and charges, and the documents that show why an invoice was raised."""

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import sealed_source

DOCUMENTS = """
CREATE VIEW billing_supportingdocument_sealed AS
SELECT run_id, id AS row_id,
       sha256(convert_to(id || '|' || invoice_id || '|' || name || '|' || kind || '|' || size || '|' || encode(digest, 'hex'), 'UTF8')) AS digest
FROM billing_supportingdocument
"""


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0003_purchase_orders"),
        ("council", "0002_references"),
        ("ledger", "0002_books"),
        ("runs", "0002_sealing"),
    ]

    operations = [
        migrations.CreateModel(
            name="Fee",
            fields=[
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("authority", models.CharField(max_length=120)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("to_verify", models.BooleanField(default=False, verbose_name="Check this before going live")),
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=24)),
                ("concession", models.CharField(blank=True, max_length=24)),
                ("name", models.CharField(max_length=120)),
                ("unit", models.CharField(max_length=24)),
                ("price_pounds", models.DecimalField(decimal_places=4, max_digits=11)),
                ("vat_code", models.CharField(max_length=4)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="fees", to="ledger.account"
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="fees", to="council.service"
                    ),
                ),
            ],
            options={
                "ordering": ["service__name", "code", "concession", "valid_from"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("service", "code", "concession", "valid_from"), name="fee_begins_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="fee_order",
                    ),
                    models.CheckConstraint(condition=models.Q(("price_pounds__gte", 0)), name="fee_not_negative"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportingDocument",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("kind", models.CharField(choices=[("pdf", "PDF"), ("png", "PNG"), ("jpeg", "JPEG")], max_length=4)),
                ("size", models.IntegerField()),
                ("digest", models.BinaryField()),
                ("content", models.BinaryField()),
                (
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="billing.invoice"
                    ),
                ),
                ("run", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="runs.run")),
            ],
            options={
                "ordering": ["id"],
                "constraints": [models.UniqueConstraint(fields=("invoice", "digest"), name="document_once_an_invoice")],
            },
        ),
        migrations.RunSQL(DOCUMENTS, "DROP VIEW billing_supportingdocument_sealed"),
        sealed_source("billing_supportingdocument_sealed", 300),
    ]
