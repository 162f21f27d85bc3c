"""A letter to the payer says that a collection came back unpaid."""

from django.db import migrations, models

KINDS = [
    ("confirmation", "Confirmation"),
    ("advance", "Advance notice"),
    ("changed", "Change confirmed"),
    ("cancelled", "Cancellation confirmed"),
    ("unpaid", "Came back unpaid"),
]


class Migration(migrations.Migration):
    dependencies = [("direct_debit", "0005_provider"), ("dispatch", "0006_unpaid"), ("documents", "0005_unpaid")]
    operations = [migrations.AlterField("notice", "kind", models.CharField(choices=KINDS, max_length=12))]
