"""Reports that GoCardless told."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bacs", "0004_fewer_indexes"),
    ]

    operations = [
        migrations.AlterField(
            model_name="bacsreport",
            name="kind",
            field=models.CharField(
                choices=[
                    ("ARUDD", "Direct Debits that came back unpaid"),
                    ("ADDACS", "Instructions changed or cancelled"),
                    ("AUDDIS", "Instructions the banks did not take"),
                    ("AUDDIS acceptance", "Instructions taken in"),
                    ("AUDDIS rejection", "File of instructions rejected"),
                    ("AWACS", "Accounts of payees that are wrong"),
                    ("ARUCS", "Credits that came back"),
                    ("DDICA", "Indemnity claims"),
                    ("Input", "What became of a submission"),
                    ("Withdrawal", "A submission withdrawn"),
                    ("GoCardless", "What GoCardless told"),
                ],
                max_length=20,
            ),
        ),
    ]
