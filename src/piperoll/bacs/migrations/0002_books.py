"""Keys checked at once, a verdict that names its run's true chooser, and what is sealed with every run."""

from django.db import migrations

from piperoll.database.schema import foreign_key, run_index, sealed_source

CHOOSER = """
ALTER TABLE bacs_verdict ADD CONSTRAINT verdict_names_the_chooser
FOREIGN KEY (collection_run_id, chosen_by_id) REFERENCES bacs_collectionrun (id, chosen_by_id)
"""
SEALED = {
    "collectionrun": "collect_on, input_by, processing_on, chosen_by_id, extract(epoch FROM chosen_at)",
    "verdict": "collection_run_id, what, by_id, chosen_by_id, reason, extract(epoch FROM at)",
    "collection": "collection_run_id, mandate_id, account_id, customer_id, noticed_id, represents_id, code, amount_pence, collect_on",
    "collectionitem": "collection_id, item_id, amount_pence",
    "collectioncredit": "collection_id, customer_id, item_id, amount_pence, journal_id, undoes_id",
    "bacsfile": "serial, format, made_on, processing_on, records, debit_pence, instructions, size, encode(sha256, 'hex')",
    "advice": "report_id, encode(fingerprint, 'hex'), line, reference, code, amount_pence, effective_on, mandate_id, collection_id, "
    "done, next_step, exception",
    "claim": "mandate_id, advice_id, bank_reference, code, amount_pence, logged_on, challenge_by, settles_on",
    "claimevent": "claim_id, event, state, reason, effective_on",
}
VIEW = """
CREATE VIEW TABLE_sealed AS
SELECT run_id, id AS row_id, sha256(convert_to(jsonb_build_array(id, COLUMNS)::text, 'UTF8')) AS digest FROM TABLE
"""
ENDS = """
CREATE VIEW bacs_collectionend_sealed AS
SELECT run_id, collection_id AS row_id,
       sha256(convert_to(jsonb_build_array(collection_id, what, code, reason, ended_on)::text, 'UTF8')) AS digest
FROM bacs_collectionend
"""
FIRST_PLACE = 430


def sealed(table, columns, place):
    """The view by which a table's rows are sealed with every run."""
    view = f"bacs_{table}_sealed"
    return [
        migrations.RunSQL(VIEW.replace("TABLE", f"bacs_{table}").replace("COLUMNS", columns), f"DROP VIEW {view}"),
        sealed_source(view, place),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("bacs", "0001_initial"),
        ("direct_debit", "0002_books"),
        ("ledger", "0003_direct_debit"),
        ("receivables", "0008_collections"),
        ("receipting", "0004_expected"),
    ]
    operations = [
        migrations.RunSQL(CHOOSER, "ALTER TABLE bacs_verdict DROP CONSTRAINT verdict_names_the_chooser"),
        foreign_key("bacs_collection", "collection_run_id", "bacs_collectionrun"),
        foreign_key("bacs_collection", "mandate_id", "direct_debit_mandate"),
        foreign_key("bacs_collection", "account_id", "direct_debit_mandateaccount"),
        foreign_key("bacs_collection", "customer_id", "customers_customer"),
        foreign_key("bacs_collection", "noticed_id", "direct_debit_noticedcollection"),
        foreign_key("bacs_collection", "represents_id", "bacs_collection"),
        foreign_key("bacs_collectionitem", "collection_id", "bacs_collection"),
        foreign_key("bacs_collectionitem", "item_id", "receivables_item"),
        foreign_key("bacs_presentagain", "collection_id", "bacs_collection"),
        foreign_key("bacs_liveitem", "collection_id", "bacs_collection"),
        foreign_key("bacs_liveitem", "item_id", "receivables_item"),
        foreign_key("bacs_collectioncredit", "collection_id", "bacs_collection"),
        foreign_key("bacs_collectioncredit", "item_id", "receivables_item"),
        foreign_key("bacs_collectionend", "collection_id", "bacs_collection"),
        foreign_key("bacs_claimedcollection", "collection_id", "bacs_collection"),
        *(
            run_index(f"bacs_{table}")
            for table in ("collection", "collectionitem", "collectioncredit", "collectionend")
        ),
        *(
            one
            for place, (table, columns) in enumerate(SEALED.items(), FIRST_PLACE)
            for one in sealed(table, columns, place)
        ),
        migrations.RunSQL(ENDS, "DROP VIEW bacs_collectionend_sealed"),
        sealed_source("bacs_collectionend_sealed", FIRST_PLACE + len(SEALED)),
    ]
