"""Words for a Direct Debit that came back unpaid."""

from django.db import migrations, models

KINDS = [
    ("invoice", "Email with an invoice"),
    ("statement", "Email with a statement"),
    ("credit_note", "Email with a credit note"),
    ("dd_confirmed", "Direct Debit confirmation"),
    ("dd_notice", "Direct Debit notice"),
    ("dd_changed", "Direct Debit change"),
    ("dd_cancelled", "Direct Debit cancellation"),
    ("dd_unpaid", "Direct Debit that came back"),
    ("letter", "Letter of its own"),
    ("bill_text", "Text about a bill"),
    ("text", "Text of its own"),
]


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_texts")]
    operations = [migrations.AlterField("lettertemplate", "kind", models.CharField(choices=KINDS, max_length=16))]
