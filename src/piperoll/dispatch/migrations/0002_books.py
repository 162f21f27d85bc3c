"""Keys checked at once, and documents, events and copies among the sealed rows."""

from django.db import migrations

from piperoll.database.schema import foreign_key, run_index, sealed_source

DOCUMENTS = """
CREATE VIEW dispatch_document_sealed AS
SELECT run_id, id AS row_id,
       sha256(convert_to(
         id || '|' || kind || '|' || source_id || '|' || customer_id || '|' || person_id || '|' || representative_id || '|' || turn
         || '|' || channel || '|' || format || '|' || amount_pence || '|' || (dated - date '1970-01-01'), 'UTF8')) AS digest
FROM dispatch_document
"""
EVENTS = """
CREATE VIEW dispatch_event_sealed AS
SELECT run_id, id AS row_id,
       sha256(convert_to(id || '|' || document_id || '|' || event || '|' || state || '|' || reference || '|' || extract(epoch FROM happened_at),
                         'UTF8')) AS digest
FROM dispatch_event
"""
COPIES = """
CREATE VIEW dispatch_copy_sealed AS
SELECT run_id, id AS row_id,
       sha256(convert_to(id || '|' || document_id || '|' || media || '|' || encode(sha256, 'hex') || '|' || size, 'UTF8')) AS digest
FROM dispatch_copy
"""


class Migration(migrations.Migration):
    dependencies = [
        ("dispatch", "0001_initial"),
        ("receipting", "0003_numbers"),
        ("billing", "0003_purchase_orders"),
        ("receivables", "0006_statements"),
        ("safeguards", "0003_asking"),
        ("customers", "0004_merging"),
    ]
    operations = [
        foreign_key("dispatch_document", "customer_id", "customers_customer"),
        foreign_key("dispatch_document", "run_id", "runs_run"),
        foreign_key("dispatch_outbox", "document_id", "dispatch_document"),
        foreign_key("dispatch_event", "document_id", "dispatch_document"),
        foreign_key("dispatch_copy", "document_id", "dispatch_document"),
        run_index("dispatch_event"),
        run_index("dispatch_copy"),
        migrations.RunSQL(DOCUMENTS, "DROP VIEW dispatch_document_sealed"),
        migrations.RunSQL(EVENTS, "DROP VIEW dispatch_event_sealed"),
        migrations.RunSQL(COPIES, "DROP VIEW dispatch_copy_sealed"),
        sealed_source("dispatch_document_sealed", 220),
        sealed_source("dispatch_event_sealed", 221),
        sealed_source("dispatch_copy_sealed", 222),
    ]
