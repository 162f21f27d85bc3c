"""Keys checked at once, and bank lines among the sealed rows."""

from django.db import migrations

from piperoll.database.schema import foreign_key, run_index, sealed_source

BANK_LINES = """
CREATE VIEW receipting_bankline_sealed AS
SELECT run_id, id AS row_id,
       sha256(convert_to(
         id || '|' || statement_id || '|' || line_number || '|' || (booked_on - date '1970-01-01')
         || '|' || (value_on - date '1970-01-01') || '|' || amount_pence || '|' || type_code || '|' || kind, 'UTF8')
         || fingerprint || text_digest) AS digest
FROM receipting_bankline
"""


class Migration(migrations.Migration):
    dependencies = [("receipting", "0001_initial"), ("receivables", "0002_books")]
    operations = [
        foreign_key("receipting_bankline", "statement_id", "receipting_statement"),
        foreign_key("receipting_banklinetext", "line_id", "receipting_bankline"),
        foreign_key("receipting_receipt", "bank_line_id", "receipting_bankline"),
        foreign_key("receipting_suspense", "receipt_id", "receipting_receipt"),
        foreign_key("receipting_match", "receipt_id", "receipting_receipt"),
        foreign_key("receipting_placement", "receipt_id", "receipting_receipt"),
        foreign_key("receipting_placement", "item_id", "receivables_item"),
        run_index("receipting_bankline"),
        run_index("receipting_receipt"),
        run_index("receipting_match"),
        run_index("receipting_placement"),
        migrations.RunSQL(BANK_LINES, "DROP VIEW receipting_bankline_sealed"),
        sealed_source("receipting_bankline_sealed", 40),
    ]
