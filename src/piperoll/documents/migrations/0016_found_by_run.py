"""What is sealed is found by its run: each deed's seal asks, and read the whole table where it grew."""

from django.db import migrations

from piperoll.database.schema import run_index


class Migration(migrations.Migration):
    dependencies = [("documents", "0015_reminders_by_text")]
    operations = [
        run_index("documents_templateversion"),
        run_index("documents_templateapproval"),
    ]
