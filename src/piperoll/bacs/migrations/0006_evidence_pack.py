"""Packs of evidence about indemnity claims, sealed like all that is kept."""

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import sealed_source

VIEW = """
CREATE VIEW bacs_evidencepack_sealed AS
SELECT run_id, id AS row_id,
       sha256(convert_to(jsonb_build_array(id, claim_id, encode(sha256, 'hex'), size, extract(epoch FROM made_at))::text, 'UTF8')) AS digest
FROM bacs_evidencepack
"""


class Migration(migrations.Migration):
    dependencies = [("bacs", "0005_provider"), ("runs", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="EvidencePack",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("sha256", models.BinaryField()),
                ("size", models.IntegerField()),
                ("made_at", models.DateTimeField()),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="packs", to="bacs.claim"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"),
                ),
            ],
            options={"ordering": ["-id"]},
        ),
        migrations.AddConstraint(
            model_name="evidencepack",
            constraint=models.UniqueConstraint(fields=("claim", "sha256"), name="a_pack_once"),
        ),
        migrations.RunSQL(VIEW, "DROP VIEW bacs_evidencepack_sealed"),
        sealed_source("bacs_evidencepack_sealed", 445),
    ]
