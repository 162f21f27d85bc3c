"""Why letters about some arrangements reached nobody, without asking about everybody's."""

import importlib

from django.db import migrations

BEFORE = importlib.import_module("piperoll.arrangements.migrations.0008_unheard").UNHEARD
UNHEARD_OF = BEFORE.replace(
    "CREATE FUNCTION arrangements_unheard(on_day date)",
    "CREATE FUNCTION arrangements_unheard_of(on_day date, of_these bigint[])",
).replace("FROM arrangements_standing(on_day) s", "FROM arrangements_standing_of(on_day, of_these) s")


class Migration(migrations.Migration):
    dependencies = [("arrangements", "0009_paused_of_some")]
    operations = [
        migrations.RunSQL(UNHEARD_OF, "DROP FUNCTION arrangements_unheard_of(date, bigint[])"),
        migrations.RunSQL("DROP FUNCTION arrangements_unheard(date)", BEFORE),
    ]
