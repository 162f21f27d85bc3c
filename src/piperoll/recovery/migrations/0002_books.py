"""A verdict that names its run's true proposer, what was done about each instalment, keys, and what is sealed."""

from django.db import migrations

from piperoll.database.schema import foreign_key, keys_in_sets, run_index, sealed_source

PROPOSER = """
ALTER TABLE recovery_reminderverdict ADD CONSTRAINT reminder_verdict_names_the_proposer
FOREIGN KEY (reminder_run_id, proposed_by_id) REFERENCES recovery_reminderrun (id, proposed_by_id)
"""
DONE = """
CREATE VIEW recovery_done AS
-- What was done about each instalment that was chased: letters that went and did not come back, and steps somebody took.
SELECT p.customer_id, p.stage::text AS stage, min(u.effective_on) AS done_on, x.item_id
FROM recovery_proposal p
JOIN dispatch_document d ON d.kind = 'reminder' AND d.source_id = p.id
JOIN dispatch_outbox o ON o.document_id = d.id AND o.state IN ('sent', 'delivered')
JOIN dispatch_event e ON e.document_id = d.id AND e.event = 'send'
JOIN runs_run u ON u.id = e.run_id
JOIN recovery_proposalitem x ON x.proposal_id = p.id
GROUP BY p.customer_id, p.stage, x.item_id, p.id
UNION ALL
SELECT s.customer_id, s.stage, s.taken_on, x.item_id FROM recovery_steptaken s JOIN recovery_stepitem x ON x.step_id = s.id
"""
SEALED = {
    "reminderrun": ("id", "proposed_on, proposed_by_id, extract(epoch FROM proposed_at), accounts, letters, letters_pence"),
    "proposal": (
        "id",
        "reminder_run_id, customer_id, track, stage, why, reason, overdue_pence, held_pence, debit_pence, credit_pence, "
        "suspense_pence, chased_pence, since",
    ),
    "proposalitem": ("id", "proposal_id, item_id, amount_pence"),
    "reminderverdict": ("id", "reminder_run_id, what, by_id, proposed_by_id, reason, extract(epoch FROM at)"),
    "dropped": ("proposal_id", "reason"),
    "steptaken": ("id", "customer_id, stage, note, taken_on"),
    "stepitem": ("id", "step_id, item_id"),
}  # fmt: skip
VIEW = """
CREATE VIEW recovery_TABLE_sealed AS
SELECT run_id, KEY AS row_id, sha256(convert_to(jsonb_build_array(KEY, COLUMNS)::text, 'UTF8')) AS digest FROM recovery_TABLE
"""
FIRST_PLACE = 620
IN_SETS = {
    "recovery_proposal": {"reminder_run_id": "recovery_reminderrun", "customer_id": "customers_customer"},
    "recovery_proposalitem": {"proposal_id": "recovery_proposal", "item_id": "receivables_item"},
}


def keys():
    """The keys of the two large tables, looked up once a statement."""
    for table, found in IN_SETS.items():
        yield from (foreign_key(table, column, to) for column, to in (found | {"run_id": "runs_run"}).items())
        yield from keys_in_sets(table, **found)


def sealed():
    """The views by which rows are sealed with every run."""
    for place, (table, (key, columns)) in enumerate(SEALED.items(), FIRST_PLACE):
        name = f"recovery_{table}_sealed"
        view = VIEW.replace("TABLE", table).replace("KEY", key).replace("COLUMNS", columns)
        yield migrations.RunSQL(view, f"DROP VIEW {name}")
        yield sealed_source(name, place)


class Migration(migrations.Migration):
    dependencies = [
        ("recovery", "0001_initial"), ("dispatch", "0009_reminders"), ("safeguards", "0011_hold_scope"),
        ("bacs", "0007_keys_in_sets"), ("runs", "0003_keys_in_sets"),
    ]  # fmt: skip
    operations = [
        migrations.RunSQL(
            PROPOSER, "ALTER TABLE recovery_reminderverdict DROP CONSTRAINT reminder_verdict_names_the_proposer"
        ),
        migrations.RunSQL(DONE, "DROP VIEW recovery_done"),
        *keys(),
        *(run_index(f"recovery_{table}") for table in ("proposal", "proposalitem", "dropped")),
        *sealed(),
    ]
