"""The debts that some arrangements pause, without working out where everybody's stand."""

from django.db import migrations

PAUSED_OF = """
CREATE FUNCTION arrangements_paused_of(on_day date, of_these bigint[]) RETURNS TABLE (item_id bigint, arrangement_id bigint) LANGUAGE sql STABLE AS $$
-- The debts that are not chased, because one of these arrangements (of all, where none are named) is kept, or we wrote about it and wait.
SELECT d.item_id, d.arrangement_id FROM arrangements_livedebt d JOIN arrangements_standing_of(on_day, of_these) s ON s.arrangement_id = d.arrangement_id
WHERE s.state <> 'broken'
$$
"""
PAUSED = """
CREATE OR REPLACE FUNCTION arrangements_paused(on_day date) RETURNS TABLE (item_id bigint, arrangement_id bigint) LANGUAGE sql STABLE AS $$
SELECT * FROM arrangements_paused_of(on_day, NULL)
$$
"""
BEFORE = """
CREATE OR REPLACE FUNCTION arrangements_paused(on_day date) RETURNS TABLE (item_id bigint, arrangement_id bigint) LANGUAGE sql STABLE AS $$
SELECT d.item_id, d.arrangement_id FROM arrangements_livedebt d JOIN arrangements_standing(on_day) s ON s.arrangement_id = d.arrangement_id
WHERE s.state <> 'broken'
$$
"""


class Migration(migrations.Migration):
    dependencies = [("arrangements", "0008_unheard")]
    operations = [
        migrations.RunSQL(PAUSED_OF, "DROP FUNCTION arrangements_paused_of(date, bigint[])"),
        migrations.RunSQL(PAUSED, BEFORE),
    ]
