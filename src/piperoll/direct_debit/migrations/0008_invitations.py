"""Invitations to set a Direct Debit up on the council's own page, and what became of each."""

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import sealed_source

MADE = """
CREATE VIEW direct_debit_invitation_sealed AS
SELECT run_id, id AS row_id,
       sha256(convert_to(jsonb_build_array(id, customer_id, encode(key, 'hex'), expires_on)::text, 'UTF8')) AS digest
FROM direct_debit_invitation
"""
USED = """
CREATE VIEW direct_debit_invitationuse_sealed AS
SELECT run_id, id AS row_id, sha256(convert_to(jsonb_build_array(id, invitation_id, mandate_id)::text, 'UTF8')) AS digest
FROM direct_debit_invitationuse
"""
RUN = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "to": "runs.run"}
PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [("direct_debit", "0007_moved_days")]

    operations = [
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.BinaryField(unique=True)),
                ("expires_on", models.DateField()),
                ("customer", models.ForeignKey(on_delete=PROTECT, related_name="+", to="customers.customer")),
                ("run", models.ForeignKey(**RUN)),
            ],
        ),
        migrations.CreateModel(
            name="InvitationUse",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "invitation",
                    models.OneToOneField(on_delete=PROTECT, related_name="use", to="direct_debit.invitation"),
                ),
                ("mandate", models.ForeignKey(on_delete=PROTECT, related_name="+", to="direct_debit.mandate")),
                ("run", models.ForeignKey(**RUN)),
            ],
        ),
        migrations.CreateModel(
            name="InvitationTry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("tried_at", models.DateTimeField()),
                (
                    "invitation",
                    models.ForeignKey(on_delete=PROTECT, related_name="tries", to="direct_debit.invitation"),
                ),
            ],
        ),
        migrations.RunSQL(MADE, "DROP VIEW direct_debit_invitation_sealed"),
        migrations.RunSQL(USED, "DROP VIEW direct_debit_invitationuse_sealed"),
        sealed_source("direct_debit_invitation_sealed", 413),
        sealed_source("direct_debit_invitationuse_sealed", 414),
    ]
