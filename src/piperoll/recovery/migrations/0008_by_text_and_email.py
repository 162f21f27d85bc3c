"""A stage may be an email or a text; a text that went counts as done like a letter, and one found to have gone does too."""

from django.db import migrations, models

DONE = """
CREATE OR REPLACE VIEW recovery_done AS
-- What was done about each instalment that was chased: letters, emails and texts that went and did not come back, and steps somebody took.
SELECT p.customer_id, p.stage::text AS stage, min(u.effective_on) AS done_on, x.item_id
FROM recovery_proposal p
JOIN dispatch_document d ON d.kind IN ('reminder', 'rem_text') AND d.source_id = p.id
JOIN dispatch_outbox o ON o.document_id = d.id AND o.state IN ('sent', 'delivered')
JOIN dispatch_event e ON e.document_id = d.id AND e.event IN ('send', 'find_sent')
JOIN runs_run u ON u.id = e.run_id
JOIN recovery_proposalitem x ON x.proposal_id = p.id
GROUP BY p.customer_id, p.stage, x.item_id, p.id
UNION ALL
SELECT s.customer_id, s.stage, s.taken_on, x.item_id FROM recovery_steptaken s JOIN recovery_stepitem x ON x.step_id = s.id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("recovery", "0007_claims_sealed"),
        ("dispatch", "0016_reminders_by_text"),
        ("safeguards", "0014_by_email"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="stage",
            name="recovery_letters_have_words",
        ),
        migrations.AddField(
            model_name="proposal",
            name="goes_by",
            field=models.CharField(
                choices=[("letter", "Letter or email, as they chose"), ("email", "Email"), ("text", "Text")],
                db_default="letter",
                default="letter",
                max_length=6,
            ),
        ),
        migrations.AlterField(
            model_name="stage",
            name="channel",
            field=models.CharField(
                choices=[
                    ("letter", "Letter or email, as each chose"),
                    ("email", "Email, unless they asked for post"),
                    ("text", "Text to whoever asked for texts"),
                    ("call", "Telephone call"),
                    ("person", "Somebody’s work"),
                ],
                max_length=6,
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("channel__in", ("letter", "email", "text")), _negated=True),
                    ("stage__in", ("first_notice", "reminder", "final_notice", "before_action", "letter_of_claim")),
                    _connector="OR",
                ),
                name="recovery_letters_have_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("channel", "text"), _negated=True),
                    ("stage__in", ("first_notice", "reminder")),
                    _connector="OR",
                ),
                name="recovery_texts_say_little",
            ),
        ),
        migrations.RunSQL(DONE, migrations.RunSQL.noop),
    ]
