"""Foreign keys of rows added by the hundred thousand, looked up once a statement (see decisions/0010)."""

from django.db import migrations

KEYS_STAND = """
CREATE FUNCTION piperoll_keys_stand() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE astray text;
BEGIN
  FOR place IN 0 .. TG_NARGS - 1 BY 2 LOOP
    EXECUTE format('SELECT min(a.%1$I)::text FROM added a WHERE a.%1$I IS NOT NULL AND NOT EXISTS (SELECT FROM %2$I t WHERE t.id = a.%1$I)',
                   TG_ARGV[place], TG_ARGV[place + 1]) INTO astray;
    IF astray IS NOT NULL THEN
      RAISE EXCEPTION 'insert or update on table "%" violates foreign key "%": % has no row %',
        TG_TABLE_NAME, TG_TABLE_NAME || '_' || TG_ARGV[place] || '_fk', TG_ARGV[place + 1], astray
        USING ERRCODE = 'foreign_key_violation', TABLE = TG_TABLE_NAME, COLUMN = TG_ARGV[place];
    END IF;
  END LOOP;
  RETURN NULL;
END $$
"""
ROWS_STAY = """
CREATE FUNCTION piperoll_rows_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never deleted nor numbered anew: others lean on them', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("runs", "0002_sealing")]
    operations = [
        migrations.RunSQL(KEYS_STAND, "DROP FUNCTION piperoll_keys_stand"),
        migrations.RunSQL(ROWS_STAY, "DROP FUNCTION piperoll_rows_stay"),
    ]
