"""What a run placed is found at once: the desk asks at every key, and a block of a BRIN index holds thousands."""

from django.db import migrations

BY_RUN = [
    "CREATE INDEX receipting_placement_run ON receipting_placement (run_id)",
    "DROP INDEX receipting_placement_run_brin",
]
BY_BLOCK = [
    "CREATE INDEX receipting_placement_run_brin ON receipting_placement USING brin (run_id)"
    " WITH (pages_per_range = 32, autosummarize = on)",
    "DROP INDEX receipting_placement_run",
]


class Migration(migrations.Migration):
    dependencies = [("receipting", "0016_keys_in_sets")]
    operations = [migrations.RunSQL(BY_RUN, BY_BLOCK)]
