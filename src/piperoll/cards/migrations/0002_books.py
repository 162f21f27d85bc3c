"""What is sealed with every run: card payments, what they are for, how they ended; links; messages; settlements."""

from django.db import migrations

from piperoll.database.schema import foreign_key, sealed_source

SEALED = {
    "paymentlink": ("id", "encode(key, 'hex'), customer_id, expires_on"),
    "linkpart": ("id", "link_id, invoice_id, amount_pence"),
    "cardpayment": ("id", "reference, customer_id, amount_pence, is_moto, link_id, started_on"),
    "cardpart": ("id", "payment_id, invoice_id, amount_pence"),
    "cardthere": ("payment_id", "govuk_id"),
    "cardend": ("payment_id", "state, code, why, taking_id, over_pence, ended_on"),
    "cardmessage": ("id", "message_id, event, govuk_id"),
    "cardsettlement": ("id", "settled_on, gross_pence, fees_pence, net_pence, banking_id, journal_id"),
    "settledpayment": ("payment_id", "settlement_id, amount_pence, fee_pence"),
}
VIEW = """
CREATE VIEW TABLE_sealed AS
SELECT run_id, KEY AS row_id, sha256(convert_to(jsonb_build_array(KEY, COLUMNS)::text, 'UTF8')) AS digest FROM TABLE
"""
FIRST_PLACE = 470


def sealed(table, key, columns, place):
    """The view by which a table's rows are sealed with every run."""
    view = VIEW.replace("TABLE", table).replace("KEY", key).replace("COLUMNS", columns)
    return [migrations.RunSQL(view, f"DROP VIEW {table}_sealed"), sealed_source(f"{table}_sealed", place)]


class Migration(migrations.Migration):
    dependencies = [("cards", "0001_initial"), ("ledger", "0009_cards")]
    operations = [
        foreign_key("cards_cardsettlement", "journal_id", "ledger_journal"),
        *(
            one
            for place, (table, (key, columns)) in enumerate(SEALED.items(), FIRST_PLACE)
            for one in sealed(f"cards_{table}", key, columns, place)
        ),
    ]
