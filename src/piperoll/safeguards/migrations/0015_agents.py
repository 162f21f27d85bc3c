"""Handing a debt to an agent, and telling one, are acts of their own; what an agent has is on hold from our ladder."""

from datetime import date

from django.db import migrations, models

ALLOW, BAR = "allow", "bar"
FOR_ALL_TIME = date(2000, 1, 1)
TOLD = "an agent who has the case is told at once"

# state, act, answer, sentence, source, does it protect a joint account too?
RULES = [
    ("vulnerable", "refer_to_agent", BAR, "nobody vulnerable is handed to an agent; a manager decides with them", "Equality Act 2010 s.149; Taking Control of Goods: National Standards 2014", True),
    ("deceased", "refer_to_agent", BAR, "the debt is the estate’s; claim it from whoever settles the estate", "Administration of Estates Act 1925 s.34", False),
    ("gone_away", "refer_to_agent", ALLOW, "say so in the papers; an agent may trace them", "Council policy: agents", False),
    ("insolvent", "refer_to_agent", BAR, "no remedy against the person for debts of before the order; prove the debt", "Insolvency Act 1986 s.285, s.251G, s.260, Sch B1 para 43, s.130", True),
    ("minor", "refer_to_agent", BAR, "no agent is sent to a child", "Council policy: children", False),
    ("restricted", "refer_to_agent", BAR, "nothing of a restricted record leaves the council", "UK GDPR Art 32", False),
    ("breathing_space", "refer_to_agent", BAR, "no agent is asked while it lasts, and one who has the case stops", "SI 2020/1311 reg 7 and reg 12", True),
    ("mental_health_crisis", "refer_to_agent", BAR, "no agent is asked while it lasts, and one who has the case stops", "SI 2020/1311 reg 7, reg 12 and Part 3", True),
    ("dispute", "refer_to_agent", BAR, "what they owe is disputed; settle that first", "Council policy: agents", False),
    ("complaint", "refer_to_agent", BAR, "answer their complaint first", "Local Government Act 1974 s.26", False),
    ("debt_advice", "refer_to_agent", BAR, "they take debt advice and are given time for it", "Council policy: agents", True),
    ("awaiting_decision", "refer_to_agent", BAR, "a decision about it is awaited", "Council policy: holds", False),
    ("safeguarding", "refer_to_agent", BAR, "ask whoever leads the safeguarding enquiry first", "Care Act 2014 s.42", True),
    ("other", "refer_to_agent", BAR, "it is on hold", "Council policy: holds", False),
    ("vulnerable deceased gone_away insolvent minor restricted", "tell_agent", ALLOW, TOLD, "Council policy: agents", True),
    ("breathing_space mental_health_crisis", "tell_agent", ALLOW, f"{TOLD}; else we answer for what they do", "SI 2020/1311 reg 12", True),
    ("with_agent", "send_reminder telephone text", BAR, "an agent asks them for it; two at once is unfair", "Council policy: agents", False),
    ("with_agent", "refer_to_agent", BAR, "an agent has it already", "Council policy: agents", False),
    ("with_agent", "issue_claim write_off", BAR, "recall it from the agent first", "Council policy: agents", False),
    ("with_agent", "charge_interest", ALLOW, "tell the agent what is added", "Council policy: agents", False),
]  # fmt: skip


def write(apps, schema_editor):
    """One row for each flag or hold and act."""
    rule = apps.get_model("safeguards", "Rule")
    rule.objects.using(schema_editor.connection.alias).bulk_create(
        rule(
            state=state, act=act, answer=answer, sentence=sentence, authority=source, source=source,
            reaches_joint=reaches_joint, valid_from=FOR_ALL_TIME,
        )
        for states, acts, answer, sentence, source, reaches_joint in RULES
        for state in states.split()
        for act in acts.split()
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0009_added_by"),
        ("runs", "0004_refused_offers"),
        ("safeguards", "0014_by_email"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="hold",
            name="hold_kind",
        ),
        migrations.AlterField(
            model_name="hold",
            name="kind",
            field=models.CharField(
                choices=[
                    ("breathing_space", "Breathing space"),
                    ("mental_health_crisis", "Mental health crisis breathing space"),
                    ("dispute", "Dispute"),
                    ("complaint", "Complaint"),
                    ("debt_advice", "Taking debt advice"),
                    ("awaiting_decision", "Waiting for a decision"),
                    ("safeguarding", "Safeguarding"),
                    ("with_agent", "With an agent"),
                    ("other", "Another reason"),
                ],
                max_length=24,
            ),
        ),
        migrations.AlterField(
            model_name="rule",
            name="act",
            field=models.CharField(
                choices=[
                    ("bill", "Raise an invoice"),
                    ("send_invoice", "Send an invoice"),
                    ("send_statement", "Send a statement"),
                    ("send_statements", "Send statements to everybody who owes"),
                    ("send_credit_note", "Send a credit note"),
                    ("send_letter", "Send a letter of its own"),
                    ("send_reminder", "Send a reminder"),
                    ("telephone", "Telephone about a debt"),
                    ("text", "Send a text message"),
                    ("set_up_mandate", "Set up a Direct Debit"),
                    ("collect", "Collect by Direct Debit"),
                    ("refund", "Pay credit back"),
                    ("set_off", "Set credit off against a debt"),
                    ("write_off", "Write a debt off"),
                    ("charge_interest", "Charge interest on a debt"),
                    ("issue_claim", "Issue a claim in court"),
                    ("refer_to_agent", "Hand a debt to an agent"),
                    ("tell_agent", "Tell an agent to hold or return a debt"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="rule",
            name="state",
            field=models.CharField(
                choices=[
                    ("vulnerable", "Vulnerable"),
                    ("deceased", "Deceased"),
                    ("gone_away", "Gone away"),
                    ("insolvent", "Insolvent"),
                    ("minor", "Under 18"),
                    ("restricted", "Restricted record"),
                    ("breathing_space", "Breathing space"),
                    ("mental_health_crisis", "Mental health crisis breathing space"),
                    ("dispute", "Dispute"),
                    ("complaint", "Complaint"),
                    ("debt_advice", "Taking debt advice"),
                    ("awaiting_decision", "Waiting for a decision"),
                    ("safeguarding", "Safeguarding"),
                    ("with_agent", "With an agent"),
                    ("other", "Another reason"),
                ],
                max_length=24,
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "breathing_space",
                            "mental_health_crisis",
                            "dispute",
                            "complaint",
                            "debt_advice",
                            "awaiting_decision",
                            "safeguarding",
                            "with_agent",
                            "other",
                        ],
                    )
                ),
                name="hold_kind",
            ),
        ),
        migrations.RunPython(write, migrations.RunPython.noop),
    ]
