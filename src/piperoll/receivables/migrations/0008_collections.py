"""Collections by Direct Debit among the items, and those that came back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("receivables", "0007_later"),
    ]

    operations = [
        migrations.AlterField(
            model_name="item",
            name="kind",
            field=models.CharField(
                choices=[
                    ("instalment", "Instalment of an invoice"),
                    ("receipt", "Money received"),
                    ("receipt_undone", "Money taken back off the account"),
                    ("credit_note", "Credit note"),
                    ("collection", "Collected by Direct Debit"),
                    ("collection_back", "Direct Debit that came back"),
                ],
                max_length=16,
            ),
        ),
    ]
