"""Files kept with requests, among the sealed rows: what is in them is hashed, not what is said of it."""

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import sealed_source

FILES = """
CREATE VIEW authority_requestfile_sealed AS
SELECT run_id, id AS row_id,
       sha256(convert_to(jsonb_build_array(id, request_id, encode(digest, 'hex'), encode(sha256(content), 'hex'))::text, 'UTF8')) AS digest
FROM authority_requestfile
"""


class Migration(migrations.Migration):
    dependencies = [("authority", "0004_api_keys"), ("runs", "0002_sealing")]

    operations = [
        migrations.CreateModel(
            name="RequestFile",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("kind", models.CharField(choices=[("pdf", "PDF"), ("png", "PNG"), ("jpeg", "JPEG")], max_length=4)),
                ("size", models.IntegerField()),
                ("digest", models.BinaryField()),
                ("content", models.BinaryField()),
                ("known_at", models.DateTimeField()),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="authority.request"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.run"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [models.UniqueConstraint(fields=("request", "digest"), name="file_once_a_request")],
            },
        ),
        migrations.RunSQL(FILES, "DROP VIEW authority_requestfile_sealed"),
        sealed_source("authority_requestfile_sealed", 64),
    ]
