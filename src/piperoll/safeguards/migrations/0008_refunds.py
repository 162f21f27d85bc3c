"""Paying credit back, and setting it off against a debt, are acts of their own, and what each flag and hold means for
them."""

from datetime import date

from django.db import migrations, models

ACTS = [
    ("bill", "Raise an invoice"), ("send_invoice", "Send an invoice"), ("send_statement", "Send a statement"),
    ("send_statements", "Send statements to everybody who owes"), ("send_credit_note", "Send a credit note"),
    ("send_letter", "Send a letter of its own"), ("send_reminder", "Send a reminder"),
    ("telephone", "Telephone about a debt"), ("text", "Send a text message"), ("set_up_mandate", "Set up a Direct Debit"),
    ("collect", "Collect by Direct Debit"), ("refund", "Pay credit back"), ("set_off", "Set credit off against a debt"),
]  # fmt: skip
ALLOW, BAR, ROUTE = "allow", "bar", "route"
FOR_ALL_TIME = date(2000, 1, 1)

# state, act, answer, sentence, source, does it protect a joint account too?
RULES = [
    ("vulnerable", "refund", ALLOW, "this is done in the way they need; make sure they know what is paid and when", "Equality Act 2010 s.20", False),
    ("vulnerable", "set_off", ALLOW, "this is done in the way they need; make sure they understand the offer", "Equality Act 2010 s.20", False),
    ("deceased", "refund", ROUTE, "the money is the estate’s; it is paid to whoever shows probate or letters of administration", "Administration of Estates Act 1925 s.1", False),
    ("deceased", "set_off", BAR, "the estate pays its debts in their order; write to the executors", "Administration of Estates Act 1925 s.34", False),
    ("gone_away", "refund", ALLOW, "only to the account the money came from; a cheque would not reach them", "Council policy: refunds", False),
    ("gone_away", "set_off", ALLOW, "this is done once they were told; ask for the new address", "Council policy: refunds", False),
    ("insolvent", "refund", ALLOW, "ask the trustee or supervisor who is to be paid", "Insolvency Act 1986 s.306", False),
    ("insolvent", "set_off", BAR, "what may be set off is for the trustee or supervisor to settle", "Insolvency Act 1986 s.323", True),
    ("minor", "refund", ALLOW, "it is paid to the parent or guardian who paid", "Council policy: children", False),
    ("minor", "set_off", ALLOW, "only against what was billed for the child", "Council policy: children", False),
    ("restricted", "refund set_off", ALLOW, "this is done as ever; only those with leave see the record", "UK GDPR Art 32", False),
    ("breathing_space", "refund", ALLOW, "it is paid in full; nothing is kept back for a debt", "SI 2020/1311 reg 7", False),
    ("breathing_space", "set_off", BAR, "nothing is taken towards a debt during breathing space", "SI 2020/1311 reg 7 and reg 11", True),
    ("mental_health_crisis", "refund", ALLOW, "it is paid in full; nothing is kept back for a debt", "SI 2020/1311 Part 3", False),
    ("mental_health_crisis", "set_off", BAR, "nothing is taken towards a debt during a mental health crisis moratorium", "SI 2020/1311 Part 3", True),
    ("dispute", "set_off", BAR, "what they owe is disputed; settle that first", "Council policy: refunds", False),
    ("safeguarding", "refund set_off", BAR, "no money is moved until the safeguarding enquiry says so", "Care Act 2014 s.42", True),
]  # fmt: skip


def write(apps, schema_editor):
    """One row for each flag or hold and act."""
    rule = apps.get_model("safeguards", "Rule")
    rule.objects.using(schema_editor.connection.alias).bulk_create(
        rule(
            state=state, act=act, answer=answer, sentence=sentence, authority=source, source=source,
            reaches_joint=reaches_joint, valid_from=FOR_ALL_TIME,
        )
        for state, acts, answer, sentence, source, reaches_joint in RULES
        for act in acts.split()
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("safeguards", "0007_texts_and_letters")]
    operations = [
        migrations.AlterField("rule", "act", models.CharField(choices=ACTS, max_length=20)),
        migrations.RunPython(write, migrations.RunPython.noop),
    ]
