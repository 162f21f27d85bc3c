"""A review that names its month end's true preparer, and what is sealed with every run."""

from django.db import migrations

from piperoll.database.schema import sealed_source

PREPARER = """
ALTER TABLE reconciliation_review ADD CONSTRAINT review_names_the_preparer
FOREIGN KEY (month_end_id, prepared_by_id) REFERENCES reconciliation_monthend (id, prepared_by_id)
"""
SEALED = {
    "monthend": ("id", "kind, bank_account_id, until, version, council, ledger_pence, listed_pence, rows, explanation, seal_id, "
                 "encode(csv_digest, 'hex'), prepared_by_id, extract(epoch FROM prepared_at)"),
    "review": ("id", "month_end_id, what, by_id, prepared_by_id, reason, extract(epoch FROM at)"),
    "reopening": ("review_id", "reason, by_id, extract(epoch FROM at)"),
}  # fmt: skip
VIEW = """
CREATE VIEW reconciliation_TABLE_sealed AS
SELECT run_id, KEY AS row_id, sha256(convert_to(jsonb_build_array(KEY, COLUMNS)::text, 'UTF8')) AS digest FROM reconciliation_TABLE
"""
FIRST_PLACE = 600


def sealed():
    """The views by which the rows are sealed with every run."""
    for place, (table, (key, columns)) in enumerate(SEALED.items(), FIRST_PLACE):
        view = VIEW.replace("TABLE", table).replace("KEY", key).replace("COLUMNS", columns)
        name = f"reconciliation_{table}_sealed"
        yield migrations.RunSQL(view, f"DROP VIEW {name}")
        yield sealed_source(name, place)


class Migration(migrations.Migration):
    dependencies = [("reconciliation", "0001_initial")]
    operations = [
        migrations.RunSQL(PREPARER, "ALTER TABLE reconciliation_review DROP CONSTRAINT review_names_the_preparer"),
        *sealed(),
    ]
