"""What is sealed is found by its run: each deed's seal asks, and read the whole table where it grew."""

from django.db import migrations

from piperoll.database.schema import run_index


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_exchanges")]
    operations = [
        run_index("cases_caseloadcover"),
        run_index("cases_caseloadcoverend"),
        run_index("cases_nextaction"),
        run_index("cases_exchange"),
        run_index("cases_exchangeanswer"),
    ]
