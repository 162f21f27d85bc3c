"""Setting up a Direct Debit is an act of its own, and what each flag and hold means for it."""

from datetime import date

from django.db import migrations, models

FOR_ALL_TIME = date(2000, 1, 1)
ALLOW, BAR = "allow", "bar"

# state, answer, sentence, source, does it protect a joint account too?
RULES = [
    ("vulnerable", ALLOW, "is set up in the way they need; make sure they know what is taken and when", "Equality Act 2010 s.20", False),
    ("deceased", BAR, "nobody can give it for them; the claim is on the estate", "Direct Debit scheme rules", False),
    ("gone_away", BAR, "no confirmation or notice would reach them; find their address first", "Direct Debit scheme rules", False),
    ("insolvent", ALLOW, "only for what falls due after the order", "Insolvency Act 1986 s.284 and s.285", False),
    ("minor", ALLOW, "the parent or guardian gives it, from their own account", "Council policy: children", False),
    ("restricted", ALLOW, "is done as ever; only those with a grant see the record", "UK GDPR Art 32", False),
    ("breathing_space", ALLOW, "only if they ask for it themselves; nothing is collected while it lasts", "SI 2020/1311 reg 7", False),
    ("mental_health_crisis", ALLOW, "only if they ask for it themselves; nothing is collected while it lasts", "SI 2020/1311 Part 3", False),
    ("safeguarding", BAR, "nothing is agreed until the safeguarding enquiry says so", "Care Act 2014 s.42", True),
]  # fmt: skip


def write(apps, schema_editor):
    """One row for each flag or hold."""
    rule = apps.get_model("safeguards", "Rule")
    rule.objects.using(schema_editor.connection.alias).bulk_create(
        rule(
            state=state, act="set_up_mandate", answer=answer, sentence=sentence, authority=source, source=source,
            reaches_joint=reaches_joint, valid_from=FOR_ALL_TIME,
        )
        for state, answer, sentence, source, reaches_joint in RULES
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("safeguards", "0005_calls_and_views")]
    operations = [
        migrations.AlterField(
            model_name="rule",
            name="act",
            field=models.CharField(
                choices=[
                    ("bill", "Raise an invoice"),
                    ("send_invoice", "Send an invoice"),
                    ("send_statement", "Send a statement"),
                    ("send_credit_note", "Send a credit note"),
                    ("send_reminder", "Send a reminder"),
                    ("telephone", "Telephone about a debt"),
                    ("text", "Send a text message"),
                    ("set_up_mandate", "Set up a Direct Debit"),
                    ("collect", "Collect by Direct Debit"),
                ],
                max_length=20,
            ),
        ),
        migrations.RunPython(write, migrations.RunPython.noop),
    ]
