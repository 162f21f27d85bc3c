"""Copies past their time are purged: the row of each stays, with who and when."""

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import foreign_key, run_index, sealed_source

PURGES = """
CREATE VIEW dispatch_purge_sealed AS
SELECT run_id, copy_id AS row_id, sha256(convert_to(copy_id || '|' || (purged_on - date '1970-01-01'), 'UTF8')) AS digest
FROM dispatch_purge
"""


class Migration(migrations.Migration):
    dependencies = [("dispatch", "0004_texts_and_letters"), ("authority", "0006_messenger")]
    operations = [
        migrations.AddIndex("copy", models.Index(fields=["sha256"], name="copies_of_some_bytes")),
        migrations.CreateModel(
            name="Purge",
            fields=[
                (
                    "copy",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="purge",
                        serialize=False,
                        to="dispatch.copy",
                    ),
                ),
                ("purged_on", models.DateField()),
                (
                    "run",
                    models.ForeignKey(
                        db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, to="runs.run"
                    ),
                ),
            ],
        ),
        foreign_key("dispatch_purge", "copy_id", "dispatch_copy"),
        run_index("dispatch_purge"),
        migrations.RunSQL(PURGES, "DROP VIEW dispatch_purge_sealed"),
        sealed_source("dispatch_purge_sealed", 224),
    ]
