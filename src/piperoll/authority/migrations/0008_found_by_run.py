"""What is sealed is found by its run: each deed's seal asks, and read the whole table where it grew."""

from django.db import migrations

from piperoll.database.schema import run_index


class Migration(migrations.Migration):
    dependencies = [("authority", "0007_two_decide")]
    operations = [
        run_index("authority_requestfile"),
    ]
