"""Issuing a claim in court is an act of its own, and what each flag and hold means for it."""

from datetime import date

from django.db import migrations, models

ACTS = [
    ("bill", "Raise an invoice"), ("send_invoice", "Send an invoice"), ("send_statement", "Send a statement"),
    ("send_statements", "Send statements to everybody who owes"), ("send_credit_note", "Send a credit note"),
    ("send_letter", "Send a letter of its own"), ("send_reminder", "Send a reminder"),
    ("telephone", "Telephone about a debt"), ("text", "Send a text message"), ("set_up_mandate", "Set up a Direct Debit"),
    ("collect", "Collect by Direct Debit"), ("refund", "Pay credit back"), ("set_off", "Set credit off against a debt"),
    ("write_off", "Write a debt off"), ("charge_interest", "Charge interest on a debt"),
    ("issue_claim", "Issue a claim in court"),
]  # fmt: skip
ALLOW, BAR = "allow", "bar"
FOR_ALL_TIME = date(2000, 1, 1)

# state, answer, sentence, source, does it protect a joint account too?
RULES = [
    ("vulnerable", BAR, "no claim goes forward by itself while somebody is vulnerable; a manager decides with them", "Equality Act 2010 s.149", True),
    ("deceased", BAR, "the debt is the estate’s; claim it from whoever settles the estate", "Administration of Estates Act 1925 s.34", False),
    ("gone_away", BAR, "a claim must be served where they live; trace them first", "Civil Procedure Rules 6.9", False),
    ("insolvent", BAR, "no remedy against the person for debts of before the order; prove the debt", "Insolvency Act 1986 s.285, s.251G, s.260, Sch B1 para 43, s.130", True),
    ("minor", BAR, "a child is not sued for it", "Council policy: children; Civil Procedure Rules 21", False),
    ("restricted", ALLOW, "this is done as ever; only those with leave see the record", "UK GDPR Art 32", False),
    ("breathing_space", BAR, "no claim is made while it lasts", "SI 2020/1311 reg 7", True),
    ("mental_health_crisis", BAR, "no claim is made while it lasts", "SI 2020/1311 reg 7, and Part 3", True),
    ("dispute", BAR, "what they owe is disputed; settle that first", "Pre-Action Protocol for Debt Claims, para 6", False),
    ("complaint", BAR, "answer their complaint first", "Local Government Act 1974 s.26", False),
    ("debt_advice", BAR, "they take debt advice and are given time for it", "Pre-Action Protocol for Debt Claims, para 4", True),
    ("awaiting_decision", BAR, "a decision about it is awaited", "Council policy: holds", False),
    ("safeguarding", BAR, "ask whoever leads the safeguarding enquiry first", "Care Act 2014 s.42", True),
    ("other", BAR, "it is on hold", "Council policy: holds", False),
]  # fmt: skip


def write(apps, schema_editor):
    """One row for each flag or hold."""
    rule = apps.get_model("safeguards", "Rule")
    rule.objects.using(schema_editor.connection.alias).bulk_create(
        rule(
            state=state, act="issue_claim", answer=answer, sentence=sentence, authority=source, source=source,
            reaches_joint=joint, valid_from=FOR_ALL_TIME,
        )
        for state, answer, sentence, source, joint in RULES
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("safeguards", "0012_write_offs")]
    operations = [
        migrations.AlterField("rule", "act", models.CharField(choices=ACTS, max_length=20)),
        migrations.RunPython(write, migrations.RunPython.noop),
    ]
