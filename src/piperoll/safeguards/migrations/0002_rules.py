"""The rules of the first day: what each flag and hold means for each act. A rule that changes is another row."""

from datetime import date

from django.db import migrations

ACTS = ["bill", "send_invoice", "send_statement", "send_credit_note", "send_reminder", "telephone", "text", "collect"]
ALLOW, BAR, ROUTE = "allow", "bar", "route"
FOR_ALL_TIME = date(2000, 1, 1)

# state, acts, answer, sentence, source, does it protect a joint account too?
RULES = [
    ("vulnerable", "bill send_invoice send_statement send_credit_note collect", ALLOW, "is done, in the way they need", "Equality Act 2010 s.20", False),
    ("vulnerable", "telephone", ALLOW, "ask first what they need and whether now is a good time", "Equality Act 2010 s.20", False),
    ("vulnerable", "send_reminder", BAR, "no reminder goes by itself; whoever looks after them decides what is said", "Equality Act 2010 s.149; Care Act statutory guidance Annex D", True),
    ("vulnerable", "text", BAR, "no text message goes by itself; whoever looks after them decides what is said", "Equality Act 2010 s.149", False),
    ("deceased", "bill", ROUTE, "new charges are billed only to an executor or administrator on record", "Administration of Estates Act 1925", False),
    ("deceased", "send_invoice send_statement send_credit_note", ROUTE, "it goes to the executors, never to relatives", "Administration of Estates Act 1925", False),
    ("deceased", "telephone", ROUTE, "speak only to an executor or administrator on record", "Administration of Estates Act 1925", False),
    ("deceased", "send_reminder text", BAR, "reminders stop the same day; the claim is on the estate", "Council policy: death", False),
    ("deceased", "collect", BAR, "the Direct Debit is cancelled; the claim is on the estate", "Direct Debit scheme rules; Council policy: death", False),
    ("gone_away", "bill", ALLOW, "what is owed is billed all the same", "Council policy: gone away", False),
    ("gone_away", "collect telephone text", ALLOW, "is done; ask for the new address", "Council policy: gone away", False),
    ("gone_away", "send_invoice send_statement send_credit_note", ROUTE, "no post goes where they no longer live; it goes by email, if they have one", "UK GDPR Art 5(1)(d) and (f)", False),
    ("gone_away", "send_reminder", ROUTE, "no post goes where they no longer live; it goes by email, if they have one", "UK GDPR Art 5(1)(d) and (f)", False),
    ("insolvent", "bill send_invoice send_statement send_credit_note", ALLOW, "what falls due after the order is billed as ever", "Insolvency Act 1986 s.285", False),
    ("insolvent", "send_reminder telephone text", BAR, "no step is taken for debts from before the order; they are proved in the insolvency", "Insolvency Act 1986 s.285", False),
    ("insolvent", "collect", BAR, "nothing is collected until a person has parted the debts at the order", "Insolvency Act 1986 s.284 and s.285", False),
    ("minor", "bill send_invoice send_statement send_credit_note send_reminder telephone", ROUTE, "a child is not billed; it goes to their parent or guardian", "Family Law Reform Act 1969 s.1; Council policy: children", False),
    ("minor", "text", BAR, "a child is not sent text messages about money", "Council policy: children", False),
    ("minor", "collect", ALLOW, "the parent or guardian holds the mandate", "Council policy: children", False),
    ("restricted", " ".join(ACTS), ALLOW, "is done as ever; only those with a grant see the record", "UK GDPR Art 32", False),
    ("breathing_space", "bill send_invoice send_statement send_credit_note", ALLOW, "ongoing charges are billed; statements go when asked for", "SI 2020/1311 reg 16", False),
    ("breathing_space", "send_reminder telephone text", BAR, "no contact about enforcing a debt during breathing space", "SI 2020/1311 reg 7 and reg 11", True),
    ("breathing_space", "collect", BAR, "no collection step during breathing space; the debtor may pay if they choose", "SI 2020/1311 reg 7", True),
    ("mental_health_crisis", "bill send_invoice send_statement send_credit_note", ALLOW, "ongoing charges are billed; statements go when asked for", "SI 2020/1311 Part 3", False),
    ("mental_health_crisis", "send_reminder telephone text", BAR, "no contact about enforcing a debt during a mental health crisis moratorium", "SI 2020/1311 Part 3", True),
    ("mental_health_crisis", "collect", BAR, "no collection step during a mental health crisis moratorium", "SI 2020/1311 Part 3", True),
    ("dispute", "send_reminder collect text", BAR, "not chased until the dispute is answered", "Council policy: disputes", True),
    ("complaint", "send_reminder text", BAR, "not chased until the complaint is answered", "Council policy: complaints", True),
    ("debt_advice", "send_reminder telephone text", BAR, "left in peace while they take debt advice", "Pre-Action Protocol for Debt Claims para 4.2", True),
    ("awaiting_decision", "send_reminder text", BAR, "not chased until the decision is made", "Care and support statutory guidance Annex D", True),
    ("safeguarding", "send_reminder telephone text collect", BAR, "nothing is done until the safeguarding enquiry says so", "Care Act 2014 s.42", True),
    ("other", "send_reminder text", BAR, "not chased while the hold lasts", "Council policy: holds", True),
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
    dependencies = [("safeguards", "0001_initial")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
