"""Where every dispute stands, what is sealed with every run, and what a dispute may be about to begin with."""

from datetime import date

from django.db import migrations

from piperoll.database.schema import sealed_tables

STANDING = """
CREATE VIEW disputes_standing AS
-- Every dispute with whoever is to answer it now, the answer, the last chaser, what came of it, and whether its sum is held.
SELECT d.id AS dispute_id, d.customer_id, d.invoice_id, d.line_number, d.kind, d.code, d.words, d.amount_pence, d.raised_on,
       a.id AS assignment_id, a.service_id, a.user_id, a.words AS asked, a.answer_by, w.answered_on, w.words AS answer, c.step AS chased, c.chased_on,
       o.outcome, o.why, o.credited_pence, o.request_id, r.state AS request_state, o.closed_on, d.hold_id,
       d.hold_id IS NOT NULL AND NOT EXISTS (SELECT FROM safeguards_holdrelease f WHERE f.hold_id = d.hold_id) AS is_held
FROM disputes_dispute d
JOIN LATERAL (SELECT * FROM disputes_assignment x WHERE x.dispute_id = d.id ORDER BY x.id DESC LIMIT 1) a ON true
LEFT JOIN disputes_answer w ON w.assignment_id = a.id
LEFT JOIN LATERAL (SELECT step, chased_on FROM disputes_chaser x WHERE x.assignment_id = a.id ORDER BY x.id DESC LIMIT 1) c ON true
LEFT JOIN disputes_outcome o ON o.dispute_id = d.id
LEFT JOIN authority_requeststate r ON r.request_id = o.request_id
"""
WAITING = """
CREATE VIEW disputes_waiting AS
-- What somebody is to do about disputes: decide one that is answered, look after one that is late, or see to a credit that was refused.
SELECT dispute_id, customer_id, invoice_id, amount_pence, service_id, user_id, raised_on, answer_by AS due_on,
       CASE WHEN outcome IS NOT NULL THEN 'credit_refused' WHEN answered_on IS NOT NULL THEN 'answered' ELSE 'asked' END AS what
FROM disputes_standing
WHERE outcome IS NULL OR request_state IN ('refused', 'withdrawn')
"""
POLICY, FROM = "Council policy: disputes", date(2000, 1, 1)
CODES = [
    ("not_delivered", "The service was not delivered", 10),
    ("price", "Wrong price, rate or quantity", 5),
    ("not_theirs", "Somebody else owes it", 5),
    ("paid", "They say they paid it", 5),
    ("twice", "Billed twice", 5),
    ("care_change", "Care changed, ended or was reassessed", 10),
    ("assessment", "What they were assessed to pay", 10),
    ("quality", "The service was not as it should be", 10),
    ("question", "A question about the bill", 5),
    ("other", "Something else", 10),
]
SEALED = {
    "dispute": ("id", "customer_id, invoice_id, line_number, kind, code, words, amount_pence, hold_id, raised_on"),
    "assignment": ("id", "dispute_id, service_id, user_id, words, asked_on, answer_by"),
    "answer": ("assignment_id", "words, answered_on"),
    "chaser": ("id", "assignment_id, step, chased_on"),
    "outcome": ("dispute_id", "outcome, why, what_next, credited_pence, request_id, closed_on"),
}


def write(apps, schema_editor):
    """One row for each code, to be checked by the council; the service that billed answers."""
    code = apps.get_model("disputes", "Code")
    code.objects.using(schema_editor.connection.alias).bulk_create(
        code(code=one, name=name, answer_days=days, valid_from=FROM, authority=POLICY, source=POLICY, to_verify=True)
        for one, name, days in CODES
    )


class Migration(migrations.Migration):
    dependencies = [("disputes", "0001_initial")]
    operations = [
        migrations.RunSQL(STANDING, "DROP VIEW disputes_standing"),
        migrations.RunSQL(WAITING, "DROP VIEW disputes_waiting"),
        migrations.RunPython(write, migrations.RunPython.noop),
        *sealed_tables("disputes", 740, SEALED),
    ]
