"""Writing a debt off, and charging interest on one, are acts of their own, and what each flag and hold means for them."""

from datetime import date

from django.db import migrations, models

ACTS = [
    ("bill", "Raise an invoice"), ("send_invoice", "Send an invoice"), ("send_statement", "Send a statement"),
    ("send_statements", "Send statements to everybody who owes"), ("send_credit_note", "Send a credit note"),
    ("send_letter", "Send a letter of its own"), ("send_reminder", "Send a reminder"),
    ("telephone", "Telephone about a debt"), ("text", "Send a text message"), ("set_up_mandate", "Set up a Direct Debit"),
    ("collect", "Collect by Direct Debit"), ("refund", "Pay credit back"), ("set_off", "Set credit off against a debt"),
    ("write_off", "Write a debt off"), ("charge_interest", "Charge interest on a debt"),
]  # fmt: skip
ALLOW, BAR, ROUTE = "allow", "bar", "route"
FOR_ALL_TIME = date(2000, 1, 1)

# state, act, answer, sentence, source, does it protect a joint account too?
RULES = [
    ("vulnerable", "write_off", ALLOW, "nobody is told; hardship may be the reason", "Equality Act 2010 s.20", False),
    ("vulnerable", "charge_interest", ALLOW, "ask first whether it is fair to them", "Equality Act 2010 s.149", False),
    ("deceased", "write_off", ALLOW, "nobody is told; claim from the estate first", "Administration of Estates Act 1925 s.34", False),
    ("deceased", "charge_interest", BAR, "nothing is added while the estate is settled", "Council policy: interest", False),
    ("gone_away", "write_off", ALLOW, "nobody is told; trace them first", "Council policy: write-offs", False),
    ("gone_away", "charge_interest", ALLOW, "a bill for it would not reach them; trace them first", "Council policy: interest", False),
    ("insolvent", "write_off", ALLOW, "nobody is told; prove the debt first", "Insolvency Act 1986 s.322", False),
    ("insolvent", "charge_interest", BAR, "interest after the order cannot be proved", "Insolvency Act 1986 s.322(2)", True),
    ("minor", "write_off", ALLOW, "nobody is told; a child owes nothing for necessities beyond their means", "Council policy: children", False),
    ("minor", "charge_interest", BAR, "no interest is charged to a child", "Council policy: children", False),
    ("restricted", "write_off charge_interest", ALLOW, "this is done as ever; only those with leave see the record", "UK GDPR Art 32", False),
    ("breathing_space", "write_off", ALLOW, "it is a matter of our books, and nobody is told", "SI 2020/1311 reg 11", False),
    ("breathing_space", "charge_interest", BAR, "no interest, fee or charge for any day of breathing space, then or later", "SI 2020/1311 reg 7", True),
    ("mental_health_crisis", "write_off", ALLOW, "it is a matter of our books, and nobody is told", "SI 2020/1311 Part 3", False),
    ("mental_health_crisis", "charge_interest", BAR, "no interest, fee or charge for any day of the moratorium, then or later", "SI 2020/1311 Part 3", True),
    ("dispute", "write_off", BAR, "what they owe is disputed; settle that first", "Council policy: write-offs", False),
    ("dispute", "charge_interest", BAR, "what they owe is disputed; settle that first", "Council policy: interest", False),
    ("safeguarding", "charge_interest", BAR, "nothing is added until the safeguarding enquiry says so", "Care Act 2014 s.42", True),
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
    dependencies = [("safeguards", "0011_hold_scope")]
    operations = [
        migrations.AlterField("rule", "act", models.CharField(choices=ACTS, max_length=20)),
        migrations.RunPython(write, migrations.RunPython.noop),
    ]
