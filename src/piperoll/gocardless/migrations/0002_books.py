"""What is sealed with every run: what GoCardless made, told and paid out."""

from django.db import migrations

from piperoll.database.schema import foreign_key, sealed_source

SEALED = {
    "gocardlessmandate": "gocardless_id, mandate_id, account_id",
    "gocardlesspayment": "gocardless_id, collection_id, charge_on",
    "gocardlessevent": "gocardless_id, about, action, extract(epoch FROM happened_at), "
    "encode(sha256(convert_to(told, 'UTF8')), 'hex'), advice_id",
    "payout": "gocardless_id, reference, arrives_on, amount_pence, items_pence, fees_pence, expected_id, journal_id",
    "payoutitem": "payout_id, payment_id, kind, amount_pence",
}
VIEW = """
CREATE VIEW TABLE_sealed AS
SELECT run_id, id AS row_id, sha256(convert_to(jsonb_build_array(id, COLUMNS)::text, 'UTF8')) AS digest FROM TABLE
"""
FIRST_PLACE = 460


def sealed(table, columns, place):
    """The view by which a table's rows are sealed with every run."""
    view = f"gocardless_{table}_sealed"
    return [
        migrations.RunSQL(
            VIEW.replace("TABLE", f"gocardless_{table}").replace("COLUMNS", columns), f"DROP VIEW {view}"
        ),
        sealed_source(view, place),
    ]


class Migration(migrations.Migration):
    dependencies = [("gocardless", "0001_initial"), ("ledger", "0004_collect_fees")]
    operations = [
        foreign_key("gocardless_payout", "journal_id", "ledger_journal"),
        *(
            one
            for place, (table, columns) in enumerate(SEALED.items(), FIRST_PLACE)
            for one in sealed(table, columns, place)
        ),
    ]
