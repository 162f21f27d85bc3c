"""What sealing and waiting for a run need of the database itself."""

from django.db import migrations

SEAL_ROOT = """
CREATE FUNCTION runs_seal_root(run bigint) RETURNS bytea LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT sha256(coalesce(string_agg(b.digest, ''::bytea ORDER BY s.place, b.place), ''::bytea))
  FROM runs_sealblock b JOIN runs_sealedsource s ON s.name = b.source
  WHERE b.run_id = run;
END
"""
SEAL_CHAIN = """
CREATE FUNCTION runs_seal_chain(before bytea, root bytea, seal bigint, run bigint, row_count bigint)
RETURNS bytea LANGUAGE sql STABLE
RETURN sha256(before || root || convert_to(seal || '|' || run || '|' || row_count, 'UTF8'))
"""
LOCK_WITHIN = """
CREATE FUNCTION piperoll_lock_within(kind int, key int, patience interval) RETURNS boolean LANGUAGE plpgsql
SET search_path = pg_catalog AS $$
DECLARE until timestamptz := clock_timestamp() + patience;
BEGIN
  LOOP
    IF pg_try_advisory_lock(kind, key) THEN RETURN true; END IF;
    IF clock_timestamp() > until THEN RETURN false; END IF;
    PERFORM pg_sleep(0.2);
  END LOOP;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("runs", "0001_initial")]
    operations = [
        migrations.RunSQL(SEAL_ROOT, "DROP FUNCTION runs_seal_root"),
        migrations.RunSQL(SEAL_CHAIN, "DROP FUNCTION runs_seal_chain"),
        migrations.RunSQL(LOCK_WITHIN, "DROP FUNCTION piperoll_lock_within"),
    ]
