"""Room for the longest kind of bank line, an indemnity claim; the sealed view reads the column, so it is made afresh."""

import importlib

from django.db import migrations, models

BANK_LINES = importlib.import_module("piperoll.receipting.migrations.0002_books").BANK_LINES
DROP = "DROP VIEW receipting_bankline_sealed"


class Migration(migrations.Migration):
    dependencies = [("receipting", "0005_standing_orders")]
    operations = [
        migrations.RunSQL(DROP, BANK_LINES),
        migrations.AlterField(model_name="bankline", name="kind", field=models.CharField(max_length=32)),
        migrations.RunSQL(BANK_LINES, DROP),
    ]
