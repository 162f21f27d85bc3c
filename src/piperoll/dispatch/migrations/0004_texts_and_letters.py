"""Letters and texts that officers write to one customer, and telephone numbers that documents go to."""

import django.db.models.deletion
from django.db import migrations, models

from piperoll.database.schema import run_index, sealed_source

KINDS = [
    ("invoice", "Invoice"), ("statement", "Statement"), ("credit_note", "Credit note"),
    ("dd_confirmed", "Direct Debit confirmation"), ("dd_notice", "Direct Debit notice"),
    ("dd_changed", "Direct Debit change"), ("dd_cancelled", "Direct Debit cancellation"), ("letter", "Letter"),
    ("bill_text", "Text about a bill"), ("text", "Text"),
]  # fmt: skip
CHANNELS = [("post", "Post"), ("email", "Email"), ("text", "Text"), ("none", "Nobody to send it to")]
MEDIA = [("application/pdf", "PDF"), ("message/rfc822", "Email"), ("text/plain", "Text message")]
MESSAGES = """
CREATE VIEW dispatch_message_sealed AS
SELECT run_id, id AS row_id,
       sha256(convert_to(id || '|' || kind || '|' || customer_id || '|' || version_id || '|' || language || '|' || encode(words, 'hex')
         || '|' || (written_on - date '1970-01-01'), 'UTF8')) AS digest
FROM dispatch_message
"""


class Migration(migrations.Migration):
    dependencies = [
        ("dispatch", "0003_direct_debit"),
        ("documents", "0004_texts"),
        ("safeguards", "0007_texts_and_letters"),
    ]
    operations = [
        migrations.AlterField("document", "kind", models.CharField(choices=KINDS, max_length=12)),
        migrations.AlterField("document", "channel", models.CharField(choices=CHANNELS, max_length=5)),
        migrations.AddField("document", "phone", models.CharField(blank=True, db_default="", max_length=40)),
        migrations.AlterField("copy", "media", models.CharField(choices=MEDIA, max_length=20)),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=[("letter", "Letter"), ("text", "Text")], max_length=6)),
                ("language", models.CharField(max_length=2)),
                ("words", models.BinaryField()),
                ("written_on", models.DateField()),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="messages", to="customers.customer"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.templateversion"
                    ),
                ),
                ("run", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="runs.run")),
            ],
        ),
        run_index("dispatch_message"),
        migrations.RunSQL(MESSAGES, "DROP VIEW dispatch_message_sealed"),
        sealed_source("dispatch_message_sealed", 223),
    ]
