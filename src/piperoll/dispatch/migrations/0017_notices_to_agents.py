"""Notices to agents who have a case of ours go out by dispatch too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dispatch", "0016_reminders_by_text"),
    ]

    operations = [
        migrations.AlterField(
            model_name="document",
            name="kind",
            field=models.CharField(
                choices=[
                    ("invoice", "Invoice"),
                    ("statement", "Statement"),
                    ("credit_note", "Credit note"),
                    ("dd_confirmed", "Direct Debit confirmation"),
                    ("dd_notice", "Direct Debit notice"),
                    ("dd_changed", "Direct Debit change"),
                    ("refund", "Refund"),
                    ("dd_cancelled", "Direct Debit cancellation"),
                    ("dd_unpaid", "Direct Debit that came back"),
                    ("reminder", "Reminder"),
                    ("pay_link", "Link to pay by card"),
                    ("dispute", "Outcome of a dispute"),
                    ("complaint_in", "Complaint acknowledged"),
                    ("complaint", "Complaint decided"),
                    ("arrangement", "Arrangement"),
                    ("arr_late", "Late payment of an arrangement"),
                    ("claim_notice", "Notice that a claim will be made"),
                    ("agent_notice", "Notice to an agent"),
                    ("letter", "Letter"),
                    ("bill_text", "Text about a bill"),
                    ("rem_text", "Reminder by text"),
                    ("text", "Text"),
                ],
                max_length=12,
            ),
        ),
    ]
