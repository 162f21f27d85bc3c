"""Text messages have templates too."""

from django.db import migrations, models
from django.db.models import Q

KINDS = [
    ("invoice", "Email with an invoice"),
    ("statement", "Email with a statement"),
    ("credit_note", "Email with a credit note"),
    ("dd_confirmed", "Direct Debit confirmation"),
    ("dd_notice", "Direct Debit notice"),
    ("dd_changed", "Direct Debit change"),
    ("dd_cancelled", "Direct Debit cancellation"),
    ("letter", "Letter of its own"),
    ("bill_text", "Text about a bill"),
    ("text", "Text of its own"),
]


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_direct_debit")]
    operations = [
        migrations.AlterField("lettertemplate", "kind", models.CharField(choices=KINDS, max_length=16)),
        migrations.RemoveConstraint("lettertemplate", "one_template_a_purpose"),
        migrations.AddConstraint(
            "lettertemplate",
            models.UniqueConstraint(
                name="one_template_a_purpose",
                fields=["kind", "language", "audience"],
                condition=~Q(kind__in=["letter", "text"]),
            ),
        ),
    ]
