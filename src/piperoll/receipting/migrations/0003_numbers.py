"""Statements counted within their account, and receipts named on paper."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("receipting", "0002_books")]
    operations = [
        migrations.AddField(
            model_name="statement",
            name="sequence",
            field=models.IntegerField(default=0, help_text="1, 2, 3… within the bank account"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="receipt",
            name="reference",
            field=models.CharField(default="", max_length=24),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.UniqueConstraint(fields=("bank_account", "sequence"), name="statement_sequence"),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.UniqueConstraint(fields=("reference",), name="receipt_reference_once"),
        ),
    ]
