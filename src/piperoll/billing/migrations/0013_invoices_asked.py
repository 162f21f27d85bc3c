"""Invoices that services asked for, each with the request that authorised it, among the sealed rows."""

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import foreign_key, sealed_source

ASKED = """
CREATE VIEW billing_invoiceasked_sealed AS
SELECT run_id, invoice_id AS row_id, sha256(convert_to(invoice_id || '|' || request_id, 'UTF8')) AS digest
FROM billing_invoiceasked
"""


class Migration(migrations.Migration):
    dependencies = [("authority", "0005_request_files"), ("billing", "0012_care_credited"), ("runs", "0002_sealing")]

    operations = [
        migrations.CreateModel(
            name="InvoiceAsked",
            fields=[
                (
                    "invoice",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="asked_for",
                        serialize=False,
                        to="billing.invoice",
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="authority.request"
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
        foreign_key("billing_invoiceasked", "invoice_id", "billing_invoice"),
        migrations.RunSQL(ASKED, "DROP VIEW billing_invoiceasked_sealed"),
        sealed_source("billing_invoiceasked_sealed", 65),
    ]
