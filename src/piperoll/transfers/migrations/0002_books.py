"""What is sealed with every run, and which credits stand behind a credit that came from another account."""

from django.db import migrations

from piperoll.database.schema import sealed_source

BEHIND = """
CREATE FUNCTION transfers_behind(items bigint[]) RETURNS TABLE (item_id bigint) LANGUAGE sql STABLE AS $$
-- Some credit items and every credit they were moved from, however often.
WITH RECURSIVE behind AS (
  SELECT unnest(items) AS item_id
  UNION SELECT c.item_id FROM behind b JOIN transfers_transfer t ON t.in_item_id = b.item_id JOIN transfers_transferredcredit c ON c.transfer_id = t.id
) SELECT behind.item_id FROM behind
$$
"""
SEALED = {
    "transfer": (
        "id",
        "request_id, from_customer_id, to_customer_id, amount_pence, moved_on, out_item_id, in_item_id, journal_id",
    ),
    "transferredcredit": ("id", "transfer_id, item_id, amount_pence"),
    "transferend": ("transfer_id", "reason, ended_on, out_item_id, in_item_id, journal_id"),
    "movedpayment": ("id", "request_id, placement_id, becomes_id, amount_pence"),
}
VIEW = """
CREATE VIEW transfers_TABLE_sealed AS
SELECT run_id, KEY AS row_id, sha256(convert_to(jsonb_build_array(KEY, COLUMNS)::text, 'UTF8')) AS digest FROM transfers_TABLE
"""
FIRST_PLACE = 540


def sealed(table, key, columns, place):
    """The view by which a table's rows are sealed with every run."""
    view = VIEW.replace("TABLE", table).replace("KEY", key).replace("COLUMNS", columns)
    name = f"transfers_{table}_sealed"
    return [migrations.RunSQL(view, f"DROP VIEW {name}"), sealed_source(name, place)]


class Migration(migrations.Migration):
    dependencies = [("transfers", "0001_initial"), ("ledger", "0008_transfers"), ("receivables", "0010_transfers")]
    operations = [
        migrations.RunSQL(BEHIND, "DROP FUNCTION transfers_behind(bigint[])"),
        *(
            operation
            for place, (table, (key, columns)) in enumerate(SEALED.items(), FIRST_PLACE)
            for operation in sealed(table, key, columns, place)
        ),
    ]
