"""Whom an invoice or a schedule is for, where that is not the customer."""

from django.db import migrations, models


def whom(said: str) -> models.CharField:
    """A name, none for most."""
    return models.CharField(blank=True, db_default="", help_text=said, max_length=120)


class Migration(migrations.Migration):
    dependencies = [("billing", "0013_invoices_asked")]

    operations = [
        migrations.AddField("invoice", "service_user", whom("Whom it was for, if another")),
        migrations.AddField("schedule", "service_user", whom("Whom it is for, if another")),
    ]
