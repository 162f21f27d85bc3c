"""What is decided of cases is sealed; the keys of the list, which is written by the hundred thousand."""

from django.db import migrations

from piperoll.database.schema import foreign_key, keys_in_sets, sealed_tables

SEALED = {
    "assignment": ("id", "customer_id, officer_id, team_id, reason"),
    "caseloadcover": ("id", "away_id, officer_id, team_id, valid_from, valid_to, reason"),
    "caseloadcoverend": ("id", "cover_id, valid_to, reason"),
    "nextaction": ("id", "customer_id, action, due_on, due_time, note"),
}
KEYS = {"customer_id": "customers_customer"}


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("recovery", "0003_runs_in_sets"), ("runs", "0003_keys_in_sets")]
    operations = [
        *sealed_tables("cases", 700, SEALED),
        *(foreign_key("cases_standing", column, to) for column, to in KEYS.items()),
        *keys_in_sets("cases_standing", **KEYS),
        foreign_key("cases_standing", "run_id", "runs_run"),
        foreign_key("cases_standing", "officer_id", "authority_user"),
        foreign_key("cases_standing", "team_id", "cases_team"),
    ]
