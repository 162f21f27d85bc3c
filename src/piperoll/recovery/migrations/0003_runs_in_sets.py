"""The run of each proposal is looked up once a statement: runs stay, and half of what keeping proposals took was this."""

from django.db import migrations

from piperoll.database.schema import rows_stay

TABLES = ("recovery_proposal", "recovery_proposalitem")
IN_SETS = """
ALTER TABLE {table} DROP CONSTRAINT {table}_run_id_fk;
CREATE TRIGGER runs_stand AFTER INSERT ON {table} REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION piperoll_keys_stand('run_id', 'runs_run')
"""
ONE_BY_ONE = """
DROP TRIGGER runs_stand ON {table};
ALTER TABLE {table} ADD CONSTRAINT {table}_run_id_fk FOREIGN KEY (run_id) REFERENCES runs_run
"""


class Migration(migrations.Migration):
    dependencies = [("recovery", "0002_books"), ("runs", "0004_refused_offers")]
    operations = [
        rows_stay("runs_run"),
        *(migrations.RunSQL(IN_SETS.format(table=table), ONE_BY_ONE.format(table=table)) for table in TABLES),
    ]
