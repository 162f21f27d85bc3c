"""Bankings and what came back of them, among the sealed rows."""

from django.db import migrations

from piperoll.database.schema import sealed_source

SEALED = {
    "banking": ("id", "method_id, bank_account_id, slip, banked_on, amount_pence, takings, expected_id"),
    "bankedtaking": ("taking_id", "banking_id"),
    "unpaid": ("taking_id", "amount_pence, returned_on, reason, expected_id, journal_id"),
}
VIEW = """
CREATE VIEW TABLE_sealed AS
SELECT run_id, KEY AS row_id, sha256(convert_to(jsonb_build_array(KEY, COLUMNS)::text, 'UTF8')) AS digest FROM TABLE
"""
FIRST_PLACE = 46


def _sealed(place: int, name: str, key: str, columns: str) -> list[migrations.RunSQL]:
    table = f"takings_{name}"
    view = VIEW.replace("TABLE", table).replace("KEY", key).replace("COLUMNS", columns)
    return [
        migrations.RunSQL(view, f"DROP VIEW {table}_sealed"),
        sealed_source(f"{table}_sealed", place),
    ]


class Migration(migrations.Migration):
    dependencies = [("takings", "0001_initial")]
    operations = [
        operation
        for place, (name, (key, columns)) in enumerate(SEALED.items(), FIRST_PLACE)
        for operation in _sealed(place, name, key, columns)
    ]
