"""Letters about a Direct Debit that came back unpaid."""

from django.db import migrations, models

KINDS = [
    ("invoice", "Invoice"),
    ("statement", "Statement"),
    ("credit_note", "Credit note"),
    ("dd_confirmed", "Direct Debit confirmation"),
    ("dd_notice", "Direct Debit notice"),
    ("dd_changed", "Direct Debit change"),
    ("dd_cancelled", "Direct Debit cancellation"),
    ("dd_unpaid", "Direct Debit that came back"),
    ("letter", "Letter"),
    ("bill_text", "Text about a bill"),
    ("text", "Text"),
]


class Migration(migrations.Migration):
    dependencies = [("dispatch", "0005_purging")]
    operations = [migrations.AlterField("document", "kind", models.CharField(choices=KINDS, max_length=12))]
