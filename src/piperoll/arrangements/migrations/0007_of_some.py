"""Where some arrangements stand, and some customers' promises, without working out everybody's."""

import importlib

from django.db import migrations

AFTER = importlib.import_module("piperoll.arrangements.migrations.0005_letter_went").AFTER
PROMISES = importlib.import_module("piperoll.arrangements.migrations.0003_promises").PROMISES
LIVE = "WHERE a.id IN (SELECT l.arrangement_id FROM arrangements_livedebt l)"
WITHDRAWN = "LEFT JOIN arrangements_promisewithdrawn w ON w.promise_id = p.id\n"
STANDING_OF = AFTER.replace(
    "CREATE OR REPLACE FUNCTION arrangements_standing(on_day date)",
    "CREATE FUNCTION arrangements_standing_of(on_day date, of_these bigint[])",
).replace(LIVE, f"{LIVE} AND (of_these IS NULL OR a.id = ANY(of_these))")
PROMISES_OF = PROMISES.replace(
    "CREATE FUNCTION arrangements_promises(on_day date)",
    "CREATE FUNCTION arrangements_promises_of(on_day date, of_these bigint[])",
).replace(WITHDRAWN, f"{WITHDRAWN}  WHERE of_these IS NULL OR p.customer_id = ANY(of_these)\n")


def everybodys(text: str, name: str) -> str:
    """The function of everybody's, which asks the one of some for all."""
    head = text[: text.index("AS $$")].replace("CREATE OR REPLACE", "CREATE").replace("CREATE", "CREATE OR REPLACE", 1)
    return f"{head}AS $$ SELECT * FROM {name}_of(on_day, NULL) $$"  # noqa: S608  names of our own


class Migration(migrations.Migration):
    dependencies = [("arrangements", "0006_interest_runs")]
    operations = [
        migrations.RunSQL(STANDING_OF, "DROP FUNCTION arrangements_standing_of(date, bigint[])"),
        migrations.RunSQL(everybodys(AFTER, "arrangements_standing"), AFTER),
        migrations.RunSQL(PROMISES_OF, "DROP FUNCTION arrangements_promises_of(date, bigint[])"),
        migrations.RunSQL(
            everybodys(PROMISES, "arrangements_promises"), PROMISES.replace("CREATE", "CREATE OR REPLACE", 1)
        ),
    ]
